import type { ProviderKind } from '@shared/domain/provider'
import type { Json } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'
import { labelOf, type ConfigurableKind } from '@main/settings/instance-config'
import type { InstanceSecrets } from '@main/settings/instance-secrets'
import { SECRET_MARKER } from '@main/settings/marker'
import { readSection } from '@main/settings/sections'
import type { SettingsFile } from '@main/settings/settings-file'
import { lineOf, readSettings, type SettingsContent } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import { setYaml, type YamlPath } from '@main/settings/yaml-edit'

/** A secret of an instance, or of all of a kind, that stands in a settings file. */
export interface PlainSecret {
  readonly provider: ProviderKind
  readonly instance: string | undefined
  readonly field: string
  readonly label: string
  readonly line: number | undefined
  readonly path: YamlPath
  readonly value: string
  /** The instances that it holds for. */
  readonly holders: readonly string[]
}

/** The secrets of a file that the keychain could have, in the order of the kinds. */
export function plainSecrets(file: SettingsFile, kinds: readonly ConfigurableKind[]): readonly PlainSecret[] {
  return secretsOf(file.content(), kinds)
}

function secretsOf(content: SettingsContent, kinds: readonly ConfigurableKind[]): readonly PlainSecret[] {
  return kinds.flatMap((kind) => {
    const section = readSection(content, kind.kind, '')
    if (section === undefined) return []
    const fields = kind.configFields.filter(({ type }) => type === 'secret').map(({ name }) => name)
    const names = section.instances.map(({ name }) => name)
    const places = [
      { instance: undefined, path: [section.key] as YamlPath, said: section.shared, own: [] as string[] },
      ...section.instances.flatMap(({ name, path, own }) =>
        path === undefined ? [] : [{ instance: name, path, said: own, own: [name] }],
      ),
    ]
    return places.flatMap(({ instance, path, said }) =>
      fields.flatMap((field): PlainSecret[] => {
        const value = said[field]
        if (value === undefined || value === null || value === '' || typeof value === 'object') return []
        const holders =
          instance === undefined
            ? section.instances.filter(({ own }) => !Object.hasOwn(own, field)).map(({ name }) => name)
            : names.filter((name) => name === instance)
        const at = [...path, field]
        const line = lineOf(content, at)
        const label = labelOf(kind, field)
        return [
          { provider: kind.kind, instance, field, label, line, path: at, value: String(value), holders },
        ]
      }),
    )
  })
}

/**
 * Moves secrets from a file into the vault; the file keeps a marker for each. The vault has them first, and gives them
 * back when the file cannot be written.
 */
export function moveSecrets(
  file: SettingsFile,
  secrets: InstanceSecrets,
  found: readonly PlainSecret[],
): void {
  const takeBack: (() => void)[] = []
  try {
    for (const { provider, field, value, holders, instance } of found) {
      for (const name of holders) {
        const before = secrets.all(provider, name)
        // Said for all, it gives way to what one has of its own.
        if (instance === undefined && Object.hasOwn(before, field)) continue
        takeBack.push(secrets.replace(provider, name, { ...before, [field]: value }))
      }
    }
    // From the last on: an alias must go before what it stands for.
    file.edit((text) => found.reduceRight((rest, { path }) => setYaml(rest, path, SECRET_MARKER), text))
  } catch (error) {
    for (const undo of takeBack.toReversed()) undo()
    throw error
  }
}

/**
 * The text of a backup with markers for the secrets that were moved, whatever form it has them in; one that cannot be
 * changed so stays as it is.
 */
export function withoutMoved(
  text: string,
  kinds: readonly ConfigurableKind[],
  moved: readonly PlainSecret[],
): string {
  const read = readSettings(text, '')
  if ('problem' in read) return text
  const values = new Set(moved.map(({ value }) => value))
  const found = secretsOf(read.content, kinds).filter(({ value }) => values.has(value))
  return marked(
    text,
    found.map(({ path }) => path),
  )
}

/** The same of arguments of nicks. */
export function withoutMovedFromNicks(text: string, moved: readonly Json[]): string {
  const read = readSettings(text, '')
  if ('problem' in read) return text
  const found = nickSecrets(read.content).filter(({ value }) => moved.includes(value))
  return marked(
    text,
    found.map(({ path }) => path),
  )
}

/** The arguments of nicks that are secret by their names. */
export function nickSecrets(
  content: SettingsContent,
): readonly { readonly path: YamlPath; readonly value: string | number }[] {
  const section = Object.keys(content.data).find((name) => name.toLowerCase() === 'nicks') ?? 'nicks'
  return Object.entries(asObject(content.data[section]) ?? {}).flatMap(([nick, values]) =>
    Object.entries(asObject(values) ?? {}).flatMap(([argument, value]) => {
      const isPlain = typeof value === 'number' || (typeof value === 'string' && value !== '')
      return isPlain && value !== SECRET_MARKER && isSecretName(argument)
        ? [{ path: [section, nick, argument], value }]
        : []
    }),
  )
}

function marked(text: string, paths: readonly YamlPath[]): string {
  return paths.reduceRight((rest, path) => {
    try {
      return setYaml(rest, path, SECRET_MARKER)
    } catch {
      return rest
    }
  }, text)
}
