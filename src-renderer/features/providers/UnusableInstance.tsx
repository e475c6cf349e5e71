import { useQueries, useQuery } from '@tanstack/react-query'
import { RefreshCw, Server } from 'lucide-react'
import { Fragment, type ReactElement } from 'react'
import {
  instanceText,
  type HealthFix,
  type HealthReport,
  type InstanceId,
  type ProviderKindInfo,
} from '@shared/domain/provider'
import { hostTitle } from '@shared/domain/host'
import type { InstanceView } from '@shared/domain/settings'
import { momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import { goTo } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { offeringsQuery } from '@renderer/features/checkout/queries'
import { sinceText } from '@renderer/features/providers/health-words'
import { heldQuery } from '@renderer/features/providers/queries'
import type { Health } from '@renderer/features/providers/use-health'
import { healthLines } from '@renderer/features/settings/health'
import { settingsPaths } from '@renderer/features/settings/place'
import { Button } from '@renderer/ui/Button'
import { CopyButton } from '@renderer/ui/CopyButton'

/** More are found once the instance answers. */
const SHOWN_AT_MOST = 50

function Tries({ health }: { readonly health: Health }): ReactElement | null {
  const now = useNow()
  const { history } = health
  if (history === undefined) return null
  const last =
    history.lastUsableAtMs === undefined
      ? 'No good answer since the window was opened.'
      : `Last good answer ${momentText(history.lastUsableAtMs, now)}.`
  return (
    <p className="mt-1 text-xs text-ink-2 tnum">
      {last} Tried {history.failures === 1 ? 'once' : `${history.failures} times`} since
      {history.unusableSinceMs === undefined ? '' : ` ${sinceText(history.unusableSinceMs, now)}`}, and again
      every 30 seconds while this page is open.
    </p>
  )
}

/** What it means for the hosts that are held there. */
function Meaning({ id }: { readonly id: InstanceId }): ReactElement | null {
  const held = useQuery(heldQuery(id)).data
  if (held === undefined || held.total === 0) return null
  return (
    <div className="border-t border-line px-4 py-3">
      <h3 className="text-xs font-semibold">What this means now</h3>
      <p className="mt-2 flex items-center gap-2 text-ink-2">
        <Server size={16} strokeWidth={1.75} aria-hidden className="flex-none" />
        <span className="min-w-0">
          {count(held.total, 'host')} here {held.total === 1 ? 'keeps its' : 'keep their'} last known facts:{' '}
          {held.rows.map((host, place) => (
            <Fragment key={host.id}>
              {place === 0 ? '' : ', '}
              <span className="mono text-ink select-text">{hostTitle(host)}</span>
            </Fragment>
          ))}
          {held.total > held.rows.length ? ` and ${held.total - held.rows.length} more` : ''}
        </span>
      </p>
    </div>
  )
}

/** A change of the settings that would mend it. */
function Fix(props: { readonly fix: HealthFix; readonly instance: InstanceView }): ReactElement {
  const { fix, instance } = props
  const save = useCall('settings.saveInstance', { onError: toastProblem })
  return (
    <div className="flex items-start gap-4 border-t border-line px-4 py-3">
      <p className="min-w-0 flex-1 break-words whitespace-pre-line text-ink-2 select-text">{fix.detail}</p>
      <Button
        busy={save.isPending}
        onClick={() => {
          const { provider, instance: name, isDefault, config } = instance
          save.mutate({
            provider,
            instance: name,
            isDefault,
            config: { ...config, ...fix.config },
            secrets: {},
          })
        }}
      >
        {fix.title}
      </Button>
    </div>
  )
}

/** What the instance offered when it was asked last. */
function Remembered(props: {
  readonly id: InstanceId
  readonly kind: ProviderKindInfo
}): ReactElement | null {
  const { id, kind } = props
  const now = useNow()
  const lists = useQueries({ queries: kind.actions.map((action) => offeringsQuery(id, action.name)) })
  const known = lists.flatMap(({ data }, place) =>
    (data?.offerings ?? []).map((offering) => ({ offering, action: kind.actions[place]?.name ?? '' })),
  )
  const readAtMs = Math.min(...lists.flatMap(({ data }) => (data === undefined ? [] : [data.readAtMs])))
  if (known.length === 0) return null
  return (
    <>
      <h3 className="mt-6 mb-2 text-xs font-semibold">
        Offerings{' '}
        <span className="font-normal text-ink-3">
          as of {momentText(readAtMs, now)}, cannot be used until the instance answers
        </span>
      </h3>
      <ul className="overflow-hidden rounded-lg border border-line">
        {known.slice(0, SHOWN_AT_MOST).map(({ offering, action }) => (
          <li
            key={`${action}/${offering.name}`}
            className="flex h-9 items-center gap-4 border-b border-line px-4 text-ink-2 last:border-0"
          >
            <span title={offering.name} className="w-2/5 flex-none truncate select-text">
              {offering.name}
            </span>
            <span className="min-w-0 flex-1 truncate text-xs">{offering.description ?? offering.title}</span>
            <span className="flex-none text-xs text-ink-3">{action}</span>
          </li>
        ))}
      </ul>
      {known.length > SHOWN_AT_MOST ? (
        <p className="mt-2 text-xs text-ink-3">And {known.length - SHOWN_AT_MOST} more.</p>
      ) : null}
    </>
  )
}

/** An instance that cannot be used: why, in whose words, what that means for its hosts, and what can be done. */
export function UnusableInstance(props: {
  readonly instance: InstanceView
  readonly kind: ProviderKindInfo
  readonly report: HealthReport
  readonly health: Health
}): ReactElement {
  const { instance, report, health } = props
  const id = { provider: instance.provider, instance: instance.instance }
  const lines = healthLines(report)
  const details = [
    instanceText(id),
    report.summary,
    ...lines.map(({ title, detail }) => [title, detail].filter(Boolean).join(': ')),
  ]
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
      <div className="max-w-[760px]">
        <div
          role="group"
          aria-label="Why it cannot be used"
          className="overflow-hidden rounded-lg border border-danger-line"
        >
          <div className="bg-danger-soft px-4 py-3">
            <p className="font-semibold break-words text-ink select-text">{report.summary}</p>
            {lines.map((line) => (
              <div key={`${line.title}\n${line.detail ?? ''}`} className="mt-1 select-text">
                <p className="break-words whitespace-pre-line text-ink-2">{line.title}</p>
                {line.detail === undefined ? null : (
                  <p className="mono break-words whitespace-pre-line text-ink-2">{line.detail}</p>
                )}
              </div>
            ))}
            <Tries health={health} />
          </div>
          <Meaning id={id} />
          {report.fixes?.map((fix) => (
            <Fix key={fix.title} fix={fix} instance={instance} />
          ))}
          <div className="flex flex-wrap items-center gap-2 border-t border-line bg-sunken px-4 py-2.5">
            <Button variant="primary" icon={RefreshCw} busy={health.isChecking} onClick={health.check}>
              Try now
            </Button>
            <Button
              onClick={() => {
                goTo(settingsPaths.instance(id))
              }}
            >
              Change connection
            </Button>
            <span className="flex-1" />
            <CopyButton variant="link" label="Copy details" text={() => details.join('\n')} />
          </div>
        </div>
        <Remembered id={id} kind={props.kind} />
      </div>
    </div>
  )
}
