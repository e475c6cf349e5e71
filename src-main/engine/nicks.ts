import { createHash } from 'node:crypto'
import { BrokerError } from '@shared/domain/error'
import type { Nick, NickDraft } from '@shared/domain/nick'
import { orderValues, readOrder, type KnownActions, type OrderWords } from '@shared/domain/order-words'
import type { InstanceId } from '@shared/domain/provider'
import type { Json, JsonObject } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'
import { nearest } from '@shared/lib/nearest'
import { openArguments } from '@main/engine/argument-secrets'
import type { EngineDeps } from '@main/engine/deps'
import { maskNick, openNickMarkers, replaceNickSecrets, storedNickSecrets } from '@main/engine/nick-secrets'
import type { NickBook } from '@main/ports/nicks'

/** What nicks need beside the engine's own. */
export interface NickDeps extends Pick<
  EngineDeps,
  'inventory' | 'registry' | 'vault' | 'publisher' | 'clock'
> {
  /** Asked each time: another settings file may be in use. */
  readonly book: () => NickBook
  /** The configured instances; of each kind one is the default. */
  readonly instances: () => readonly (InstanceId & { readonly isDefault: boolean })[]
}

/** Nicks: names for what is checked out often, kept in the settings file that the original reads, too. */
export class Nicks {
  readonly #deps: NickDeps

  constructor(deps: NickDeps) {
    this.#deps = deps
  }

  /** Why there are no nicks though the settings file means to have some. */
  problem(): string | undefined {
    return this.#deps.book().problem()
  }

  /** Every nick, in the order of the file. */
  list(): readonly Nick[] {
    const uses = new Map(this.#deps.inventory.nicks.uses().map((each) => [each.nick, each]))
    return this.#deps
      .book()
      .list()
      .map((entry) => {
        const { name, values, problem, environment } = entry
        const { problems, nick: _, ...order } = readOrder(values, this.#kinds())
        const stored = storedNickSecrets(this.#deps.vault, name)
        const used = uses.get(name)
        const trouble = problem ?? this.#problemOf(order)
        return {
          name,
          order: {
            ...order,
            ...(order.labels === undefined ? {} : { labels: { ...order.labels } }),
            arguments: maskNick(name, order.arguments, stored),
          },
          uses: used?.uses ?? 0,
          ...(used === undefined ? {} : { lastUsedAtMs: used.lastUsedAtMs }),
          ...(trouble === undefined ? {} : { problem: trouble }),
          notes: [...problems],
          ...(environment === undefined ? {} : { environment: { ...environment } }),
          revision: revisionOf(entry),
        }
      })
  }

  /** Throws `NOT_FOUND` with the nearest names for a nick that is not there. */
  get(name: string): Nick {
    const all = this.list()
    const nick = all.find((each) => each.name === name)
    if (nick !== undefined) return nick
    throw noSuchNick(
      name,
      all.map((each) => each.name),
    )
  }

  /** The names, the most used first, then in the order of the file; broken ones are left out. */
  mostUsed(): readonly string[] {
    return this.list()
      .filter((nick) => nick.problem === undefined)
      .toSorted((a, b) => b.uses - a.uses)
      .map((nick) => nick.name)
  }

  /**
   * Adds a nick or changes one; secrets go to the vault, the rest to the file. Throws `INVALID_INPUT` for a name that is
   * taken and `CONFIG` when the file cannot be changed; nothing is changed then.
   */
  save(draft: NickDraft): Nick {
    const { name, previousName } = draft
    const before = previousName === undefined ? undefined : this.#entry(previousName)
    if (name !== previousName && this.#has(name)) throw nameTaken(name)
    if (before !== undefined && draft.basedOn !== undefined && draft.basedOn !== revisionOf(before))
      throw nickChanged(before.name)
    const opened = this.#open(draft.order.arguments)
    const isSecret = (argument: string): boolean =>
      draft.secretArguments.includes(argument) || isSecretName(argument)
    // A secret that the file has already, and that nobody changed, stays there: it is the person's own file.
    const staysInFile = (argument: string): boolean =>
      draft.secretsInFile === true ||
      (before !== undefined && JSON.stringify(before.values[argument]) === JSON.stringify(opened[argument]))
    const secrets = Object.entries(opened).filter(([each]) => isSecret(each) && !staysInFile(each))
    const plain = Object.entries(opened).filter(([each]) => !isSecret(each) || staysInFile(each))
    this.#write(
      name,
      orderValues({ ...draft.order, arguments: Object.fromEntries(plain) }),
      Object.fromEntries(secrets),
      previousName,
    )
    return this.get(name)
  }

  /** What a host was made of as a new nick. */
  saveHost(hostId: string, name: string): Nick {
    const host = this.#deps.inventory.hosts.get(hostId)
    if (host === undefined) {
      throw new BrokerError({ code: 'NOT_FOUND', message: 'This host is not in the inventory.' })
    }
    const { args } = openArguments(this.#deps.vault, host.arguments, () => undefined)
    const marked = Object.keys(host.arguments).filter(
      (argument) => JSON.stringify(host.arguments[argument]) !== JSON.stringify(args[argument]),
    )
    const isDefault = this.#deps
      .instances()
      .some((each) => each.provider === host.provider && each.instance === host.instance && each.isDefault)
    return this.save({
      name,
      order: {
        provider: host.provider,
        ...(isDefault ? {} : { instance: host.instance }),
        action: host.action,
        offering: host.offering,
        labels: { ...host.labels },
        arguments: args,
      },
      secretArguments: marked,
    })
  }

  /** A copy under a free name, right behind the first. */
  duplicate(name: string): Nick {
    const { values } = this.#entry(name)
    const copy = this.#freeName(name)
    this.#write(copy, values, storedNickSecrets(this.#deps.vault, name))
    this.move(copy, this.#names()[this.#names().indexOf(name) + 1])
    return this.get(copy)
  }

  /** Takes a nick out of the file, with its secrets and its count. Throws `NOT_FOUND`. */
  remove(name: string): void {
    this.#entry(name)
    this.#deps.book().remove(name)
    replaceNickSecrets(this.#deps.vault, name, {})
    this.#deps.inventory.nicks.forget(name)
    this.#tell()
  }

  /** The secret arguments of nicks that stand in the settings file itself; what is deeper in maps stays there. */
  plainSecrets(): readonly { readonly nick: string; readonly argument: string; readonly value: Json }[] {
    return this.#deps
      .book()
      .list()
      .flatMap(({ name, values, environment = {} }) =>
        Object.entries(values).flatMap(([argument, value]) => {
          const isPlain = typeof value === 'number' || (typeof value === 'string' && value !== '')
          if (!isPlain || !isSecretName(argument) || Object.hasOwn(environment, argument)) return []
          return [{ nick: name, argument, value }]
        }),
      )
  }

  /** Moves them into the vault; the file keeps a marker for each. Throws `CONFIG`, and nothing is moved then. */
  movePlainSecrets(): readonly Json[] {
    const found = this.plainSecrets()
    if (found.length === 0) return []
    const { vault } = this.#deps
    const takeBack = [...new Set(found.map(({ nick }) => nick))].map((name) => {
      const own = found.filter(({ nick }) => nick === name).map(({ argument, value }) => [argument, value])
      return replaceNickSecrets(vault, name, {
        ...storedNickSecrets(vault, name),
        ...Object.fromEntries(own),
      })
    })
    try {
      this.#deps.book().markSecrets(found)
    } catch (error) {
      for (const undo of takeBack) undo()
      throw error
    }
    return found.map(({ value }) => value)
  }

  /** Puts a nick before another one, or last. Throws `NOT_FOUND`. */
  move(name: string, before?: string): void {
    this.#entry(name)
    const others = this.#names().filter((each) => each !== name)
    const at = before === undefined ? -1 : others.indexOf(before)
    this.#deps.book().order(at < 0 ? [...others, name] : others.toSpliced(at, 0, name))
    this.#tell()
  }

  /**
   * Arguments with the secrets of nicks in place of their markers, and which these are. Throws `INVALID_INPUT` at the
   * arguments whose secret is no longer there.
   */
  open(args: JsonObject): JsonObject {
    return this.#open(args)
  }

  #open(args: JsonObject): JsonObject {
    const lost: string[] = []
    const valuesOf = (nick: string): JsonObject | undefined => {
      const entry = this.#deps
        .book()
        .list()
        .find((each) => each.name === nick)
      if (entry === undefined) return undefined
      const { arguments: said } = readOrder(entry.values, this.#kinds())
      return { ...said, ...storedNickSecrets(this.#deps.vault, nick) }
    }
    const opened = openNickMarkers(args, valuesOf, (name) => lost.push(name))
    if (lost.length === 0) return opened
    throw new BrokerError({
      code: 'INVALID_INPUT',
      message: `The nick that ${lost.join(' and ')} came from does not have it any more.`,
      hint: 'Type it, then send again.',
      fieldErrors: Object.fromEntries(lost.map((name) => [name, 'Type it again.'])),
    })
  }

  #kinds(): readonly KnownActions[] {
    return this.#deps.registry.definitions()
  }

  #problemOf({ provider, instance, action }: Omit<OrderWords, 'problems'>): string | undefined {
    if (action === undefined || provider === undefined) {
      return 'It says no action that this version of Broker Desktop knows, such as workflow or container_host.'
    }
    const ofKind = this.#deps.instances().filter((each) => each.provider === provider)
    if (ofKind.length === 0) return `There is no instance of ${provider}.`
    if (instance === undefined) return undefined
    const names = ofKind.map((each) => each.instance)
    if (names.includes(instance)) return undefined
    return `There is no instance ${instance} of ${provider}.${meant(instance, names)}`
  }

  #names(): readonly string[] {
    return this.#deps
      .book()
      .list()
      .map((each) => each.name)
  }

  #has(name: string): boolean {
    return this.#names().includes(name)
  }

  #entry(name: string): ReturnType<NickBook['list']>[number] {
    const all = this.#deps.book().list()
    const entry = all.find((each) => each.name === name)
    if (entry !== undefined) return entry
    throw noSuchNick(
      name,
      all.map((each) => each.name),
    )
  }

  #write(name: string, values: JsonObject, secrets: JsonObject, previousName?: string): void {
    const takeBack = replaceNickSecrets(this.#deps.vault, name, secrets)
    try {
      this.#deps.book().save(name, values, previousName)
    } catch (error) {
      takeBack()
      throw error
    }
    if (previousName !== undefined && previousName !== name) {
      replaceNickSecrets(this.#deps.vault, previousName, {})
      this.#deps.inventory.nicks.rename(previousName, name)
    }
    this.#tell()
  }

  #freeName(name: string): string {
    const base = name.replace(/-\d+$/, '')
    for (let n = 2; ; n += 1) if (!this.#has(`${base}-${n}`)) return `${base}-${n}`
  }

  #tell(): void {
    this.#deps.publisher.publish('nicks.changed', {})
  }
}

function meant(name: string, names: readonly string[]): string {
  const near = nearest(name, names, 3, Math.max(2, Math.floor(name.length / 3)))
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`
}

function noSuchNick(name: string, names: readonly string[]): BrokerError {
  const said = meant(name, names).trim()
  return new BrokerError({
    code: 'NOT_FOUND',
    message: `There is no nick ${name}.`,
    hint: said === '' ? 'Settings, Nicks shows those there are.' : said,
  })
}

/** Tells nothing of what the nick says. */
function revisionOf({ name, values, problem }: ReturnType<NickBook['list']>[number]): string {
  const said = JSON.stringify([name, values, problem])
  return createHash('sha256').update(said).digest('hex').slice(0, 16)
}

function nickChanged(name: string): BrokerError {
  return new BrokerError({
    code: 'INVALID_INPUT',
    message: `${name} was changed in the settings file while this form was open.`,
    hint: 'Take what the file says, or keep what you typed and save again. Nothing was saved.',
  })
}

function nameTaken(name: string): BrokerError {
  return new BrokerError({
    code: 'INVALID_INPUT',
    message: `There is a nick ${name} already.`,
    hint: 'Choose another name. Nothing was saved.',
    fieldErrors: { name: 'There is a nick of this name already. Choose another.' },
  })
}
