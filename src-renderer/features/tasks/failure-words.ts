import type { ErrorData, FailureCause } from '@shared/domain/error'
import type { Link } from '@shared/domain/link'
import { instanceText } from '@shared/domain/provider'
import type { Task, TaskLine } from '@shared/domain/task'
import { stepText } from '@renderer/features/tasks/line-steps'

/** One thing that is known of where a failure happened. */
export interface FailureFact {
  readonly label: string
  readonly value: string
  /** The provider's pages of it: one, called by the value, or several, each by its own label. */
  readonly links: readonly Link[]
}

/** Why something failed, in the order in which it is read. */
export interface FailureWords {
  /** "AnsibleTower prod said", or "What went wrong" where the words are ours. */
  readonly who: string
  /** The provider's own words; undefined where there are none. */
  readonly said: string | undefined
  readonly where: readonly FailureFact[]
  /** Further reasons, newest first. */
  readonly more: readonly FailureCause[]
}

/** Play, task, job and node of a cause, as far as the provider tells them. */
export function causeFacts(cause: FailureCause): readonly FailureFact[] {
  const { play, task, host, job, node } = cause
  return [
    ...fact('Play', play),
    ...(job === undefined
      ? []
      : [
          {
            label: 'Job',
            value: job.name === '' ? job.id : `${job.id} ${job.name}`,
            links: job.link === undefined ? [] : [job.link],
          },
        ]),
    ...fact('Task', task),
    ...fact('Node', node && `${node.name}, ${node.index} of ${node.count}`),
    ...fact('On', host),
  ]
}

function fact(label: string, value: string | undefined): readonly FailureFact[] {
  return value === undefined || value === '' ? [] : [{ label, value, links: [] }]
}

/** Who said what of a failed line, and where it happened. */
export function failureWords(task: Task, line: TaskLine, error: ErrorData): FailureWords {
  const [first, ...more] = error.causes ?? []
  const reason = first?.ours === true ? undefined : first?.reason
  const said = [error.said, reason].find((text) => text !== undefined && text !== '')
  const { provider, instance } = task
  const speaker =
    provider === undefined || instance === undefined ? 'The provider' : instanceText({ provider, instance })
  const told = first === undefined ? [] : causeFacts(first)
  const step = stepText(line)
  const pages = line.links.filter(({ url }) =>
    told.every(({ links }) => links.every((link) => link.url !== url)),
  )
  return {
    who: said === undefined ? 'What went wrong' : `${speaker} said`,
    said,
    where: [
      ...(task.lines.length > 1 ? fact('Host', `${line.line} of ${task.lines.length}, ${line.title}`) : []),
      ...told,
      // A node says where it was better than the step does.
      ...(first?.node === undefined ? fact('Where', step) : []),
      ...(pages.length === 0
        ? []
        : [{ label: 'Pages', value: pages.map(({ label }) => label).join(', '), links: pages }]),
    ],
    more,
  }
}

/** Everything that is known of a failure, as text to send to somebody. */
export function failureText(words: FailureWords, error: ErrorData): string {
  const facts = (all: readonly FailureFact[]): readonly string[] =>
    all.map(({ label, value, links }) => [`${label}: ${value}`, ...links.map(({ url }) => url)].join(' '))
  return [
    words.said,
    error.message,
    error.hint,
    ...facts(words.where),
    ...words.more.flatMap((cause) => ['', cause.reason, ...facts(causeFacts(cause))]),
  ]
    .filter((text) => text !== undefined)
    .join('\n')
}
