import { isDeepStrictEqual } from 'node:util'
import { isNode, isSeq } from 'yaml'
import { jsonSchema, type Json } from '@shared/lib/json'
import { readSection } from '@main/settings/sections'
import { readSettings, type SettingsContent } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import { deleteYaml, readYaml, setYaml } from '@main/settings/yaml-edit'
import { lineEnd, lineStart } from '@main/settings/yaml-lines'

/** One change of an older form to the newer one that Broker itself makes of it. */
export interface MigrationStep {
  readonly title: string
  apply(text: string): string
}

/** What stood at the top level before Broker 0.6 and is in the section `ssh` since, under these names. */
const SSH_KEYS: Readonly<Record<string, string>> = {
  ssh_backend: 'backend',
  host_username: 'host_username',
  host_password: 'host_password',
  host_connection_timeout: 'host_connection_timeout',
  host_ssh_port: 'host_ssh_port',
  host_ssh_key_filename: 'host_ssh_key_filename',
  host_ipv6: 'host_ipv6',
  host_ipv4_fallback: 'host_ipv4_fallback',
}

/**
 * What of a text is in an older form; both are read the same here, and nothing is changed unasked. What Broker's own
 * migrations only add (`thread_limit`, `inventory_fields`, `less_colors`, `dangling_behavior`, `aap_version`,
 * `max_resilient_wait`, `SCENARIO_IMPORT`) is not added: absent means the same.
 */
export function migrationsOf(text: string): readonly MigrationStep[] {
  const read = readSettings(text, '')
  if ('problem' in read) return []
  const { data } = read.content
  return [...listSteps(read.content), ...testSteps(data), ...sshSteps(data)]
}

/** The original takes the dashes away from every section that has instances, whatever its provider. */
function listSteps(content: SettingsContent): readonly MigrationStep[] {
  return Object.keys(content.data).flatMap((key): MigrationStep[] => {
    const section = readSection(content, key, '')
    const isWhole = section?.problems.every(({ message }) => !isLoss(message)) === true
    // Of sections that differ in the case of their letters only the first is read.
    if (section?.form !== 'list' || section.key !== key || !isWhole) return []
    return [
      {
        title: `The instances of ${key} become names with their values, where they were a list.`,
        apply: (before) => withoutList(before, key),
      },
    ]
  })
}

function testSteps(data: Readonly<Record<string, unknown>>): readonly MigrationStep[] {
  const provider = keyNamed(data, 'TestProvider')
  const nicks = keyNamed(data, 'nicks')
  const hasNick = Object.hasOwn(asObject(data[nicks ?? '']) ?? {}, 'test_nick')
  return [
    ...(provider === undefined
      ? []
      : [
          {
            title: `${provider} goes: it was for the tests of Broker itself.`,
            apply: (before: string) => deleteYaml(before, [provider]),
          },
        ]),
    ...(nicks === undefined || !hasNick
      ? []
      : [
          {
            title: `The nick test_nick goes: it was for ${provider ?? 'TestProvider'}.`,
            apply: (before: string) => deleteYaml(before, [nicks, 'test_nick']),
          },
        ]),
  ]
}

function sshSteps(data: Readonly<Record<string, unknown>>): readonly MigrationStep[] {
  const section = keyNamed(data, 'ssh') ?? 'ssh'
  const ssh = asObject(data[section] ?? {})
  const moved = Object.entries(SSH_KEYS).flatMap(([old, name]) => {
    const key = keyNamed(data, old)
    return key === undefined ? [] : [{ key, name }]
  })
  if (moved.length === 0 || ssh === undefined) return []
  return [
    {
      title: `${moved.map(({ key }) => key).join(', ')} ${moved.length === 1 ? 'goes' : 'go'} into the section ssh.`,
      apply: (before) =>
        moved.reduce((rest, { key, name }) => intoSsh(rest, key, [section, name], ssh), before),
    },
  ]
}

function keyNamed(data: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return Object.keys(data).find((key) => key.toLowerCase() === name.toLowerCase())
}

/** An entry that is read past would be gone in a map. */
function isLoss(message: string): boolean {
  return /left out|there twice/.test(message)
}

function intoSsh(
  text: string,
  key: string,
  path: readonly [string, string],
  ssh: Readonly<Record<string, unknown>>,
): string {
  const value = jsonSchema.safeParse(dataOf(text)[key])
  // What the section says already is newer.
  const isSaid = keyNamed(ssh, path[1]) !== undefined || !value.success
  const set = isSaid ? text : setYaml(text, path, value.data)
  return deleteYaml(set, [key])
}

function withoutList(text: string, key: string): string {
  const list = asObject(dataOf(text)[key])?.['instances']
  const entries = Array.isArray(list) ? list : []
  const wanted = Object.fromEntries(entries.flatMap((entry) => Object.entries(asObject(entry) ?? {})))
  const isSame = (result: string): boolean =>
    isDeepStrictEqual(asObject(dataOf(result)[key])?.['instances'], wanted)
  // A list may stand right under its key; names need to stand further in.
  const inText = [withoutDashes(text, key, true), withoutDashes(text, key, false)].find(isSame)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values of a YAML text, none of them a date
  return inText ?? setYaml(text, [key, 'instances'], wanted as Json)
}

/** Takes the dashes of a list away, and moves each entry's lines to where they were or not: comments stay with them. */
function withoutDashes(text: string, key: string, movesBack: boolean): string {
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
    const moved = lines.map((line) =>
      movesBack ? line.slice(Math.min(width, /^ */.exec(line)?.[0].length ?? 0)) : line,
    )
    const indent = movesBack ? dash.slice(0, dash.indexOf('-')) : dash.replace('-', ' ')
    const name = indent + head.slice(dash.length)
    return rest.slice(0, first) + [name, ...moved].join('\n') + rest.slice(until)
  }, text)
}

function dataOf(text: string): Readonly<Record<string, unknown>> {
  const read = readSettings(text, '')
  return 'content' in read ? read.content.data : {}
}
