import { BrokerError } from '@shared/domain/error'
import type { InstanceId } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import type { SettingsProblem } from '@main/settings/settings-text'

const MAX_LENGTH = 64
const ALLOWED = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._@-]*[\p{L}\p{N}._@-])?$/u
const MAX_NAMED = 5

/** What is wrong with the name of a new or renamed instance, if anything. */
export function checkName(name: string, taken: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return `At most ${MAX_LENGTH} characters.`
  if (!ALLOWED.test(name))
    return 'Begin with a letter or digit; then letters, digits, spaces and . _ @ - may follow.'
  if (taken.includes(name)) return 'There is an instance of this name already. Choose another.'
  return undefined
}

/** The error for an instance that is not in the file, with what was probably meant. */
export function noSuchInstance(
  id: InstanceId,
  names: readonly string[],
  problem: SettingsProblem | undefined,
): BrokerError {
  const base = { provider: id.provider, instance: id.instance }
  if (problem !== undefined) {
    return new BrokerError({
      ...base,
      code: 'CONFIG',
      message: `${id.provider} ${id.instance} is not known while the settings file has a mistake. ${problem.message}`,
      hint: 'Correct the file by hand. Your file is not changed.',
    })
  }
  const near = nearest(id.instance, names, 3, Math.max(2, Math.floor(id.instance.length / 3)))
  return new BrokerError({
    ...base,
    code: 'NOT_FOUND',
    message: `There is no instance ${id.instance} of ${id.provider}.`,
    hint: hintOf(near, names),
  })
}

function hintOf(near: readonly string[], names: readonly string[]): string {
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`
  if (names.length === 0) return 'Add one in Settings, Providers and instances.'
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : ''
  return `There is ${names.slice(0, MAX_NAMED).join(', ')}${more}.`
}
