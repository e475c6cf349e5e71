import type { ReactElement } from 'react'
import { count } from '@shared/lib/words'
import { ArgumentRow } from '@renderer/features/checkout/ArgumentRow'
import type { BrokerCommand } from '@renderer/features/checkout/broker-command'
import { CommandBlock } from '@renderer/features/checkout/CommandBlock'
import type { Selection } from '@renderer/features/checkout/selection'
import type { SentArgument } from '@renderer/features/checkout/sent-arguments'

function summary(selection: Selection, sent: readonly SentArgument[], times: number): string {
  const what = `${count(sent.length, 'argument')} to ${selection.action} ${selection.offering}`
  return `${what} on ${selection.target.instance}${times > 1 ? `, ${times} times` : ''}`
}

/** Live beside the form: every argument as it will be sent with where it comes from, and the same as a command. */
export function SentPanel(props: {
  readonly selection: Selection | undefined
  readonly sent: readonly SentArgument[]
  readonly wrongNames: readonly string[]
  readonly changed: string | undefined
  /** The same for the original tool; absent while there is nothing to send. */
  readonly command: BrokerCommand | undefined
  readonly pretend: boolean
}): ReactElement {
  const { selection, sent, command } = props
  return (
    <aside
      aria-label="What will be sent"
      className="col-start-2 row-start-1 row-end-[-1] flex min-h-0 flex-col border-l border-line bg-sunken"
    >
      <div className="flex-none px-4 pt-3 pb-2">
        <h2 className="text-sm font-semibold">What will be sent</h2>
        <p className="truncate text-xs text-ink-3">
          {selection === undefined || command === undefined
            ? 'Nothing yet'
            : summary(selection, sent, command.verb === 'checkout' ? command.request.count : 1)}
        </p>
      </div>
      <div
        className="min-h-0 flex-1 overflow-y-auto border-t border-line"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A long list scrolls: the keys must reach it.
        tabIndex={sent.length > 8 ? 0 : undefined}
      >
        {sent.length === 0 ? null : (
          <div role="table" aria-label="What will be sent" className="bg-surface">
            {sent.map((argument) => (
              <ArgumentRow
                key={argument.name}
                argument={argument}
                wrong={props.wrongNames.includes(argument.name)}
                changed={argument.name === props.changed}
              />
            ))}
          </div>
        )}
      </div>
      {command === undefined ? null : <CommandBlock command={command} pretend={props.pretend} />}
    </aside>
  )
}
