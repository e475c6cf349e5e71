import { BrokerError } from '@shared/domain/error'
import { checkForm } from '@shared/domain/form-check'
import type { InstanceId, ProviderKind } from '@shared/domain/provider'
import type { InstanceDraft, InstanceView, Preferences, SettingsOrigins } from '@shared/domain/settings'
import type { Json, JsonObject } from '@shared/lib/json'
import type { Logger } from '@main/ports/logger'
import type { SecretVault } from '@main/ports/vault'
import { withoutInstance, writeInstance } from '@main/settings/instance-edit'
import {
  labelOf,
  mergeConfig,
  mergeDraft,
  requireUnchanged,
  secretsIn,
  typedSecrets,
  viewOf,
  withTyped,
  writtenConfig,
  type ConfigParts,
  type ConfigurableKind,
} from '@main/settings/instance-config'
import { checkName, noSuchInstance } from '@main/settings/instance-names'
import { InstanceSecrets } from '@main/settings/instance-secrets'
import { readInventoryFields, type InventoryFields } from '@main/settings/inventory-fields'
import {
  baseOverrides,
  elsewhereSaid,
  preferenceOrigins,
  readBaseKeys,
  textsOf,
  withColumns,
  type BaseKeys,
} from '@main/settings/base-keys'
import {
  environmentProblems,
  overridesOf,
  sectionEnvironment,
  type Env,
  type Override,
  type SectionEnvironment,
} from '@main/settings/environment'
import { saidAs, saidOfSection } from '@main/settings/environment-words'
import { withEnvironment, type EnvironmentEntry } from '@main/settings/environment-instances'
import { NickFile } from '@main/settings/nick-file'
import {
  changedPreferences,
  parsePatch,
  preferencePath,
  PREFERENCES_SECTION,
  readPreferences,
  type ElsewhereSaid,
  type PreferencesPatch,
} from '@main/settings/preferences'
import {
  moveSecrets,
  plainSecrets,
  withoutMoved,
  withoutMovedFromNicks,
  type PlainSecret,
} from '@main/settings/plain-secrets'
import { readSection, type ProviderSection } from '@main/settings/sections'
import type { SettingsFile } from '@main/settings/settings-file'
import { SettingsFiles } from '@main/settings/settings-files'
import type { SettingsContent, SettingsProblem } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import { setYaml } from '@main/settings/yaml-edit'

/**
 * The settings: one YAML file in the form of Broker's own, and the vault for what is secret. Everything is read when it
 * is asked for, so that what a person changes in the file by hand holds at once.
 */
export class SettingsStore {
  /** Ours, and the one in use. */
  readonly files: SettingsFiles
  readonly logger: Logger
  readonly #env: Env
  readonly #environments = new Map<ProviderKind, SectionEnvironment>()
  readonly #base: readonly Override[]
  readonly #columns = new WeakMap<SettingsContent, SettingsContent>()
  readonly #desktop: readonly Override[]
  readonly #nicks: readonly Override[]
  readonly #secrets: InstanceSecrets
  readonly #kinds: readonly ConfigurableKind[]
  readonly #onSecret: (value: string) => void

  constructor(options: {
    /** `broker_settings.yaml` in the data folder; begun with the Sandbox when there is none. */
    readonly file: string
    readonly vault: SecretVault
    readonly definitions: readonly ConfigurableKind[]
    readonly logger: Logger
    /** The environment, which wins over the file (`BROKER_<SECTION>__<key>`); default: none. */
    readonly env?: Env
    /** Hears of secrets that come from the file or a form, so that none gets into a log. */
    readonly onSecret?: (value: string) => void
  }) {
    this.files = new SettingsFiles(options)
    this.logger = options.logger
    this.#env = options.env ?? {}
    this.#base = baseOverrides(this.#env)
    this.#desktop = overridesOf(this.#env, PREFERENCES_SECTION, () => undefined).flatMap((said) => {
      const path = preferencePath(said.path)
      return path === undefined ? [] : [{ ...said, path }]
    })
    this.#nicks = overridesOf(this.#env, 'nicks', () => undefined)
    this.#secrets = new InstanceSecrets(options.vault)
    this.#kinds = options.definitions
    this.#onSecret = options.onSecret ?? (() => undefined)
  }

  /** What is wrong in the files, each in a sentence that names the line. */
  problems(): readonly SettingsProblem[] {
    const { own } = this.files
    const sections = this.#kinds.flatMap((kind) => this.#section(kind)?.problems ?? [])
    return [
      ...this.files.all().flatMap((file) => file.problem() ?? []),
      ...readPreferences(own.content(), own.name, this.#elsewhere()).problems,
      ...this.inventoryFields().problems,
      ...sections,
      ...environmentProblems(this.#env).map((message) => ({ message })),
    ]
  }

  preferences(): Preferences {
    const { own } = this.files
    return readPreferences(own.content(), own.name, this.#elsewhere()).preferences
  }

  /** What the environment and Broker's own keys decide, for whoever shows settings. */
  origins(): SettingsOrigins {
    return {
      preferences: preferenceOrigins(
        this.baseKeys(),
        this.#desktop,
        this.files.used.name,
        asObject(this.files.own.content().data[PREFERENCES_SECTION]) ?? {},
      ),
      environment: [
        ...this.#kinds.flatMap((kind) => saidOfSection(kind.title, this.#environment(kind))),
        ...saidAs('', this.#base),
        ...saidAs('nicks.', this.#nicks),
        ...saidAs(`${PREFERENCES_SECTION}.`, this.#desktop),
      ],
    }
  }

  /** Broker's own keys, from the file in use and the environment. */
  baseKeys(): BaseKeys {
    return readBaseKeys(this.files.used.content().data, this.#base)
  }

  /** The labels of everything that an instance makes: those of all providers, and over them its own. */
  labelsOf(id: InstanceId): Readonly<Record<string, string>> {
    if (this.#kind(id.provider).pretend === true) return {}
    return { ...this.baseKeys().providerLabels, ...textsOf(this.configOf(id)['provider_labels']) }
  }

  /** Writes what differs. Throws `INVALID_INPUT` for a value that cannot be, `CONFIG` when the file cannot be changed. */
  savePreferences(patch: PreferencesPatch): Preferences {
    const wanted = parsePatch(patch)
    const { own } = this.files
    own.edit((text) =>
      changedPreferences(own.content(), wanted, this.#elsewhere().defaults).reduce(
        (rest, { path, value }) => setYaml(rest, [PREFERENCES_SECTION, ...path], value),
        text,
      ),
    )
    return this.preferences()
  }

  /** The columns of the table of hosts that the file in use adds. */
  inventoryFields(): InventoryFields {
    const { used } = this.files
    return readInventoryFields(this.#withColumns(used.content()), used.name)
  }

  /** The nicks, as the engine takes them. */
  nickBook(): NickFile {
    return new NickFile(this.files.used, this.#nicks)
  }

  /** Every instance of the kinds that this version has; those of one kind in the order of the file. */
  instances(): readonly InstanceView[] {
    return this.#kinds.flatMap((kind) => this.#entries(kind).map((entry) => this.#view(kind, entry)))
  }

  /**
   * The configuration of an instance, secrets merged in. Throws `NOT_FOUND` with the nearest names for an unknown one:
   * another instance is never taken in its place.
   */
  configOf(id: InstanceId): JsonObject {
    const kind = this.#kind(id.provider)
    return mergeConfig(this.#parts(kind, this.#entry(id)))
  }

  /** The configuration that a draft means, with the stored secrets that were not typed anew: to test it unsaved. */
  draftConfig(draft: InstanceDraft): JsonObject {
    const kind = this.#kind(draft.provider)
    const name = draft.previousName ?? draft.instance
    const entry = this.#entries(kind).find((each) => each.name === name)
    return mergeDraft(this.#parts(kind, entry), draft, this.#typed(kind, draft))
  }

  /** The kinds whose sections are in a file. */
  kindsIn(file: SettingsFile): readonly ConfigurableKind[] {
    return this.#kinds.filter((kind) => this.files.ofKind(kind) === file)
  }

  kinds(): readonly ConfigurableKind[] {
    return this.#kinds
  }

  /** What a text says of an instance, with what is not in it: the vault's secrets and the environment. */
  completed(kind: ConfigurableKind, instance: string, said: JsonObject): JsonObject {
    const entry = this.#entries(kind).find(({ name }) => name === instance)
    const stored = this.#secrets.all(kind.kind, instance)
    return mergeConfig({ ...this.#parts(kind, entry), shared: {}, stored, own: said })
  }

  /** Whoever reads a secret of the file says so here, so that none gets into a log. */
  hearSecret(value: string): void {
    this.#onSecret(value)
  }

  /** The secrets of instances that stand in the file in use. */
  plainSecrets(): readonly PlainSecret[] {
    const { used } = this.files
    const found = plainSecrets(used, this.kindsIn(used))
    for (const { value } of found) this.#onSecret(value)
    return found
  }

  /** Moves them into the vault, and out of the backups; answers how many they were. */
  movePlainSecrets(): number {
    const { used, backups } = this.files
    const found = this.plainSecrets()
    moveSecrets(used, this.#secrets, found)
    backups.rewrite(used.path, (text) => withoutMoved(text, this.kindsIn(used), found))
    return found.length
  }

  /** Takes secrets of nicks that were moved out of the backups. */
  forgetNickSecrets(values: readonly Json[]): void {
    const { used, backups } = this.files
    backups.rewrite(used.path, (text) => withoutMovedFromNicks(text, values))
  }

  /**
   * Adds or changes an instance. Secrets go to the vault, and follow when it is renamed; exactly one instance of a
   * provider stays the default. Throws `INVALID_INPUT` with an error for each field (`instance` is the name).
   */
  saveInstance(draft: InstanceDraft): InstanceView {
    const kind = this.#kind(draft.provider)
    const section = this.#section(kind)
    const entries = this.#entries(kind)
    const entry =
      draft.previousName === undefined
        ? entries.find((each) => each.name === draft.instance)
        : this.#entry({ provider: draft.provider, instance: draft.previousName })
    const inFile = section?.instances.find((each) => each.name === entry?.name)
    const name = draft.instance
    this.#check(kind, draft, entry, entries)
    if (entry !== undefined && draft.basedOn !== undefined) requireUnchanged(entry, draft.basedOn)

    const typed = this.#typed(kind, draft)
    const toFile = draft.secretsInFile === true ? withTyped({}, typed) : {}
    const before = entry === undefined ? {} : this.#secrets.all(kind.kind, entry.name)
    const stored = withTyped(before, { ...typed, ...noneOf(toFile) })
    const takeBack = this.#secrets.replace(kind.kind, name, stored)
    try {
      this.files.ofKind(kind).edit((text) =>
        writeInstance(text, {
          kind: kind.kind,
          section,
          entry: inFile,
          name,
          // A default that the environment chose stays the environment's.
          isDefault:
            (draft.isDefault && entry?.isDefault !== true) ||
            inFile?.isDefault === true ||
            (section?.instances ?? []).length === 0,
          config: { ...writtenConfig(this.#parts(kind, entry), draft.config), ...toFile },
          fields: kind.configFields.filter((field) => field.type !== 'secret').map((field) => field.name),
          marked: Object.keys(typed).filter((field) => typed[field] !== '' && !Object.hasOwn(toFile, field)),
          dropped: Object.keys(typed).filter((field) => typed[field] === ''),
        }),
      )
    } catch (error) {
      takeBack()
      throw error
    }
    if (entry !== undefined && entry.name !== name) this.#secrets.replace(kind.kind, entry.name, {})
    return this.#view(kind, this.#entry({ provider: kind.kind, instance: name }))
  }

  /** Removes an instance and its secrets. Throws `NOT_FOUND` for an unknown one. */
  removeInstance(id: InstanceId): void {
    const kind = this.#kind(id.provider)
    const section = this.#section(kind)
    const { madeBy } = this.#entry(id)
    const entry = section?.instances.find((each) => each.name === id.instance)
    if (section === undefined || entry === undefined) {
      throw new BrokerError({
        code: 'CONFIG',
        message: `${id.instance} is not in the settings file: ${(madeBy ?? []).join(', ')} of the environment makes it.`,
        hint: 'Take the variable away, then start Broker Desktop again.',
      })
    }
    this.files.ofKind(kind).edit((text) => withoutInstance(text, section, entry))
    this.#secrets.replace(id.provider, id.instance, {})
  }

  #kind(kind: ProviderKind): ConfigurableKind {
    const known = this.#kinds.find((each) => each.kind === kind)
    if (known !== undefined) return known
    throw new BrokerError({
      code: 'NOT_SUPPORTED',
      message: `This version of Broker Desktop has no provider ${kind}.`,
      provider: kind,
    })
  }

  #section(kind: ConfigurableKind): ProviderSection | undefined {
    const file: SettingsFile = this.files.ofKind(kind)
    return readSection(file.content(), kind.kind, file.name)
  }

  /** The instances of a kind, as the file and the environment have them. */
  #entries(kind: ConfigurableKind): readonly EnvironmentEntry[] {
    return withEnvironment(this.#section(kind), kind.kind, this.#environment(kind))?.entries ?? []
  }

  /** What the environment says of a kind; it is the same all the time. */
  #environment(kind: ConfigurableKind): SectionEnvironment {
    const known = this.#environments.get(kind.kind)
    if (known !== undefined) return known
    const read = sectionEnvironment(this.#env, kind.kind, kind.configFields)
    this.#environments.set(kind.kind, read)
    return read
  }

  /** Remembered, because the columns are read for every page of hosts. */
  #withColumns(content: SettingsContent): SettingsContent {
    const known = this.#columns.get(content) ?? withColumns(content, this.#base)
    this.#columns.set(content, known)
    return known
  }

  /** What of the preferences is said by Broker's own keys and by the environment. */
  #elsewhere(): ElsewhereSaid {
    return elsewhereSaid(this.baseKeys(), this.#desktop)
  }

  #entry(id: InstanceId): EnvironmentEntry {
    const entries = this.#entries(this.#kind(id.provider))
    const entry = entries.find((each) => each.name === id.instance)
    if (entry !== undefined) return entry
    throw noSuchInstance(
      id,
      entries.map((each) => each.name),
      this.files.used.problem(),
    )
  }

  /** What an instance is made of: the one place that reads its secrets, and so the one that makes them known. */
  #parts(kind: ConfigurableKind, entry: EnvironmentEntry | undefined): ConfigParts {
    const parts: ConfigParts = {
      kind,
      shared: this.#section(kind)?.shared ?? {},
      stored: entry === undefined ? {} : this.#secrets.all(kind.kind, entry.name),
      own: entry?.own ?? {},
      environment: entry?.environment ?? this.#environment(kind).shared,
      keepsOwn: entry?.keepsOwn ?? false,
    }
    for (const value of secretsIn(parts)) this.#onSecret(value)
    return parts
  }

  #typed(kind: ConfigurableKind, draft: InstanceDraft): Readonly<Record<string, string>> {
    const typed = typedSecrets(kind, draft)
    for (const value of Object.values(typed)) this.#onSecret(value)
    return typed
  }

  #view(kind: ConfigurableKind, entry: EnvironmentEntry): InstanceView {
    return viewOf(this.#parts(kind, entry), entry)
  }

  #check(
    kind: ConfigurableKind,
    draft: InstanceDraft,
    entry: EnvironmentEntry | undefined,
    entries: readonly EnvironmentEntry[],
  ): void {
    const taken = entries.filter((each) => each !== entry).map((each) => each.name)
    const nameError = entry?.name === draft.instance ? undefined : checkName(draft.instance, taken)
    const fieldErrors: Readonly<Record<string, string>> = {
      ...(nameError === undefined ? {} : { instance: nameError }),
      ...checkForm(kind.configFields, this.draftConfig(draft)),
    }
    const messages = Object.entries(fieldErrors).map(([field, text]) => `${labelOf(kind, field)}: ${text}`)
    if (messages.length === 0) return
    throw new BrokerError({
      code: 'INVALID_INPUT',
      message: `${kind.title} ${draft.instance} cannot be saved as it is. ${messages.join(' ')}`,
      hint: 'Nothing was saved.',
      provider: kind.kind,
      instance: draft.instance,
      fieldErrors,
    })
  }
}

/** What takes each of these secrets out of the vault. */
function noneOf(secrets: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(secrets).map((field) => [field, '']))
}
