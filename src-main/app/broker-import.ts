import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { BrokerError } from '@shared/domain/error'
import type { ProviderKind } from '@shared/domain/provider'
import type { AdoptRequest, BrokerFolder } from '@shared/domain/settings-file'
import { isJsonObject } from '@shared/lib/json'
import { maskAddresses } from '@shared/lib/redact'
import { importHosts, planInventory, type InventoryPlan, type TakenOver } from '@main/engine/broker-inventory'
import { sealArguments, secretTexts } from '@main/engine/argument-secrets'
import type { EngineDeps } from '@main/engine/deps'
import type { BrokerFiles } from '@main/ports/broker-files'
import { cleanJson, redactor } from '@main/reports/clean'
import { copyFound, problemsOf, secretsIn, readFound } from '@main/settings/adopt'
import { brokerFolder, findSettings, INVENTORY_NAME, type FoundSettings } from '@main/settings/broker-folder'
import { readInventory } from '@main/settings/inventory-yaml'
import type { SettingsStore } from '@main/settings/store'

/** What the broker command has on this computer, and taking it over. Nothing of it is changed here. */
export class BrokerImport implements BrokerFiles {
  readonly #engine: EngineDeps
  readonly #settings: SettingsStore
  readonly #env: Readonly<Record<string, string | undefined>>

  constructor(options: {
    readonly engine: EngineDeps
    readonly settings: SettingsStore
    readonly env: Readonly<Record<string, string | undefined>>
  }) {
    this.#engine = options.engine
    this.#settings = options.settings
    this.#env = options.env
  }

  /** Where the broker command's inventory is, or would be. */
  get inventoryFile(): string {
    const { used, own } = this.#settings.files
    return join(used === own ? this.#folder : dirname(used.path), INVENTORY_NAME)
  }

  find(folder = this.#folder): BrokerFolder {
    const found = this.#found(folder)
    const inventory = this.#inventory(folder, found)
    return {
      folder,
      inUse: this.#settings.files.used.path === found?.path,
      ...(found === undefined ? {} : { settings: this.#told(found) }),
      ...(inventory === undefined ? {} : { inventory }),
    }
  }

  adopt({ folder, settings, hosts }: AdoptRequest): { readonly hosts: number } {
    const found = this.#found(folder)
    if (settings !== 'leave') {
      if (found === undefined) {
        throw new BrokerError({
          code: 'NOT_FOUND',
          message: `There is no settings file in ${folder} any more.`,
          hint: 'Choose another folder.',
        })
      }
      if (settings === 'use') readFound(this.#settings, found)
      else copyFound(this.#settings, found)
    }
    if (!hosts || !existsSync(join(folder, INVENTORY_NAME))) return { hosts: 0 }
    const plan = this.#plan(folder, (kind) => this.#configured(kind))
    return {
      hosts: importHosts(
        this.#engine,
        plan.hosts.map((host) => this.#sealed(host)),
      ),
    }
  }

  /**
   * The host as it may be written: secrets of its arguments are in the vault, for they are sent again. Those that stand
   * elsewhere in its entry are for nothing here, and masked.
   */
  #sealed(host: TakenOver): TakenOver {
    const { vault, newId } = this.#engine
    const { arguments: args, raw = {} } = host
    const clean = cleanJson(raw, redactor(secretTexts({ args, raw }), maskAddresses))
    return {
      ...host,
      arguments: sealArguments(vault, args, [], newId),
      raw: isJsonObject(clean) ? clean : {},
    }
  }

  get #folder(): string {
    return brokerFolder(this.#env, this.#env['HOME'] ?? this.#env['USERPROFILE'] ?? '')
  }

  #found(folder: string): FoundSettings | undefined {
    return findSettings(
      folder,
      this.#engine.registry.definitions().map(({ kind }) => kind),
    )
  }

  #told(found: FoundSettings): NonNullable<BrokerFolder['settings']> {
    const { path, modifiedMs, version, providers, unknown, nicks, problem } = found
    return {
      path,
      modifiedMs,
      ...(version === undefined ? {} : { version }),
      providers: providers.map(({ provider, instances }) => ({ provider, instances: [...instances] })),
      unknown: [...unknown],
      nicks: [...nicks],
      secrets: problem === undefined ? secretsIn(this.#settings, found) : 0,
      problems: problem === undefined ? [...problemsOf(this.#settings, found)] : [problem],
      isBroken: problem !== undefined,
    }
  }

  #inventory(folder: string, found: FoundSettings | undefined): BrokerFolder['inventory'] {
    const path = join(folder, INVENTORY_NAME)
    if (!existsSync(path)) return undefined
    try {
      const told = (kind: ProviderKind): readonly string[] => [
        ...(found?.providers.find(({ provider }) => provider === kind)?.instances ?? []),
        ...this.#configured(kind),
      ]
      const { hosts, leftOut } = this.#plan(folder, told)
      return { path, hosts: hosts.length, leftOut: [...leftOut] }
    } catch (error) {
      const problem = error instanceof BrokerError ? error.message : `${INVENTORY_NAME} cannot be read.`
      return { path, hosts: 0, leftOut: [], problem }
    }
  }

  #plan(folder: string, instancesOf: (kind: ProviderKind) => readonly string[]): InventoryPlan {
    const text = readFileSync(join(folder, INVENTORY_NAME), 'utf8')
    const { entries, skipped } = readInventory(text, INVENTORY_NAME)
    const plan = planInventory(this.#engine, entries, instancesOf)
    const lost = Array.from({ length: skipped }, () => 'An entry that is no host')
    return { hosts: plan.hosts, leftOut: [...plan.leftOut, ...lost] }
  }

  /** The default first. */
  #configured(kind: ProviderKind): readonly string[] {
    return this.#settings
      .instances()
      .filter(({ provider }) => provider === kind)
      .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
      .map(({ instance }) => instance)
  }
}
