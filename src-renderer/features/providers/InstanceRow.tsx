import { clsx } from 'clsx'
import { CircleCheck, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { isNamedByKind, type InstanceId } from '@shared/domain/provider'
import { hrefTo } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { healthLook, type HealthLook } from '@renderer/features/providers/health-words'
import { providerPaths } from '@renderer/features/providers/place'
import { useHealth } from '@renderer/features/providers/use-health'
import { Badge } from '@renderer/ui/Badge'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { Spinner } from '@renderer/ui/Spinner'

const ICONS: Readonly<
  Record<Exclude<HealthLook['level'], 'waiting'>, { readonly icon: LucideIcon; readonly ink: string }>
> = {
  ok: { icon: CircleCheck, ink: 'text-ok-ink' },
  warn: { icon: TriangleAlert, ink: 'text-warn-ink' },
  error: { icon: CircleX, ink: 'text-danger-ink' },
}

const LINE_INKS: Readonly<Record<HealthLook['level'], string>> = {
  waiting: 'text-ink-3',
  ok: 'text-ink-2',
  warn: 'text-warn-ink',
  error: 'text-danger-ink',
}

function LookIcon({ look }: { readonly look: HealthLook }): ReactElement {
  if (look.level === 'waiting') return <Spinner size={14} />
  const { icon: Icon, ink } = ICONS[look.level]
  return <Icon size={14} strokeWidth={2} aria-hidden className={clsx('flex-none', ink)} />
}

/** One instance in the list: which, and how it stands. Checks it while it is shown. */
export function InstanceRow(props: {
  readonly id: InstanceId
  readonly pretend: boolean
  readonly isCurrent: boolean
}): ReactElement {
  const { id, pretend } = props
  const now = useNow()
  const { report, history } = useHealth(id)
  const look = healthLook(report, history, { pretend, nowMs: now })
  return (
    <a
      href={hrefTo(providerPaths.instance(id))}
      aria-current={props.isCurrent ? 'true' : undefined}
      draggable={false}
      className={clsx(
        'flex items-center gap-2.5 border-b border-line px-4 py-2 focus-visible:-outline-offset-2',
        props.isCurrent ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <ProviderMark kind={id.provider} size={24} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span className="flex-none font-medium">{id.provider}</span>
          {isNamedByKind(id) ? null : (
            <span title={id.instance} className="truncate text-ink-2">
              {id.instance}
            </span>
          )}
          {pretend ? <Badge tone="pretend" /> : null}
        </span>
        <span className={clsx('flex items-center gap-1.5 text-xs tnum', LINE_INKS[look.level])}>
          <LookIcon look={look} />
          <span title={look.line} className="truncate">
            {look.line}
          </span>
        </span>
      </span>
    </a>
  )
}
