import { Fragment, type ReactElement } from 'react'
import {
  brokerCommand,
  commandOptions,
  type BrokerCommand,
  type CommandOption,
} from '@renderer/features/checkout/broker-command'
import { CopyButton } from '@renderer/ui/CopyButton'

function Option({ option, joint, value }: CommandOption): ReactElement {
  return (
    <>
      <span className="text-ink">{option}</span>
      {joint}
      {value}
    </>
  )
}

/** The same for the original tool, where it can do the same. */
export function CommandBlock(props: {
  readonly command: BrokerCommand
  readonly pretend: boolean
}): ReactElement {
  const { command } = props
  const { provider } = command.request.target
  const { head, rest } = commandOptions(command)
  return (
    <section className="flex max-h-[50%] flex-none flex-col border-t border-line px-4 pt-2 pb-4">
      <div className="flex h-6 flex-none items-center gap-2">
        <h3 className="text-xs font-semibold text-ink">Same with the broker command</h3>
        <span className="flex-1" />
        {props.pretend ? null : (
          <CopyButton variant="link" label="Copy" text={() => brokerCommand(command)} />
        )}
      </div>
      {props.pretend ? (
        <p className="mt-1 text-xs text-ink-2">
          {provider} hosts are pretended by Broker Desktop. The broker command does not know them.
        </p>
      ) : (
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It may scroll: the keys must reach it.
          tabIndex={0}
          role="region"
          aria-label="The broker command"
          className="mt-1 min-h-0 overflow-y-auto rounded-md border border-line bg-surface px-3 py-2 mono leading-[18px] wrap-anywhere whitespace-pre-wrap text-ink-2 select-text"
        >
          broker {command.verb}
          {head.map((option) => (
            <Fragment key={option.option}>
              {' '}
              <Option {...option} />
            </Fragment>
          ))}
          {rest.map((option) => (
            <Fragment key={option.option}>
              {' \\\n  '}
              <Option {...option} />
            </Fragment>
          ))}
        </pre>
      )}
    </section>
  )
}
