import { ChevronDown } from 'lucide-react'
import type { ReactElement } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { toastProblem } from '@renderer/app/problem-toast'
import { AMOUNTS } from '@renderer/features/leases/amounts'
import { useStartExtend } from '@renderer/features/leases/use-start-extend'
import { Button } from '@renderer/ui/Button'

/** Extends a host by an amount with one press; anything else is said in the dialog. */
export function LeaseAmounts(props: {
  readonly host: Pick<HostSummary, 'id' | 'hostname' | 'name' | 'offering'>
  readonly onOther: () => void
}): ReactElement {
  const { host } = props
  const extend = useStartExtend()
  return (
    <div role="group" aria-label={`Extend ${hostTitle(host)} by`} className="mt-3 flex flex-wrap gap-1.5">
      {AMOUNTS.map(({ id, label, ms }) => (
        <Button
          key={id}
          size={24}
          disabled={extend.isPending}
          onClick={({ detail }) => {
            // The second press of a double click: the first may be done by then, and would be done twice.
            if (detail > 1) return
            extend.start([host.id], { kind: 'by', ms }, { onError: toastProblem })
          }}
        >
          {label}
        </Button>
      ))}
      <Button size={24} trailingIcon={ChevronDown} onClick={props.onOther}>
        Custom
      </Button>
    </div>
  )
}
