import { useQueries, useQuery } from '@tanstack/react-query'
import { RefreshCw, Server } from 'lucide-react'
import { Fragment, type ReactElement } from 'react'
import {
  instanceText,
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
import { offeringsQuery } from '@renderer/features/checkout/queries'
import { isRefused, sinceText } from '@renderer/features/providers/health-words'
import { FixRow } from '@renderer/features/providers/FixRow'
import { heldQuery } from '@renderer/features/providers/queries'
import type { Health } from '@renderer/features/providers/use-health'
import { healthLines } from '@renderer/features/settings/health'
import { settingsPaths } from '@renderer/features/settings/place'
import { Button } from '@renderer/ui/Button'
import { CopyButton } from '@renderer/ui/CopyButton'

/** More are found once the instance answers. */
const SHOWN_AT_MOST = 50

function Tries(props: { readonly health: Health; readonly isRefused: boolean }): ReactElement | null {
  const now = useNow()
  const { history } = props.health
  if (history === undefined) return null
  const { lastUsableAtMs, unusableSinceMs, failures } = history
  const last = lastUsableAtMs === undefined ? '' : `Last good answer ${momentText(lastUsableAtMs, now)}. `
  const tried = `Tried ${failures === 1 ? 'once' : `${failures} times`}`
  const since = unusableSinceMs === undefined ? '' : ` since ${sinceText(unusableSinceMs, now)}`
  const next = props.isRefused
    ? 'Nothing is tried again before you do.'
    : 'Tried again every 30 seconds while this page is open.'
  return (
    <p className="mt-2 text-xs text-ink-2 tnum">
      {last}
      {tried}
      {since}. {next}
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
            <Tries health={health} isRefused={isRefused(report)} />
          </div>
          <Meaning id={id} />
          {report.fixes?.map((fix) => (
            <FixRow key={fix.title} fix={fix} instance={instance} />
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
