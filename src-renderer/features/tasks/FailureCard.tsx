import { clsx } from 'clsx'
import { CircleX } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { HostSummary } from '@shared/domain/host'
import type { Task, TaskLine } from '@shared/domain/task'
import { failureText, failureWords } from '@renderer/features/tasks/failure-words'
import { FailureFacts, MoreCauses } from '@renderer/features/tasks/FailureFacts'
import { LeftBehind } from '@renderer/features/tasks/LeftBehind'
import { RetryButtons } from '@renderer/features/tasks/RetryButtons'
import { CopyButton } from '@renderer/ui/CopyButton'

/**
 * Why something failed, always in this order: who said it and what, where, further reasons, our words, what was left
 * behind, and how to try again.
 */
export function FailureCard(props: {
  readonly task: Task
  readonly line: TaskLine
  readonly error: ErrorData
  readonly left: readonly HostSummary[]
}): ReactElement {
  const { task, line, error } = props
  const words = failureWords(task, line, error)
  return (
    <div className={clsx('px-5 pb-4', task.lines.length > 1 && 'pt-4')}>
      <div
        role="group"
        aria-label="What went wrong"
        className="@container overflow-hidden rounded-lg border border-danger-line"
      >
        <div className="bg-danger-soft px-4 py-3">
          <div className="flex h-5 items-center gap-2 text-xs text-ink-2">
            <CircleX size={16} strokeWidth={1.75} aria-hidden className="text-danger-ink" />
            <span>{words.who}</span>
            <span className="flex-1" />
            <CopyButton variant="link" label="Copy" text={() => failureText(words, error)} />
          </div>
          {words.said === undefined ? null : (
            <p
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must be able to reach it
              tabIndex={0}
              aria-label={words.who}
              role="region"
              className="mt-2 max-h-40 overflow-y-auto mono text-sm! leading-5! font-medium break-words whitespace-pre-wrap text-ink select-text"
            >
              {words.said}
            </p>
          )}
          {words.said === undefined ? <Ours error={error} leading /> : null}
          <FailureFacts facts={words.where} />
          <MoreCauses causes={words.more} />
          {words.said === undefined ? null : <Ours error={error} />}
        </div>
        {props.left.length === 0 ? null : (
          <div className="border-t border-line">
            <LeftBehind hosts={props.left} />
          </div>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-sunken px-4 py-2.5">
          <RetryButtons task={task} primary />
        </div>
      </div>
    </div>
  )
}

function Ours(props: { readonly error: ErrorData; readonly leading?: boolean }): ReactElement {
  const { error } = props
  return (
    <div className={clsx('select-text', props.leading === true ? 'mt-2' : 'mt-2.5')}>
      <p className={props.leading === true ? 'font-medium text-ink' : 'text-ink-2'}>{error.message}</p>
      {error.hint === undefined ? null : <p className="text-ink-2">{error.hint}</p>}
    </div>
  )
}
