import { useId, useState, type ReactElement } from 'react'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { goTo } from '@renderer/app/navigation'
import { toastProblem } from '@renderer/app/problem-toast'
import { useShortcut } from '@renderer/app/shortcuts'
import { useCall } from '@renderer/bridge/queries'
import { withEnvironment } from '@renderer/features/settings/environment-help'
import { draftOf, startOf, startValues, type InstanceStart } from '@renderer/features/settings/instance-draft'
import { InstanceFields } from '@renderer/features/settings/InstanceFields'
import { InstanceFooter } from '@renderer/features/settings/InstanceFooter'
import { InstanceHeader } from '@renderer/features/settings/InstanceHeader'
import { OutdatedNote } from '@renderer/features/settings/OutdatedNote'
import { LeaveDialog } from '@renderer/features/settings/LeaveDialog'
import { settingsPaths } from '@renderer/features/settings/place'
import { RemoveInstanceDialog } from '@renderer/features/settings/RemoveInstanceDialog'
import { SecretsDialog } from '@renderer/features/settings/SecretsDialog'
import { withSecretPlaces } from '@renderer/features/settings/secret-help'
import { TestPanel } from '@renderer/features/settings/TestPanel'
import { useConnectionTest } from '@renderer/features/settings/use-connection-test'
import { useInstanceEditor } from '@renderer/features/settings/use-instance-editor'
import { useLeaveGuard } from '@renderer/features/settings/use-leave-guard'
import { useSaveInstance } from '@renderer/features/settings/use-save-instance'

/** Props of `InstanceEditor`. */
export interface InstanceEditorProps {
  readonly kind: ProviderKindInfo
  readonly start: InstanceStart
  /** The instance as it is in the settings; absent for a new one. */
  readonly view: InstanceView | undefined
  /** The names that it cannot have. */
  readonly taken: readonly string[]
  readonly secretsProtected: boolean
  /** Called with what was saved; goes to its place if that is another one. */
  readonly onSaved: (saved: InstanceView) => void
}

/** One instance: its form, the test of it beside, and what is not saved below. */
export function InstanceEditor(props: InstanceEditorProps): ReactElement {
  const { kind, start, view } = props
  const rootId = useId()
  const [savedAtMs, setSavedAtMs] = useState<number>()
  const [isRemoving, setRemoving] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const editor = useInstanceEditor({
    start,
    fields: withEnvironment(
      withSecretPlaces(kind.configFields, start.storedSecrets, props.secretsProtected, view?.plainSecrets),
      view?.environment,
    ),
    taken: props.taken,
    rootId,
  })
  const guard = useLeaveGuard(editor.changes > 0)
  const test = useConnectionTest((error) => {
    // The card says it already; here only what belongs to a field.
    if (error.fieldErrors !== undefined) editor.showError(error)
  })
  const { save, isPending } = useSaveInstance({
    onSaved(saved) {
      editor.begin(startOf(saved))
      setSavedAtMs(Date.now())
      guard.letPass(() => {
        props.onSaved(saved)
      })
    },
    onError: editor.showError,
  })
  const makeDefault = useCall('settings.saveInstance', { onError: toastProblem })

  async function trySave(): Promise<void> {
    if (isPending || (start.isSaved && editor.changes === 0)) return
    if (!(await editor.check())) return
    const isTyped = Object.values(editor.draft.secrets).some((value) => value !== '')
    if (isTyped && !props.secretsProtected) setAsking(true)
    else save(editor.draft)
  }

  async function tryTest(): Promise<void> {
    if (await editor.check()) test.run(editor.draft)
  }

  useShortcut('save', () => void trySave())

  return (
    <>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col @[888px]/settings:grid @[888px]/settings:grid-cols-[minmax(600px,1fr)_minmax(288px,396px)] @[888px]/settings:grid-rows-[minmax(0,1fr)_auto]">
        <div className="min-h-0 flex-1 overflow-y-auto @[888px]/settings:contents">
          <section
            id={rootId}
            data-pane
            aria-label={start.instance}
            className="min-h-0 px-6 py-4 @[888px]/settings:overflow-y-auto"
          >
            <InstanceHeader
              start={start}
              isPretend={kind.pretend}
              isBusy={makeDefault.isPending}
              onMakeDefault={() => {
                const fields = kind.configFields
                const draft = draftOf(start, fields, start.instance, startValues(start))
                makeDefault.mutate({ ...draft, isDefault: true })
              }}
              onRemove={() => {
                setRemoving(true)
              }}
            />
            {editor.isConflict ? (
              <OutdatedNote
                what="instance"
                onTake={() => {
                  editor.begin(start)
                }}
                onKeep={editor.keepMine}
              />
            ) : null}
            <InstanceFields editor={editor} problem={view?.problem} />
          </section>
          <TestPanel
            draft={editor.draft}
            last={test.last}
            isRunning={test.isRunning}
            hasChanges={!start.isSaved || editor.changes > 0}
            onTest={() => void tryTest()}
            onFix={(fix) => {
              test.run(editor.apply(fix))
            }}
          />
        </div>
        <InstanceFooter
          isSaved={start.isSaved}
          changes={editor.changes}
          savedAtMs={savedAtMs}
          isBusy={isPending}
          onSave={() => void trySave()}
          onDiscard={() => {
            editor.discard()
            if (start.isSaved) return
            guard.letPass(() => {
              goTo(settingsPaths.add)
            })
          }}
        />
      </div>
      <SecretsDialog
        open={isAsking}
        onOpenChange={setAsking}
        onSave={(secretsInFile) => {
          save({ ...editor.draft, secretsInFile })
        }}
      />
      <LeaveDialog guard={guard} start={start} changes={editor.changes} />
      {view === undefined ? null : (
        <RemoveInstanceDialog
          instance={view}
          open={isRemoving}
          onOpenChange={setRemoving}
          letPass={guard.letPass}
        />
      )}
    </>
  )
}
