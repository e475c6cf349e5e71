import { toErrorData } from '@shared/domain/error'
import { checkForm } from '@shared/domain/form-check'
import { fittedValues } from '@shared/domain/fitted-values'
import type { Nick, NickCheck } from '@shared/domain/nick'
import type { InstanceId } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import type { EngineDeps } from '@main/engine/deps'
import type { Offerings } from '@main/engine/offerings'
import { within } from '@main/engine/within'

/** How long a provider may take to describe what a nick asks for. */
const ANSWER_WITHIN_MS = 30_000

/**
 * Whether what a nick asks for is still there and takes what it says: its offering, its required arguments, their
 * values. Never throws: a provider that cannot be asked is told as such.
 */
export async function checkNick(
  deps: Pick<EngineDeps, 'registry'>,
  offerings: Offerings,
  nick: Nick,
  target: InstanceId | undefined,
): Promise<NickCheck> {
  const { action, offering } = nick.order
  if (nick.problem !== undefined) return { problems: [nick.problem] }
  if (target === undefined || action === undefined) return { problems: [] }
  if (offering === undefined || offering === '') return { problems: [`${action} says no name.`] }
  try {
    const definition = deps.registry.definition(target.provider)
    const known = definition.actions.find((each) => each.name === action)
    const names = (await offerings.get(target, action)).offerings.map((each) => each.name)
    if (known?.openOfferings !== true && !names.includes(offering)) {
      return { problems: [missing(known?.offeringNoun ?? action, offering, target, names)] }
    }
    const form = await within(ANSWER_WITHIN_MS, (signal) =>
      deps.registry.get(target).describe(action, offering, { signal }),
    )
    const values = fittedValues(form.fields, nick.order.arguments)
    const errors = Object.entries(checkForm(form.fields, values)).filter(([name]) => !isMarker(values[name]))
    return { problems: errors.map(([name, message]) => `${name}: ${message}`) }
  } catch (error) {
    return { problems: [], unknown: toErrorData(error).message }
  }
}

function isMarker(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$secret' in value
}

function missing(noun: string, offering: string, target: InstanceId, names: readonly string[]): string {
  const near = nearest(offering, names, 2, Math.max(2, Math.floor(offering.length / 3)))
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`
  return `There is no ${noun} ${offering} on ${target.instance}.${hint}`
}
