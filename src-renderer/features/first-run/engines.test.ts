import { expect, it } from 'vitest'
import type { DiscoveredInstance, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { addedAs, engineDraft, mergeFound, providersText } from '@renderer/features/first-run/engines'

function engine(name: string): DiscoveredInstance {
  return { provider: 'Container', suggestedName: name, description: name, config: { endpoint: name } }
}

function instance(name: string, endpoint: string): InstanceView {
  return {
    provider: 'Container',
    instance: name,
    isDefault: true,
    config: { endpoint, timeout: 360 },
    storedSecrets: [],
    revision: 'r1',
  }
}

function kind(title: string, pretend: boolean): ProviderKindInfo {
  return {
    kind: 'Container',
    title,
    description: `About ${title}.`,
    pretend,
    actions: [],
    listings: [],
    configFields: [],
    capabilities: { extend: false, execute: false, inventory: false },
  }
}

it('keeps an engine in its place after it was added', () => {
  const first = mergeFound([], [engine('a'), engine('b')])
  expect(mergeFound(first, [engine('b')])).toBe(first)
  expect(mergeFound(first, [engine('b'), engine('c')]).map((one) => one.suggestedName)).toEqual([
    'a',
    'b',
    'c',
  ])
})

it('knows an engine that is configured under any name', () => {
  expect(addedAs(engine('a'), [instance('mine', 'a')])?.instance).toBe('mine')
  expect(addedAs(engine('a'), [instance('a', 'b')])).toBeUndefined()
})

it('makes the first instance the default, and finds a free name', () => {
  expect(engineDraft(engine('a'), [])).toMatchObject({ instance: 'a', isDefault: true })
  expect(engineDraft(engine('a'), [instance('a', 'b')])).toMatchObject({ instance: 'a-2', isDefault: false })
})

it('names what can be added', () => {
  expect(providersText([kind('One', false), kind('Play', true)])).toBe('About One.')
  expect(providersText([kind('One', false), kind('Two', false), kind('Three', false)])).toBe(
    'One, Two or Three. Takes about a minute.',
  )
})
