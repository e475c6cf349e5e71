import { ArrowLeft, Check, CircleStop, RefreshCw } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { instanceText, type InstanceId, type ProviderKindInfo } from '@shared/domain/provider'
import type { SyncPreview, SyncScope } from '@shared/domain/sync'
import { CallProblem } from '@renderer/app/CallProblem'
import { goTo, paths } from '@renderer/app/navigation'
import { BridgeError } from '@renderer/bridge/client'
import { providerPaths } from '@renderer/features/providers/place'
import { ScopePicker } from '@renderer/features/sync/ScopePicker'
import { SyncPreviewView } from '@renderer/features/sync/SyncPreviewView'
import { SyncReading } from '@renderer/features/sync/SyncReading'
import { useSync } from '@renderer/features/sync/use-sync'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'
import { IconButton } from '@renderer/ui/IconButton'
import { ProviderMark } from '@renderer/ui/ProviderMark'

/** What is read when the page is opened: my own hosts where that can be asked. */
function firstScope(scopes: readonly SyncScope['kind'][]): SyncScope | undefined {
  if (scopes.includes('mine')) return { kind: 'mine' }
  return scopes.includes('everybody') ? { kind: 'everybody' } : undefined
}

/** How many rows differ, once that is known. */
function changesIn(preview: SyncPreview | undefined): number | undefined {
  const state = preview?.state
  if (state?.name === 'applied') return 0
  return state?.name === 'read' ? state.rows.filter((row) => row.kind !== 'same').length : undefined
}

/** Where a pane is one of several. */
export interface Among {
  readonly isShown: boolean
  /** Keep the same function between renders. */
  readonly onChanges: (changes: number | undefined) => void
}

function Applied({ taskId }: { readonly taskId: number }): ReactElement {
  return (
    <EmptyState
      icon={Check}
      title="Applied"
      text="The inventory is as the provider says."
      actions={
        <Button
          onClick={() => {
            goTo(paths.task(taskId))
          }}
        >
          Show the task
        </Button>
      }
    />
  )
}

/** What a sync of an instance would change, before anything is written, and the way to write it. */
export function SyncPane(props: {
  readonly id: InstanceId
  readonly kind: Pick<ProviderKindInfo, 'syncScopes' | 'syncArgument'>
  /** What to read first; without it my own hosts where that can be asked. */
  readonly first?: SyncScope | undefined
  /** One of several at once: it is not shown now, and the page stays when it was applied. */
  readonly among?: Among | undefined
}): ReactElement {
  const { id, among } = props
  const scopes = props.kind.syncScopes ?? []
  const sync = useSync(id)
  const [scope, setScope] = useState(() => props.first ?? firstScope(scopes))
  const [isStopped, setStopped] = useState(false)
  const { preview, error } = sync
  const name = instanceText(id)

  const changes = changesIn(preview)
  const onChanges = among?.onChanges
  useEffect(() => {
    onChanges?.(changes)
  }, [onChanges, changes])

  function read(next: SyncScope): void {
    setScope(next)
    setStopped(false)
    sync.read(next)
  }

  useEffect(() => {
    if (scope !== undefined) sync.read(scope)
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the page is opened
  }, [])

  function back(): void {
    goTo(providerPaths.instance(id))
  }

  const state = preview?.state
  const failed = error ?? (state?.name === 'failed' ? state.error : undefined)
  const isReading =
    scope !== undefined &&
    !isStopped &&
    failed === undefined &&
    (state === undefined || state.name === 'reading')
  return (
    <section aria-label={`Sync ${name}`} data-pane className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex-none px-5 pt-4">
        <div className="flex min-h-7 items-center gap-2.5">
          <IconButton icon={ArrowLeft} size={24} label={`Back to ${name}`} onClick={back} />
          <ProviderMark kind={id.provider} size={24} />
          <h2 className="min-w-0 flex-1 truncate text-md font-semibold">Sync {name}</h2>
          {isReading ? (
            <Button
              icon={CircleStop}
              onClick={() => {
                setStopped(true)
                sync.stop()
              }}
            >
              Cancel reading
            </Button>
          ) : (
            <Button
              icon={RefreshCw}
              onClick={() => {
                if (scope !== undefined) read(scope)
              }}
            >
              Read again
            </Button>
          )}
        </div>
        {scopes.length < 2 ? null : (
          <ScopePicker
            scopes={scopes}
            scope={scope}
            argument={props.kind.syncArgument ?? 'Name'}
            onRead={read}
          />
        )}
      </div>
      {isReading ? <SyncReading state={state} /> : null}
      {isStopped ? (
        <EmptyState
          icon={CircleStop}
          title="Reading was cancelled"
          text="Nothing was written. Read again, or go back."
        />
      ) : null}
      {failed === undefined ? null : (
        <div className="px-5 pt-4">
          <CallProblem
            error={new BridgeError(failed)}
            onRetry={
              scope === undefined
                ? undefined
                : () => {
                    read(scope)
                  }
            }
          />
          <p className="mt-3 text-xs text-ink-2">Nothing was written. The inventory is as it was.</p>
        </div>
      )}
      {preview === undefined || state?.name !== 'read' ? null : (
        <SyncPreviewView
          key={preview.id}
          preview={preview}
          state={state}
          isShown={among?.isShown !== false}
          stays={among !== undefined}
          onCancel={back}
        />
      )}
      {state?.name === 'applied' ? <Applied taskId={state.taskId} /> : null}
    </section>
  )
}
