import { useQuery } from '@tanstack/react-query'
import { Activity, CircleCheck, CircleX, Play, RefreshCw, Settings, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { instanceText, type InstanceId, type ProviderKindInfo } from '@shared/domain/provider'
import { goTo } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { activeTasksQuery } from '@renderer/app/queries'
import { actionsFor } from '@renderer/features/checkout/selection'
import { healthLook, type HealthLook } from '@renderer/features/providers/health-words'
import { beingMadeAt, identityCells } from '@renderer/features/providers/identity-cells'
import { openRun } from '@renderer/features/providers/open-order'
import { providerPaths } from '@renderer/features/providers/place'
import { heldQuery } from '@renderer/features/providers/queries'
import type { Health } from '@renderer/features/providers/use-health'
import { settingsPaths } from '@renderer/features/settings/place'
import { Badge, type BadgeTone } from '@renderer/ui/Badge'
import { Button } from '@renderer/ui/Button'
import { CopyButton } from '@renderer/ui/CopyButton'
import { IconButton } from '@renderer/ui/IconButton'
import { ProviderMark } from '@renderer/ui/ProviderMark'

const TONES: Readonly<Record<HealthLook['level'], BadgeTone>> = {
  waiting: 'neutral',
  ok: 'ok',
  warn: 'warn',
  error: 'danger',
}
const ICONS = { waiting: undefined, ok: CircleCheck, warn: TriangleAlert, error: CircleX } as const

function Cells(props: { readonly id: InstanceId; readonly health: Health }): ReactElement {
  const { id, health } = props
  const held = useQuery(heldQuery(id)).data
  const tasks = useQuery(activeTasksQuery).data
  const holding =
    held === undefined ? undefined : { held: held.total, beingMade: beingMadeAt(id, tasks?.tasks ?? []) }
  const cells = identityCells(health.report, health.history, holding)
  return (
    <dl className="mt-4 flex min-h-14 gap-x-4 overflow-hidden">
      {cells.map((cell) => (
        <div
          key={cell.label}
          className="group max-w-72 min-w-0 flex-auto border-l border-line pl-4 first:border-0 first:pl-0"
        >
          <dt className="text-xs text-ink-3">{cell.label}</dt>
          <dd className="mt-0.5 flex h-5 items-center gap-1 font-medium tnum">
            <span title={cell.value} className="min-w-0 truncate select-text">
              {cell.value}
            </span>
            <span className="-my-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
              <CopyButton text={cell.value} label={`Copy ${cell.label}`} />
            </span>
          </dd>
          {cell.detail === undefined ? null : (
            <dd title={cell.detail} className="truncate text-xs text-ink-2 tnum select-text">
              {cell.detail}
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** The head of an instance's page: which it is, how it stands, what can be done with it as a whole, who I am there. */
export function InstanceHead(props: {
  readonly id: InstanceId
  readonly kind: ProviderKindInfo
  readonly health: Health
}): ReactElement {
  const { id, kind, health } = props
  const now = useNow()
  const look = healthLook(health.report, health.history, { pretend: kind.pretend, nowMs: now })
  const isUsable = look.level !== 'error'
  const [runnable] = actionsFor('execute', kind)
  return (
    <div className="flex-none px-5 pt-4 pb-4">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <ProviderMark kind={id.provider} size={24} />
        <h2 className="min-w-0 truncate text-md font-semibold select-text">{instanceText(id)}</h2>
        {kind.pretend ? <Badge tone="pretend" /> : null}
        <Badge tone={TONES[look.level]} icon={ICONS[look.level]} spinning={look.level === 'waiting'}>
          {look.word}
        </Badge>
        <span className="flex-1" />
        <div className="flex items-center gap-2">
          {isUsable ? (
            <>
              <Button icon={Activity} busy={health.isChecking} onClick={health.check}>
                Check now
              </Button>
              {kind.syncScopes === undefined ? null : (
                <Button
                  icon={RefreshCw}
                  onClick={() => {
                    goTo(providerPaths.sync(id))
                  }}
                >
                  Sync inventory
                </Button>
              )}
              {runnable === undefined ? null : (
                <Button
                  icon={Play}
                  onClick={() => {
                    openRun({ target: id, action: runnable.name, offering: '' })
                  }}
                >
                  Run an action
                </Button>
              )}
            </>
          ) : null}
          <IconButton
            icon={Settings}
            label="Settings of this instance"
            onClick={() => {
              goTo(settingsPaths.instance(id))
            }}
          />
        </div>
      </div>
      {isUsable ? <Cells id={id} health={health} /> : null}
    </div>
  )
}
