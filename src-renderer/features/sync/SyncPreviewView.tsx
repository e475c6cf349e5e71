import { clsx } from 'clsx'
import { Check, Minus, Pencil, Plus } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { instanceText } from '@shared/domain/provider'
import type { SyncPreview } from '@shared/domain/sync'
import { CallProblem } from '@renderer/app/CallProblem'
import { goTo, paths } from '@renderer/app/navigation'
import { useShortcut } from '@renderer/app/shortcuts'
import { useCall } from '@renderer/bridge/queries'
import { appliedText, applyText, firstPicks, type SectionKind } from '@renderer/features/sync/sync-rows'
import { readText } from '@renderer/features/sync/sync-words'
import { SyncTable } from '@renderer/features/sync/SyncTable'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { EmptyState } from '@renderer/ui/EmptyState'
import { FooterBar } from '@renderer/ui/Layout'
import { toastManager } from '@renderer/ui/toast-manager'

type ReadState = Extract<SyncPreview['state'], { readonly name: 'read' }>

const DIFFERENCES = [
  { kind: 'new', icon: Plus, ink: 'text-ok-ink' },
  { kind: 'changed', icon: Pencil, ink: 'text-warn-ink' },
  { kind: 'gone', icon: Minus, ink: 'text-danger-ink' },
] as const

function Summary({ state }: { readonly state: ReadState }): ReactElement {
  const number = (kind: SectionKind): number => state.rows.filter((row) => row.kind === kind).length
  const here = state.rows.length - number('gone')
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 px-5 pt-2 pb-3 text-xs text-ink-2 tnum">
      <span>{readText(here, state.account, state.tookMs)}</span>
      {DIFFERENCES.filter(({ kind }) => number(kind) > 0).map(({ kind, icon: Icon, ink }) => (
        <span key={kind} className={clsx('flex items-center gap-1', ink)}>
          <Icon size={12} strokeWidth={2.2} aria-hidden />
          {number(kind)} {kind}
        </span>
      ))}
      {number('same') === 0 ? null : <span className="text-ink-3">{number('same')} the same</span>}
    </div>
  )
}

function Trouble({ state }: { readonly state: ReadState }): ReactElement | null {
  if (state.incomplete === undefined && state.warnings.length === 0) return null
  return (
    <div className="flex max-h-48 flex-none flex-col gap-2 overflow-y-auto px-5 pb-3">
      {state.incomplete === undefined ? null : (
        <Callout tone="warn" title="This may not be everything">
          <p>{state.incomplete}</p>
          <p>No host is given up as gone unless you tick it yourself.</p>
        </Callout>
      )}
      {state.warnings.length === 0 ? null : (
        <Callout tone="info" title="Not everything could be read">
          <ul>
            {state.warnings.map((warning) => (
              <li key={warning} className="break-words select-text">
                {warning}
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  )
}

/** What was read, to be ticked and applied. */
export function SyncPreviewView(props: {
  readonly preview: SyncPreview
  readonly state: ReadState
  readonly isShown: boolean
  /** What was applied is told here, and not by going to its task. */
  readonly stays: boolean
  readonly onCancel: () => void
}): ReactElement {
  const { preview, state } = props
  const { rows } = state
  const isIncomplete = state.incomplete !== undefined
  const first = useMemo(() => firstPicks(rows, isIncomplete), [rows, isIncomplete])
  const [picked, setPicked] = useState<ReadonlySet<string>>()
  const [isMissing, setMissing] = useState(false)
  const apply = useCall('sync.apply')
  const picks = picked ?? first
  const hasChanges = rows.some((row) => row.kind !== 'same')

  function send(): void {
    if (apply.isPending || !hasChanges) return
    setMissing(picks.size === 0)
    if (picks.size === 0) return
    const applied = appliedText(rows, picks)
    apply.mutate(
      { syncId: preview.id, keys: [...picks] },
      {
        onSuccess({ taskId }) {
          toastManager.show({
            title: `${instanceText(preview.target)}: ${applied}`,
            description: 'The inventory is as the provider says.',
            actions: [
              {
                label: 'Show hosts',
                onPress() {
                  goTo(paths.hosts)
                },
              },
            ],
          })
          if (!props.stays) goTo(paths.task(taskId))
        },
      },
    )
  }
  useShortcut('sendForm', send, hasChanges && props.isShown)

  return (
    <>
      <Summary state={state} />
      <Trouble state={state} />
      {rows.length === 0 ? (
        <EmptyState
          icon={Check}
          title="No hosts, here or there"
          text={`${instanceText(preview.target)} has no hosts of ${state.account}, and the inventory has none of them either.`}
        />
      ) : (
        <SyncTable
          rows={rows}
          picks={picks}
          isIncomplete={isIncomplete}
          onPicks={(next) => {
            setMissing(false)
            setPicked(next)
          }}
        />
      )}
      {apply.error === null ? null : <CallProblem banner error={apply.error} />}
      <FooterBar>
        <p role="status" className="min-w-0 flex-1 text-xs text-ink-2">
          {isMissing ? (
            <span className="text-danger-ink">Tick at least one row.</span>
          ) : hasChanges ? (
            'Nothing is written before you apply. Hosts at the provider are never touched by a sync.'
          ) : (
            'The inventory is as the provider says. There is nothing to apply.'
          )}
        </p>
        <Button size={32} onClick={props.onCancel}>
          {hasChanges ? 'Cancel' : 'Back'}
        </Button>
        {hasChanges ? (
          <Button variant="primary" size={32} keyHint="Mod Enter" busy={apply.isPending} onClick={send}>
            {applyText(picks)}
          </Button>
        ) : null}
      </FooterBar>
    </>
  )
}
