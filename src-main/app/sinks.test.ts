import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import { MASK } from '@shared/lib/redact'
import { FileLogger } from '@main/app/logging'
import { logReader } from '@main/app/log-reader'
import { SecretRegistry } from '@main/app/secret-registry'
import { startCheckout } from '@main/engine/checkout'
import { scriptedRequest } from '@main/testing/scripted-engine'
import { scriptedDefinition, ScriptedService } from '@main/testing/scripted-provider'
import { testCore, type TestCore } from '@main/testing/test-core'

/** Secrets of the settings file; one needs escaping inside JSON, one stands in an address, one looks otherwise in a URL. */
const TOKEN = 'canary-"token\\1'
const PASSWORD = 'canary/pass word'
const IN_ADDRESS = 'canary-address'
const SETTINGS = `Sandbox:
  instances:
    sandbox:
      default: true
      token: ${JSON.stringify(TOKEN)}
      password: ${PASSWORD}
      endpoint: https://maya:${IN_ADDRESS}@tower.example.com
`
/** What a careless provider says of all of them. */
const SAID = `token ${TOKEN}, ${JSON.stringify({ token: TOKEN })}, https://x/?p=${encodeURIComponent(PASSWORD)}, ${PASSWORD}, https://maya:${IN_ADDRESS}@tower.example.com`
const UNSEEN = [TOKEN, JSON.stringify(TOKEN).slice(1, -1), PASSWORD, encodeURIComponent(PASSWORD), IN_ADDRESS]

let folder = ''
let core: TestCore
let events: unknown[] = []
let logger: FileLogger
const secrets = new SecretRegistry()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sinks-'))
  writeFileSync(join(folder, 'broker_settings.yaml'), SETTINGS)
  events = []
  logger = new FileLogger({ file: join(folder, 'log', 'app.log'), secrets })
  const definition = scriptedDefinition(new ScriptedService(), {
    checkout(order, ctx, service) {
      ctx.log(SAID)
      ctx.reconnecting(SAID)
      ctx.progress(0.5, SAID)
      ctx.steps([{ name: 'Make', state: 'running', detail: SAID }])
      logger.warn(`Provider said ${SAID}`, { SAID, nested: [{ said: SAID }], error: new Error(SAID) })
      if (order.offering === 'vm') {
        return Promise.resolve({
          ...service.make(order.hostId),
          raw: { parameters: { door: SAID, list: [SAID] } },
          facts: [{ label: 'Door', value: SAID }],
          links: [{ label: 'Door', url: `https://x/?p=${encodeURIComponent(PASSWORD)}` }],
        })
      }
      throw new BrokerError({
        code: 'PROVIDER',
        message: SAID,
        said: SAID,
        hint: SAID,
        causes: [{ reason: SAID, host: SAID }],
        fieldErrors: { token: SAID },
      })
    },
    release: () => Promise.reject(new Error(SAID)),
    execute: () => Promise.resolve({ output: SAID, artifacts: { list: [SAID] } }),
  })
  core = testCore({
    folder,
    definitions: [
      {
        ...definition,
        configFields: [
          { name: 'token', type: 'secret', required: false },
          { name: 'password', type: 'secret', required: false },
          { name: 'endpoint', type: 'text', required: false },
        ],
      },
    ],
    desktop: { chooseFile: () => Promise.resolve({ path: join(folder, 'report.json'), agreed: true }) },
    redact: (text) => secrets.redact(text),
    onSecret: (value) => secrets.add(value),
    onEvent: (name, payload) => events.push({ name, payload }),
  })
})
afterEach(async () => {
  await core.stop()
  logger.dispose()
  rmSync(folder, { recursive: true, force: true })
})

function expectUnseen(what: string, value: unknown): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  expect(text, what).toContain(MASK)
  for (const secret of UNSEEN) {
    expect(text, what).not.toContain(secret)
    expect(text, what).not.toContain(JSON.stringify(secret).slice(1, -1))
  }
}

/** Every file below the folder, but for the settings that they stand in. */
function files(below = folder): readonly string[] {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    if (entry.isDirectory()) return files(path)
    return entry.name.endsWith('.yaml') ? [] : [path]
  })
}

test('a secret of the settings that a provider says reaches no sink', async () => {
  const failed = await core.ended(startCheckout(core.engine, scriptedRequest({ offering: 'other' })).id)
  const made = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
  expect([failed.state, made.state]).toEqual(['failed', 'succeeded'])
  const hostId = made.lines[0]?.hostId ?? ''
  const { taskId } = await core.handlers['hosts.checkin']({ hostIds: [hostId] })
  await core.handlers['hosts.sendCheckin']({ taskId })
  await core.ended(taskId)
  const ran = await core.handlers['providers.execute']({
    target: { provider: 'Sandbox', instance: 'sandbox' },
    action: 'command',
    offering: 'say',
    arguments: {},
    secretArguments: [],
    labels: {},
    artifacts: 'last',
  })
  const executed = await core.ended(ran.taskId)

  expectUnseen('a task', failed)
  expectUnseen('the result of an execution', executed)
  expectUnseen(
    'the log of a task',
    await core.handlers['tasks.log']({ taskId: failed.id, afterSeq: 0, limit: 100 }),
  )
  expectUnseen('the events', events)
  expectUnseen('a host', await core.handlers['hosts.get']({ hostId }))
  for (const format of ['full', 'broker'] as const) {
    await core.handlers['reports.write']({ about: { kind: 'task', taskId: failed.id }, format })
    expectUnseen(`a report, ${format}`, readFileSync(join(folder, 'report.json'), 'utf8'))
  }
  expectUnseen('the log', logReader(logger.file).read({ level: 'debug', search: '', limit: 100 }))
  expectUnseen('the log file', readFileSync(logger.file, 'utf8'))
  // And nothing else that was written holds one, the inventory's pages among them.
  for (const path of files()) {
    const bytes = readFileSync(path).toString('latin1')
    for (const secret of UNSEEN) expect(bytes, path).not.toContain(secret)
  }
})
