import { BrokerError } from '@shared/domain/error'
import type { ActionVerb } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import type { ProviderDefinition } from '@main/providers/contract'

const VERBS = { checkout: 'check out', execute: 'execute' } as const

/** Throws `INVALID_INPUT`, with what could be said, when a kind of provider has no such action for this verb. */
export function requireAction(definition: ProviderDefinition, name: string, verb: ActionVerb): void {
  const actions = definition.actions.filter((action) => action.verbs.includes(verb))
  if (actions.some((action) => action.name === name)) return
  const names = actions.map((action) => action.name)
  throw new BrokerError({
    code: 'INVALID_INPUT',
    message: `${definition.title} has no ${VERBS[verb]} action ${name}.`,
    ...(names.length === 0 ? {} : { hint: `Say one of ${nearest(name, names, names.length).join(', ')}.` }),
    fieldErrors: { action: 'Choose an action of this provider.' },
  })
}
