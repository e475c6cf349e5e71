import { expect, test } from 'vitest'
import type { EventPayload } from '@shared/ipc/contract'
import type { Offering } from '@shared/domain/provider'
import { Offerings } from '@main/engine/offerings'
import { silentLogger } from '@main/ports/logger'
import type { Publisher } from '@main/ports/publisher'
import { FakeClock } from '@main/testing/fake-clock'
import { scriptedEngine } from '@main/testing/scripted-engine'
import { refusal } from '@main/testing/scripted-provider'

const engine = scriptedEngine()
const TARGET = { provider: 'Sandbox', instance: 'sandbox' } as const
const clock = new FakeClock()

interface Service {
  reads: number
  answer: () => Promise<readonly Offering[]>
  readonly told: EventPayload<'providers.changed'>[]
}

/** Offerings of a core that was just started, over a service whose answers the test decides. */
function offeringsOf(service: Service): Offerings {
  const core = engine.start({
    offerings() {
      service.reads += 1
      return service.answer()
    },
  })
  const publisher: Publisher = {
    publish(name, payload) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the pair belongs together
      if (name === 'providers.changed') service.told.push(payload as EventPayload<'providers.changed'>)
    },
  }
  const { inventory, registry } = core.engine
  return new Offerings({ inventory, registry, publisher, clock, logger: silentLogger })
}

function remoteWith(...names: readonly string[]): Service {
  return { reads: 0, answer: () => Promise.resolve(some(names)), told: [] }
}
const some = (names: readonly string[]): readonly Offering[] =>
  names.map((name) => ({ name, recommended: false }))
const MINUTE = 60_000

test('asks the provider once for all who ask first, and then answers what it remembers', async () => {
  const remote = remoteWith('a', 'b')
  const offerings = offeringsOf(remote)
  const [one, two] = await Promise.all([offerings.get(TARGET, 'machine'), offerings.get(TARGET, 'machine')])
  const list = some(['a', 'b'])
  const json = JSON.stringify(list)
  expect(one).toEqual({ offerings: list, json, readAtMs: clock.now(), refreshing: false })
  expect(two).toEqual(one)
  await offerings.get(TARGET, 'machine')
  expect(remote.reads).toBe(1)
  await offerings.get(TARGET, 'machine', true)
  expect(remote.reads).toBe(2)
})

test('answers an old list at once, reads it again behind, and tells', async () => {
  const remote = remoteWith('a')
  const offerings = offeringsOf(remote)
  const first = await offerings.get(TARGET, 'machine')
  await clock.advance(5 * MINUTE + 1)
  remote.answer = () => Promise.resolve(some(['b']))
  expect(await offerings.get(TARGET, 'machine')).toEqual({ ...first, refreshing: true })
  await expect.poll(() => remote.told).toEqual([{ target: TARGET, action: 'machine' }])
  expect(await offerings.get(TARGET, 'machine')).toMatchObject({
    offerings: some(['b']),
    readAtMs: clock.now(),
    refreshing: false,
  })
})

test('keeps the old list when it cannot be read again, and says why', async () => {
  const remote = remoteWith('a')
  const offerings = offeringsOf(remote)
  await offerings.get(TARGET, 'machine')
  remote.answer = () => Promise.reject(refusal('No.'))
  const problem = { code: 'PROVIDER', said: 'No.' }
  expect(await offerings.get(TARGET, 'machine', true)).toMatchObject({ offerings: some(['a']), problem })
  remote.answer = () => Promise.resolve(some(['c']))
  const again = await offerings.get(TARGET, 'machine', true)
  expect(again.offerings).toEqual(some(['c']))
  expect(again).not.toHaveProperty('problem')
})

test('throws when nothing is remembered', async () => {
  const remote = remoteWith()
  remote.answer = () => Promise.reject(refusal('No.'))
  const offerings = offeringsOf(remote)
  await expect(offerings.get(TARGET, 'machine')).rejects.toThrow('Scripted refused.')
})

test('remembers over a restart, also 5,000 of them', async () => {
  const names = Array.from({ length: 5_000 }, (_, index) => `workflow-${index}`)
  await offeringsOf(remoteWith(...names)).get(TARGET, 'machine')
  const core = engine.core
  const later = remoteWith()
  await engine.restart()
  void core.stop()
  const offerings = offeringsOf(later)
  expect((await offerings.get(TARGET, 'machine')).offerings).toHaveLength(5_000)
  expect(later.reads).toBe(0)
})

test('recalls what an earlier run remembered before anybody looks', async () => {
  await offeringsOf(remoteWith('a', 'b')).get(TARGET, 'machine')
  const core = engine.core
  const later = remoteWith()
  await engine.restart()
  void core.stop()
  const offerings = offeringsOf(later)
  offerings.recall(TARGET)
  offerings.recall({ provider: 'Beaker', instance: 'not a kind of this version' })
  // From here on it is not in the file any more: what is answered now is in memory.
  engine.core.engine.inventory.offerings.forget(TARGET.provider, TARGET.instance)
  expect(await offerings.get(TARGET, 'machine')).toMatchObject({
    offerings: some(['a', 'b']),
    json: JSON.stringify(some(['a', 'b'])),
  })
  expect(later.reads).toBe(0)
})

test('refuses what is not a list of offerings, and does not remember it', async () => {
  const remote = remoteWith()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a defect of a provider answers
  remote.answer = () => Promise.resolve([{ title: 'without a name' }] as unknown as readonly Offering[])
  const offerings = offeringsOf(remote)
  await expect(offerings.get(TARGET, 'machine')).rejects.toThrow('what Sandbox offers: 0.name: ')
  remote.answer = () => Promise.resolve(some(['a']))
  expect((await offerings.get(TARGET, 'machine')).offerings).toEqual(some(['a']))
})

test('forgets what was offered under another configuration, also what is being read of it', async () => {
  const remote = remoteWith('a')
  const offerings = offeringsOf(remote)
  await offerings.get(TARGET, 'machine')
  let answer = (_names: readonly string[]): void => {}
  remote.answer = () => new Promise((resolve) => (answer = (names) => resolve(some(names))))
  const late = offerings.get(TARGET, 'machine', true)
  offerings.forget(TARGET)
  answer(['from the old one'])
  await late
  remote.answer = () => Promise.resolve(some(['new']))
  expect((await offerings.get(TARGET, 'machine')).offerings).toEqual(some(['new']))
})
