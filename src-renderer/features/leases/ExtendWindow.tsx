import { useQueries, useQuery } from '@tanstack/react-query'
import { ArrowRight, X } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { hostTitle } from '@shared/domain/host'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import { CallProblem } from '@renderer/app/CallProblem'
import { paths, usePlaceBelow } from '@renderer/app/navigation'
import { preferencesQuery } from '@renderer/app/queries'
import { AppIcon } from '@renderer/app/shell/AppIcon'
import { useTheme } from '@renderer/app/theme'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { AMOUNTS, fieldText, firstUntil, type ChoiceId } from '@renderer/features/leases/amounts'
import { ExtendTick } from '@renderer/features/leases/ExtendTick'
import type { PlannedHost } from '@renderer/features/leases/extension-plan'
import { leaseWords } from '@renderer/features/leases/lease-text'
import { freshHostQuery } from '@renderer/features/leases/queries'
import { SnoozeMenu } from '@renderer/features/leases/SnoozeMenu'
import { useExtension } from '@renderer/features/leases/use-extension'
import { Button } from '@renderer/ui/Button'
import { Field } from '@renderer/ui/Field'
import { IconButton } from '@renderer/ui/IconButton'
import { MomentInput } from '@renderer/ui/MomentInput'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

const CHOICES: readonly { readonly value: ChoiceId; readonly label: string }[] = [
  ...AMOUNTS.map(({ id, label }) => ({ value: id, label })),
  { value: 'until', label: 'Until' },
]

/**
 * The whole small window that a click on a notification opens where the desktop shows no buttons on it: the hosts of the
 * notification, an amount, and one press. Everything else is a press away in the main window.
 */
export function ExtendWindow(): ReactElement | null {
  useTheme((useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES).theme)
  const [asked = ''] = usePlaceBelow(paths.extendWindow).split('/')
  const ids = [...new Set(asked.split('+'))].filter((id) => id !== '')
  const hosts = useQueries({
    queries: ids.map((id) => freshHostQuery(id)),
    combine: (answers) =>
      answers.some(({ isPending }) => isPending) ? undefined : answers.flatMap(({ data }) => data ?? []),
  })
  const openWindow = useCall('app.openWindow', { onError: toastProblem })
  const said = useExtension({ hosts: hosts ?? [], onStarted: close })
  const { choice, nowMs } = said

  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) close()
    }
    window.addEventListener('keydown', leave)
    return () => {
      window.removeEventListener('keydown', leave)
    }
  }, [])

  if (hosts === undefined) return null
  return (
    <form
      noValidate
      className="flex h-full flex-col bg-surface text-ink ring-1 ring-line edge-forced ring-inset"
      onSubmit={(event) => {
        event.preventDefault()
        said.send()
      }}
    >
      <header className="flex h-9 flex-none items-center gap-2 border-b border-line bg-canvas pr-1 pl-3 drag-region">
        <AppIcon size={16} />
        <h1 className="min-w-0 flex-1 truncate text-sm font-semibold">
          Extend {count(hosts.length, 'host')}
        </h1>
        <span className="no-drag">
          <IconButton icon={X} label="Close" onClick={close} />
        </span>
      </header>
      <main className="flex min-h-0 flex-1 flex-col gap-2 px-3 pt-3">
        <div id={said.amountsId} className="flex flex-none flex-col items-start gap-2">
          <SegmentedControl
            label="Extend by"
            size={32}
            value={CHOICES.some(({ value }) => value === choice.id) ? choice.id : '1d'}
            options={CHOICES}
            onChange={(id) => {
              const until = id === 'until' && choice.until === '' ? firstUntil(nowMs) : choice.until
              said.setChoice({ ...choice, id, until })
            }}
          />
          {choice.id === 'until' ? (
            <Field label="New end" hideLabel error={said.error}>
              <MomentInput
                value={choice.until}
                min={fieldText(nowMs)}
                onChange={(until) => {
                  said.setChoice({ ...choice, until })
                }}
              />
            </Field>
          ) : null}
        </div>
        <ul
          aria-label="Hosts to extend"
          className="min-h-0 divide-y divide-line overflow-y-auto rounded-md ring-1 ring-line edge-forced ring-inset"
        >
          {said.plan.map((planned) => (
            <Row
              key={planned.host.id}
              planned={planned}
              ticked={said.ticked.includes(planned.host.id)}
              onTick={said.tick}
              nowMs={nowMs}
            />
          ))}
        </ul>
        {said.problem === undefined ? (
          <p role="status" className="flex-none text-xs text-ink-2">
            {hosts.length === 0
              ? 'These hosts are not held any more.'
              : said.note === ''
                ? 'Sent as one task. The end is shown when the provider confirms it.'
                : said.note}
          </p>
        ) : (
          <CallProblem error={said.problem} />
        )}
      </main>
      <footer className="mt-2 flex flex-none items-center gap-2 border-t border-line px-3 py-2">
        <SnoozeMenu hosts={hosts} nowMs={nowMs} onSnoozed={close} />
        <span className="flex-1" />
        <Button
          size={32}
          onClick={() => {
            openWindow.mutate(
              { to: ids.length === 0 ? paths.hosts : paths.extend(ids) },
              { onSuccess: close },
            )
          }}
        >
          Open
        </Button>
        <Button
          type="submit"
          size={32}
          variant="primary"
          busy={said.isPending}
          disabled={said.none || hosts.length === 0}
        >
          {`Extend ${count(said.ticked.length, 'host')}`}
        </Button>
      </footer>
    </form>
  )
}

function close(): void {
  window.close()
}

function Row(props: {
  readonly planned: PlannedHost
  readonly ticked: boolean
  readonly onTick: (ids: readonly string[], ticked: boolean) => void
  readonly nowMs: number
}): ReactElement {
  const { host, reason, newEndsAtMs, newEndText } = props.planned
  const title = hostTitle(host)
  const { text } = leaseWords(host, props.nowMs)
  const end = newEndsAtMs === undefined ? newEndText : momentText(newEndsAtMs, props.nowMs)
  return (
    <li className="flex h-9 items-center gap-2 px-2.5">
      <ExtendTick planned={props.planned} ticked={props.ticked} onTick={props.onTick} />
      <span title={title} className="min-w-0 flex-1 truncate font-mono text-xs">
        {title}
      </span>
      <span className="flex-none text-xs text-ink-2 tnum">{text}</span>
      {reason === undefined && end !== undefined ? (
        <>
          <ArrowRight size={12} strokeWidth={2} aria-hidden className="flex-none text-ink-3" />
          <span className="flex-none text-xs font-medium tnum">{end}</span>
        </>
      ) : (
        <span title={reason} className="max-w-32 truncate text-xs text-ink-2">
          {reason}
        </span>
      )}
    </li>
  )
}
