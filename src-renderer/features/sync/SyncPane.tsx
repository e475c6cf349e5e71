import { ArrowLeft, CircleStop, RefreshCw } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { instanceText, type InstanceId } from '@shared/domain/provider'
import type { SyncScope } from '@shared/domain/sync'
import { CallProblem } from '@renderer/app/CallProblem'
import { goTo } from '@renderer/app/navigation'
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

/** What a sync of an instance would change, before anything is written, and the way to write it. */
export function SyncPane(props: {
  readonly id: InstanceId
  readonly scopes: readonly SyncScope['kind'][]
}): ReactElement {
  const { id, scopes } = props
  const sync = useSync(id)
  const [scope, setScope] = useState(() => firstScope(scopes))
  const [isStopped, setStopped] = useState(false)
  const { preview, error } = sync
  const name = instanceText(id)

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
        {scopes.length < 2 ? null : <ScopePicker scopes={scopes} scope={scope} onRead={read} />}
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
        <SyncPreviewView key={preview.id} preview={preview} state={state} onCancel={back} />
      )}
    </section>
  )
}
