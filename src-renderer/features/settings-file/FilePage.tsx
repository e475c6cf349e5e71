import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useId, useRef, useState, type ReactElement } from 'react'
import { count } from '@shared/lib/words'
import type { SettingsFileView } from '@shared/domain/settings-file'
import { CallProblem } from '@renderer/app/CallProblem'
import { toastProblem } from '@renderer/app/problem-toast'
import { useShortcut } from '@renderer/app/shortcuts'
import { Waiting } from '@renderer/app/Waiting'
import { useCall } from '@renderer/bridge/queries'
import { useLeaveGuard } from '@renderer/features/settings/use-leave-guard'
import { BackupsDialog } from '@renderer/features/settings-file/BackupsDialog'
import { CodeArea } from '@renderer/features/settings-file/CodeArea'
import {
  EnvironmentNote,
  MigrationNote,
  SecretsNote,
  UsedNote,
} from '@renderer/features/settings-file/FileNotes'
import { markedLines, offsetOfLine } from '@renderer/features/settings-file/place-in-text'
import { fileQuery } from '@renderer/features/settings-file/queries'
import { useFileEditor } from '@renderer/features/settings-file/use-file-editor'
import { AlertDialog } from '@renderer/ui/AlertDialog'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { CopyButton } from '@renderer/ui/CopyButton'
import { LinkButton } from '@renderer/ui/LinkButton'

function Editor({ view }: { readonly view: SettingsFileView }): ReactElement {
  const editor = useFileEditor(view)
  const guard = useLeaveGuard(editor.isChanged)
  const area = useRef<HTMLTextAreaElement>(null)
  const problemsId = useId()
  const [showsBackups, setShowsBackups] = useState(false)
  const show = useCall('settingsFile.show', { onError: toastProblem })
  useShortcut('save', () => {
    editor.save()
  })

  function goToLine(line: number): void {
    const at = offsetOfLine(editor.text, line)
    area.current?.focus()
    area.current?.setSelectionRange(at, at)
    area.current?.scrollTo({ top: Math.max(0, (line - 4) * 18) })
  }

  return (
    <>
      <section aria-label="YAML file" data-pane className="flex min-h-0 flex-1 flex-col gap-3 px-6 py-4">
        <div className="flex min-h-7 items-center gap-2">
          <h2 className="text-md font-semibold">YAML file</h2>
          <span className="min-w-0 flex-1 truncate mono text-ink-3 select-text" title={view.path}>
            {view.path}
          </span>
          <Button
            icon={History}
            onClick={() => {
              setShowsBackups(true)
            }}
          >
            Earlier versions
          </Button>
          <Button
            onClick={() => {
              show.mutate({})
            }}
          >
            Show in folder
          </Button>
        </div>
        <UsedNote view={view} />
        <EnvironmentNote />
        <MigrationNote />
        <SecretsNote isOwn={view.isOwn} />
        {editor.isOutdated ? (
          <Callout
            tone="danger"
            title="The file was changed by somebody else while you were editing"
            actions={
              <>
                <CopyButton text={editor.text} label="Copy mine" variant="link" />
                <Button onClick={editor.discard}>Take the file's</Button>
              </>
            }
          >
            <p>What you typed cannot be saved over it. Nothing was written.</p>
          </Callout>
        ) : null}
        <CodeArea
          ref={area}
          label="Settings file"
          value={editor.text}
          onChange={editor.type}
          marked={markedLines(editor.problems)}
          describedBy={problemsId}
        />
        <div id={problemsId} className="max-h-32 flex-none overflow-y-auto text-xs" aria-live="polite">
          {editor.problems.length === 0 ? (
            <p className="text-ink-3">
              No problems.
              {view.hidden > 0
                ? ` ${count(view.hidden, 'secret')} hidden: <hidden 1> stands for a secret and goes back as it was.`
                : ''}
            </p>
          ) : (
            <ul aria-label="Problems" className="flex flex-col gap-1">
              {editor.problems.map(({ message, line }) => (
                <li key={message} className="text-danger-ink">
                  {line === undefined ? (
                    message
                  ) : (
                    <LinkButton
                      className="text-left"
                      onClick={() => {
                        goToLine(line)
                      }}
                    >
                      {message}
                    </LinkButton>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </section>
      <div className="flex h-14 flex-none items-center gap-3 border-t border-line bg-surface px-6">
        <p role="status" className="min-w-0 flex-1 text-xs text-ink-2">
          {editor.isChanged ? 'Changes not saved' : 'No changes'}
        </p>
        {editor.isChanged ? (
          <Button size={32} onClick={editor.discard}>
            Discard
          </Button>
        ) : null}
        <Button variant="primary" size={32} keyHint="Mod S" busy={editor.isSaving} onClick={editor.save}>
          Save
        </Button>
      </div>
      <BackupsDialog open={showsBackups} onOpenChange={setShowsBackups} />
      <AlertDialog
        open={guard.isAsked}
        onOpenChange={(open) => {
          if (!open) guard.stay()
        }}
        title="Discard your changes?"
        description="What you typed in the settings file is not saved."
        cancelLabel="Keep editing"
        confirmLabel="Discard changes"
        tone="solidDanger"
        onConfirm={guard.leave}
      />
    </>
  )
}

/** The settings file as it is: to be read, edited, and taken back. */
export function FilePage(): ReactElement {
  const file = useQuery(fileQuery)
  if (file.error !== null) {
    return (
      <div className="p-5">
        <CallProblem
          error={file.error}
          onRetry={() => {
            void file.refetch()
          }}
        />
      </div>
    )
  }
  if (file.data === undefined) return <Waiting label="Reading the settings file" />
  return <Editor view={file.data} />
}
