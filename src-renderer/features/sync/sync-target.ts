import type { InstanceId, ProviderKind, ProviderKindInfo } from '@shared/domain/provider'
import type { SyncScope } from '@shared/domain/sync'
import { nearest, nearestText } from '@shared/lib/nearest'

/** What is to be synced: one instance, or all of a provider; without a scope one's own hosts. */
export interface SyncTarget {
  readonly provider: ProviderKind
  readonly instance?: string
  readonly scope?: SyncScope
}

/** What Broker means by every user. */
const EVERYBODY = '@ll'
const COMMAND = /^\s*(?:broker\s+inventory\s+)?(?:--sync[\s=]+)?/
const FORM = /^([^:\s]+)(?::(?!:)(.*?))?(?:::(.+))?$/

/**
 * Reads what the broker command takes behind `--sync`, or the whole command: `Provider`, `Provider::instance`,
 * `Provider:argument`, `Provider:argument::instance`. A problem is a sentence that says what is wrong.
 */
export function parseSync(
  text: string,
  kinds: readonly ProviderKindInfo[],
  instances: readonly InstanceId[],
): SyncTarget | { readonly problem: string } {
  const said = text.replace(COMMAND, '').trim()
  const [, name, argument, instance] = FORM.exec(said) ?? []
  if (name === undefined) return { problem: 'Write a provider, as in AnsibleTower:user::instance.' }
  const able = kinds.filter((kind) => kind.syncScopes !== undefined)
  const kind = able.find((each) => each.kind.toLowerCase() === name.toLowerCase())
  if (kind === undefined) {
    const names = able.map((each) => each.kind)
    return {
      problem: `No provider ${name} can be synced. ${nearestText(nearest(name, names, 3)) ?? ''}`.trim(),
    }
  }
  const own = instances.filter(({ provider }) => provider === kind.kind)
  if (own.length === 0) return { problem: `No instance of ${kind.kind} is configured.` }
  const found = own.find((each) => each.instance === instance)
  if (instance !== undefined && found === undefined) {
    const names = own.map((each) => each.instance)
    const hint = nearestText(nearest(instance, names, 3)) ?? ''
    return { problem: `${kind.kind} has no instance ${instance}. ${hint}`.trim() }
  }
  const scope = scopeOf(argument?.trim())
  if (scope === 'empty') return { problem: `Write ${argumentWords(kind)} behind ${kind.kind}:` }
  if (scope !== undefined && kind.syncScopes?.includes(scope.kind) !== true)
    return { problem: `${kind.kind} syncs only hosts of your own.` }
  return {
    provider: kind.kind,
    ...(instance === undefined ? {} : { instance }),
    ...(scope === undefined ? {} : { scope }),
  }
}

function argumentWords({ syncArgument }: ProviderKindInfo): string {
  return syncArgument === undefined ? 'a name' : `the ${syncArgument.toLowerCase()}`
}

function scopeOf(argument: string | undefined): SyncScope | 'empty' | undefined {
  if (argument === undefined) return undefined
  if (argument === '') return 'empty'
  return argument === EVERYBODY ? { kind: 'everybody' } : { kind: 'user', name: argument }
}
