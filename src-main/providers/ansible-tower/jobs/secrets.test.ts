import { afterEach, expect, test } from 'vitest'
import { toErrorData } from '@shared/domain/error'
import type { Logger } from '@main/ports/logger'
import { emptyCatalog, type Catalog, type JobScript } from '@main/testing/awx'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, towerTarget, TowerWorlds } from '@main/testing/tower-world'
import { checkout, execute, extend, inventory, read, release } from '.'
import { OUR_ID } from './host'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }

/** Under a name that says it, in the survey under one that does not, and as a password of a credential. */
const SECRETS = {
  api_token: 'canary-by-name-1',
  root: 'canary-of-survey-2',
  tower_password_ssh: 'canary-ssh-3',
}
const CANARY = /canary-/

/** A site that repeats whatever it is told. */
const repeat: JobScript = {
  durationMs: 200,
  tasks: ({ vars }) => [{ name: 'Say it', output: [JSON.stringify(vars)] }],
  effect: (world, { vars, serial }) => {
    const name = `vm-${serial}`
    const { api_token = '', root = '' } = vars
    const note = `made with ${JSON.stringify(root)} by ${JSON.stringify(api_token)}`
    const facts = { note, api_token, list: [root] }
    if (vars['fail'] === true) throw new Error(`Cannot log in with ${JSON.stringify(root)}`)
    const ourId = vars[OUR_ID] ?? ''
    const args = { workflow: 'repeat', root, nested: { api_token, root }, [OUR_ID]: ourId }
    const machine = world.deploy({ name, fqdn: `${name}.lab.example.com`, args, brokerFacts: facts })
    const { _broker_args: told = {}, _broker_facts: seen = {} } = machine.facts
    return { vm_name: name, _broker_args: told, _broker_facts: seen }
  },
}

const catalog: Catalog = {
  ...emptyCatalog(),
  inventories: [{ name: 'admin-lab' }],
  jobTemplates: [
    { name: 'repeat', inventory: 'admin-lab', script: repeat },
    {
      name: 'remove',
      inventory: 'admin-lab',
      script: { durationMs: 200, tasks: ({ vars }) => [{ name: 'Say it', output: [JSON.stringify(vars)] }] },
    },
  ],
  workflows: [
    {
      name: 'repeat',
      inventory: 'admin-lab',
      survey: [{ question_name: 'Root', variable: 'root', type: 'password', min: 4 }],
      nodes: [{ key: 'only', runs: { jobTemplate: 'repeat' } }],
    },
    { name: 'remove-vm', inventory: 'admin-lab', nodes: [{ key: 'only', runs: { jobTemplate: 'remove' } }] },
    { name: 'extend-vm', inventory: 'admin-lab', nodes: [{ key: 'only', runs: { jobTemplate: 'remove' } }] },
  ],
}

test('no secret comes back from the server into anything that is told', async () => {
  const logged: unknown[] = []
  const note = (message: string, details?: unknown): void => void logged.push(message, details)
  const logger: Logger = { debug: note, info: note, warn: note, error: note }
  const { server, instance } = await worlds.make({ catalog }, {}, { logger })
  const ctx = new RecordingContext()
  const order = towerOrder({ offering: 'repeat', arguments: SECRETS })
  const host = await checkout(instance, order, undefined, ctx)
  const told: unknown[] = [host, ctx.events]
  // What the job really got, and what it really left: the canaries are there.
  expect(JSON.stringify(server.machines())).toMatch(CANARY)
  expect(server.launches()[0]?.extraVars['_broker_extra_vars'] ?? {}).toEqual({})

  told.push(await read(instance, towerTarget(order, host), call))
  const executed = new RecordingContext()
  told.push(await execute(instance, { ...order, hostId: 'e', artifacts: 'merge' }, undefined, executed))
  expect(executed.lines.join()).toContain('Say it')
  const extended = new RecordingContext()
  told.push(executed.events, await extend(instance, towerTarget(order, host), { kind: 'default' }, extended))
  const released = new RecordingContext()
  await release(instance, towerTarget(order, host), released)
  told.push(extended.events, released.events)

  const failing = new RecordingContext()
  const failed = towerOrder({ offering: 'repeat', arguments: { ...SECRETS, fail: true } })
  told.push(
    toErrorData(await checkout(instance, failed, undefined, failing).catch((error: unknown) => error)),
    failing.events,
  )
  const refused = towerOrder({ offering: 'repeat', arguments: { root: 'can' } })
  const refusal = toErrorData(
    await checkout(instance, refused, undefined, failing).catch((error: unknown) => error),
  )
  expect(refusal.fieldErrors?.['root']).toContain('too small')
  expect(JSON.stringify(told)).not.toMatch(CANARY)
  expect(JSON.stringify(logged)).not.toMatch(CANARY)
  expect(JSON.stringify(logged)).not.toContain(instance.config.token)
})

test('a sync shows no secret of the job that made a host, and knows it as an argument only', async () => {
  const { server, instance } = await worlds.make({ catalog })
  const order = towerOrder({ offering: 'repeat', arguments: { api_token: SECRETS.api_token } })
  await checkout(instance, order, undefined, new RecordingContext())
  const listing = await inventory(instance, { scope: { kind: 'mine' } }, call)
  const [found] = listing.hosts
  // The job was found by our id, and the server shows what it does not encrypt.
  expect(found?.links[0]?.url).toContain(String(server.launches()[0]?.id))
  expect(found?.arguments).toEqual({ api_token: SECRETS.api_token })
  expect(JSON.stringify([{ ...found, arguments: {} }, listing.warnings])).not.toMatch(CANARY)
})
