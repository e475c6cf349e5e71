import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { providerKindSchema, type ProviderKind } from '@shared/domain/provider'
import { readSection } from '@main/settings/sections'
import { readSettings, type SettingsContent, type SettingsProblem } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'

/** Where the broker command keeps its things: `BROKER_DIRECTORY` if that is a folder, else `.broker` at home. */
export function brokerFolder(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const named = env['BROKER_DIRECTORY']?.trim()
  const isFolder =
    named !== undefined && named !== '' && statSync(named, { throwIfNoEntry: false })?.isDirectory() === true
  return isFolder ? resolve(named) : join(home, '.broker')
}

/** A settings file of the broker command, read and not touched. */
export interface FoundSettings {
  readonly path: string
  readonly text: string
  readonly modifiedMs: number
  readonly version?: string
  readonly providers: readonly { readonly provider: ProviderKind; readonly instances: readonly string[] }[]
  /** Sections that look like providers that this version does not have. */
  readonly unknown: readonly string[]
  readonly nicks: readonly string[]
  readonly problem?: SettingsProblem
}

export const SETTINGS_NAME = 'broker_settings.yaml'
export const INVENTORY_NAME = 'inventory.yaml'

/** The settings file in a folder; undefined when there is none. Throws what the file system throws. */
export function findSettings(folder: string, kinds: readonly ProviderKind[]): FoundSettings | undefined {
  const path = join(folder, SETTINGS_NAME)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isFile() !== true) return undefined
  const base = { path, modifiedMs: stat.mtimeMs, providers: [], unknown: [], nicks: [] }
  const bytes = readFileSync(path)
  let text = ''
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { ...base, text, problem: { message: `${SETTINGS_NAME} is not UTF-8 text.` } }
  }
  const read = readSettings(text, SETTINGS_NAME)
  if ('problem' in read) return { ...base, text, problem: read.problem }
  return { ...base, text, ...summaryOf(read.content, kinds) }
}

function summaryOf(
  content: SettingsContent,
  kinds: readonly ProviderKind[],
): Pick<FoundSettings, 'version' | 'providers' | 'unknown' | 'nicks'> {
  const { data } = content
  const version = data['_version']
  const known = providerKindSchema.options.filter((kind) => kind !== 'Sandbox')
  const sections = known.flatMap((provider) => {
    const section = readSection(content, provider, SETTINGS_NAME)
    return section === undefined ? [] : [{ provider, key: section.key, section }]
  })
  return {
    ...(typeof version === 'string' || typeof version === 'number' ? { version: String(version) } : {}),
    providers: sections
      .filter(({ provider }) => kinds.includes(provider))
      .map(({ provider, section }) => ({ provider, instances: section.instances.map(({ name }) => name) })),
    unknown: sections.filter(({ provider }) => !kinds.includes(provider)).map(({ key }) => key),
    nicks: Object.keys(asObject(data['nicks']) ?? {}),
  }
}
