import { instanceText } from '@shared/domain/provider'
import { clsx } from 'clsx'
import { CircleX, ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { HostDetail } from '@shared/domain/host'
import type { Task, TaskLine } from '@shared/domain/task'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { LeftBehind } from '@renderer/features/tasks/LeftBehind'
import { stepText } from '@renderer/features/tasks/line-facts'
import { RetryButtons } from '@renderer/features/tasks/TaskActions'
import { CopyButton } from '@renderer/ui/CopyButton'
import { LinkButton } from '@renderer/ui/LinkButton'

function Links({ line }: { readonly line: TaskLine }): ReactElement {
  const open = useCall('app.openLink', { onError: toastProblem })
  return (
    <span className="flex flex-wrap gap-x-3">
      {line.links.map((link) => (
        <LinkButton
          key={link.url}
          className="min-h-5! flex-row-reverse text-sm!"
          icon={ExternalLink}
          onClick={() => {
            open.mutate({ url: link.url })
          }}
        >
          {link.label}
        </LinkButton>
      ))}
    </span>
  )
}

function Where(props: { readonly task: Task; readonly line: TaskLine }): ReactElement | null {
  const { task, line } = props
  const step = stepText(line)
  const rows = [
    ...(task.lines.length > 1
      ? [{ label: 'Host', value: `${line.line} of ${task.lines.length}, ${line.title}` }]
      : []),
    ...(step === undefined ? [] : [{ label: 'Where', value: step }]),
    ...(line.links.length === 0 ? [] : [{ label: 'Look', value: <Links line={line} /> }]),
  ]
  if (rows.length === 0) return null
  return (
    <dl className="mt-3 grid grid-cols-1 gap-x-6 gap-y-0.5 @[640px]:grid-cols-2">
      {rows.map((row) => (
        <div key={row.label} className="flex min-w-0 gap-3">
          <dt className="w-14 flex-none text-xs leading-5 text-ink-2">{row.label}</dt>
          <dd className="min-w-0 truncate select-text">{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/**
 * Why a host did not come to be, always in this order: who said it and what, our words, where, what was left behind, and
 * how to try again.
 */
export function FailureCard(props: {
  readonly task: Task
  readonly line: TaskLine
  readonly error: ErrorData
  readonly left: readonly HostDetail[]
}): ReactElement {
  const { task, line, error } = props
  const { provider, instance } = task
  const speaker =
    provider === undefined || instance === undefined ? 'The provider' : instanceText({ provider, instance })
  const isVerbatim = error.said !== undefined && error.said !== ''
  return (
    <div className={clsx('px-5 pb-4', task.lines.length > 1 && 'pt-4')}>
      <div
        role="group"
        aria-label="What went wrong"
        className="overflow-hidden rounded-lg border border-danger-line"
      >
        <div className="bg-danger-soft px-4 py-3">
          <div className="flex h-5 items-center gap-2 text-xs text-ink-2">
            <CircleX size={16} strokeWidth={1.75} aria-hidden className="text-danger-ink" />
            <span>{isVerbatim ? `${speaker} said` : 'What went wrong'}</span>
            <span className="flex-1" />
            <CopyButton
              variant="link"
              label="Copy"
              text={() => [error.said, error.message, error.hint].filter(Boolean).join('\n')}
            />
          </div>
          {isVerbatim ? (
            <p className="mt-2 max-h-40 overflow-y-auto mono text-sm! leading-5! font-medium break-words whitespace-pre-wrap text-ink select-text">
              {error.said}
            </p>
          ) : null}
          <p className={isVerbatim ? 'mt-2 text-ink-2 select-text' : 'mt-2 font-medium text-ink select-text'}>
            {error.message}
          </p>
          {error.hint === undefined ? null : <p className="text-ink-2 select-text">{error.hint}</p>}
          <Where task={task} line={line} />
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
