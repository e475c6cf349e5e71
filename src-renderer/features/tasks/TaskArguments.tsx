import { useState, type ReactElement } from 'react'
import type { Task } from '@shared/domain/task'
import { count } from '@shared/lib/words'
import { ArgumentRow } from '@renderer/features/checkout/ArgumentRow'
import { orderedArguments } from '@renderer/features/checkout/sent-arguments'
import { Dialog } from '@renderer/ui/Dialog'
import { LinkButton } from '@renderer/ui/LinkButton'

/** What a check out or an execution asked for, each argument with where it came from; opened from the task's facts. */
export function TaskArguments({ task }: { readonly task: Task }): ReactElement | null {
  const [open, setOpen] = useState(false)
  if (task.request.kind !== 'checkout' && task.request.kind !== 'execute') return null
  const { request } = task.request
  const asked = orderedArguments(request)
  if (asked.length === 0) return <span>No arguments</span>
  return (
    <>
      <LinkButton
        className="-my-1"
        onClick={() => {
          setOpen(true)
        }}
      >
        {count(asked.length, 'argument')}
      </LinkButton>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        width={700}
        flush
        title="What was asked for"
        description={`${request.action} ${request.offering} on ${request.target.instance}`}
      >
        <div
          role="table"
          aria-label="What was asked for"
          className="border-t border-line"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A long list scrolls: the keys must reach it.
          tabIndex={asked.length > 8 ? 0 : undefined}
        >
          {asked.map((argument) => (
            <ArgumentRow key={argument.name} argument={argument} />
          ))}
        </div>
      </Dialog>
    </>
  )
}
