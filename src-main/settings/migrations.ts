import { isDeepStrictEqual } from 'node:util'
import { isNode, isSeq } from 'yaml'
import { jsonSchema, type Json } from '@shared/lib/json'
import type { ConfigurableKind } from '@main/settings/instance-config'
import { readSection } from '@main/settings/sections'
import { readSettings } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import { deleteYaml, readYaml, setYaml } from '@main/settings/yaml-edit'
import { lineEnd, lineStart } from '@main/settings/yaml-lines'

/** One change of an older form to the newer one that Broker itself makes of it. */
export interface MigrationStep {
  readonly title: string
  apply(text: string): string
}

/** What stood at the top level before Broker 0.6 and is in the section `ssh` since. */
const SSH_KEYS = [
  'host_username',
  'host_password',
  'host_connection_timeout',
  'host_ssh_port',
  'host_ssh_key_filename',
]

/** What of a text is in an older form; both are read the same here, and nothing is changed unasked. */
export function migrationsOf(text: string, kinds: readonly ConfigurableKind[]): readonly MigrationStep[] {
  const read = readSettings(text, '')
  if ('problem' in read) return []
  const { content } = read
  const sections = kinds.flatMap(({ kind }) => readSection(content, kind, '') ?? [])
  const lists = sections
    .filter(({ form, problems }) => form === 'list' && problems.every(({ message }) => !isLoss(message)))
    .map(({ key }) => ({
      title: `The instances of ${key} become names with their values, where they were a list.`,
      apply: (before: string) => withoutList(before, key),
    }))
  const moved = SSH_KEYS.filter((key) => Object.hasOwn(content.data, key))
  const ssh = asObject(content.data['ssh'] ?? {})
  if (moved.length === 0 || ssh === undefined) return lists
  return [
    ...lists,
    {
      title: `${moved.join(', ')} ${moved.length === 1 ? 'goes' : 'go'} into the section ssh.`,
      apply: (before) => moved.reduce((rest, key) => intoSsh(rest, key, ssh), before),
    },
  ]
}

/** An entry that is read past would be gone in a map. */
function isLoss(message: string): boolean {
  return /left out|there twice/.test(message)
}

function intoSsh(text: string, key: string, ssh: Readonly<Record<string, unknown>>): string {
  const value = jsonSchema.safeParse(dataOf(text)[key])
  // What the section says already is newer.
  const set = Object.hasOwn(ssh, key) || !value.success ? text : setYaml(text, ['ssh', key], value.data)
  return deleteYaml(set, [key])
}

function withoutList(text: string, key: string): string {
  const list = asObject(dataOf(text)[key])?.['instances']
  const entries = Array.isArray(list) ? list : []
  const wanted = Object.fromEntries(entries.flatMap((entry) => Object.entries(asObject(entry) ?? {})))
  const inText = withoutDashes(text, key)
  const isSame = (result: string): boolean =>
    isDeepStrictEqual(asObject(dataOf(result)[key])?.['instances'], wanted)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values of a YAML text, none of them a date
  return isSame(inText) ? inText : setYaml(text, [key, 'instances'], wanted as Json)
}

/** Takes the dashes of a list away and moves each entry's lines under its name: comments stay where they are. */
function withoutDashes(text: string, key: string): string {
  const list = readYaml(text).getIn([key, 'instances'], true)
  if (!isSeq(list) || list.flow === true) return text
  const starts = list.items.flatMap((item) => (isNode(item) && item.range ? [item.range] : []))
  return starts.toReversed().reduce((rest, [start, , end]) => {
    const first = lineStart(rest, start)
    const dash = rest.slice(first, start)
    const width = dash.length - dash.indexOf('-')
    if (!/^\s*-\s+$/.test(dash)) return rest
    const until = lineEnd(rest, Math.max(start, end - 1))
    const [head = '', ...lines] = rest.slice(first, until).split('\n')
    const moved = lines.map((line) => line.slice(Math.min(width, /^ */.exec(line)?.[0].length ?? 0)))
    const name = dash.slice(0, dash.indexOf('-')) + head.slice(dash.length)
    return rest.slice(0, first) + [name, ...moved].join('\n') + rest.slice(until)
  }, text)
}

function dataOf(text: string): Readonly<Record<string, unknown>> {
  const read = readSettings(text, '')
  return 'content' in read ? read.content.data : {}
}
