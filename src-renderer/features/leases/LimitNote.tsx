import { Info } from 'lucide-react'
import type { ReactElement } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { instanceText } from '@shared/domain/provider'
import { momentText } from '@shared/lib/time-text'
import { count, nameSome } from '@shared/lib/words'
import { useDuplicate } from '@renderer/features/duplicate/use-duplicate'
import { shortNames } from '@renderer/features/hosts/short-names'
import type { PlannedHost } from '@renderer/features/leases/extension-plan'
import { endOf } from '@renderer/features/leases/lease-text'
import { LinkButton } from '@renderer/ui/LinkButton'

/** Which hosts reached the limit of their provider, and what helps then: a new one. Nothing where none did. */
export function LimitNote(props: {
  readonly plan: readonly PlannedHost<HostSummary>[]
  readonly nowMs: number
  readonly onDuplicate: () => void
}): ReactElement | null {
  const duplicate = useDuplicate()
  const hosts = props.plan.flatMap(({ host, isAtLimit }) => (isAtLimit === true ? [host] : []))
  const [first] = hosts
  if (first === undefined) return null
  const isOne = hosts.length === 1
  const names = nameSome(shortNames(hosts.map(hostTitle)))
  const where = nameSome([...new Set(hosts.map((host) => instanceText(host)))])
  const ends = isOne ? ` It ends ${momentText(endOf(first) ?? props.nowMs, props.nowMs)}.` : ''
  return (
    <div className="flex items-start gap-2 border-t border-line bg-sunken px-5 py-2.5 text-xs text-ink-2">
      <Info size={14} strokeWidth={2} aria-hidden className="mt-px flex-none text-ink-3" />
      <p className="min-w-0 flex-1">
        <span className="text-ink">{names}</span> reached the limit of {where}.{ends} Save your work, or
        duplicate {isOne ? 'it to get a new one' : 'them to get new ones'}.
      </p>
      <LinkButton
        onClick={() => {
          duplicate(new Set(hosts.map(({ id }) => id)))
          props.onDuplicate()
        }}
      >
        {isOne ? 'Duplicate it' : `Duplicate ${count(hosts.length, 'host')}`}
      </LinkButton>
    </div>
  )
}
