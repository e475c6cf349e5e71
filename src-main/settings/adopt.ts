import { basename } from 'node:path'
import { BrokerError } from '@shared/domain/error'
import { jsonSchema } from '@shared/lib/json'
import type { FoundSettings } from '@main/settings/broker-folder'
import { checkSettings } from '@main/settings/checks'
import { PREFERENCES_SECTION } from '@main/settings/preferences'
import { SettingsBackups } from '@main/settings/backups'
import { SettingsFile } from '@main/settings/settings-file'
import { nickSecrets, plainSecrets } from '@main/settings/plain-secrets'
import { readSection } from '@main/settings/sections'
import { readSettings, type SettingsProblem } from '@main/settings/settings-text'
import type { SettingsStore } from '@main/settings/store'
import { setYaml } from '@main/settings/yaml-edit'

/** Reads and edits a file that was found from now on; the file itself is not changed by that. Throws `CONFIG`. */
export function readFound(store: SettingsStore, found: FoundSettings): void {
  requireReadable(found)
  store.files.use(found.path)
}

/** Makes ours what a file says that was found, with what is about this application alone as it was. Throws `CONFIG`. */
export function copyFound(store: SettingsStore, found: FoundSettings): void {
  requireReadable(found)
  const { own } = store.files
  const { data } = own.content()
  const keep = [PREFERENCES_SECTION, ...pretendSections(store)]
  const text = keep.reduce((rest, key) => {
    const value = jsonSchema.safeParse(data[key])
    return value.success ? setYaml(rest, [key], value.data) : rest
  }, found.text)
  own.replace(text)
  store.files.use(undefined)
}

/** How many secrets of instances and nicks a file that was found holds in plain text. */
export function secretsIn(store: SettingsStore, found: FoundSettings): number {
  const backups = new SettingsBackups({ folder: '' })
  const file = new SettingsFile({ file: found.path, backups, logger: store.logger })
  const secrets = [...plainSecrets(file, store.kinds()), ...nickSecrets(file.content())]
  for (const { value } of secrets) store.hearSecret(String(value))
  return secrets.length
}

/** What is wrong in a file that is not in use. */
export function problemsOf(store: SettingsStore, found: FoundSettings): readonly SettingsProblem[] {
  const name = basename(found.path)
  const read = readSettings(found.text, name)
  if ('problem' in read) return [read.problem]
  return checkSettings({
    content: read.content,
    name,
    kinds: store.kinds().filter((kind) => kind.pretend !== true),
    complete: (_kind, _instance, said) => said,
  })
}

/** The sections of ours that are about this application alone, as the file spells them. */
function pretendSections(store: SettingsStore): readonly string[] {
  const { own } = store.files
  return store
    .kinds()
    .flatMap(({ kind, pretend }) =>
      pretend === true ? (readSection(own.content(), kind, own.name)?.key ?? []) : [],
    )
}

function requireReadable(found: FoundSettings): void {
  if (found.problem === undefined) return
  throw new BrokerError({
    code: 'CONFIG',
    message: found.problem.message,
    hint: 'Correct the file by hand, then look again. The file is not changed.',
  })
}
