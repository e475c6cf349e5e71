import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { CheckoutRequest } from '@shared/domain/checkout'
import { startCheckout } from '@main/engine/checkout'
import { startExtend } from '@main/engine/extend'
import { extensionLimits } from '@main/engine/extension-limits'
import { catalog } from '@main/providers/catalog'
import { demoCatalog, startAwx, type AwxServer, type Catalog } from '@main/testing/awx'
import { testCore, type TestCore } from '@main/testing/test-core'

const DAY = 86_400_000
const ONE_HOST: CheckoutRequest = {
  target: { provider: 'AnsibleTower', instance: 'prod' },
  action: 'workflow',
  offering: 'deploy-rhel',
  arguments: {},
  secretArguments: [],
  count: 1,
  labels: {},
}
const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

/** A server with the demo's catalogue, whose workflow for extensions takes at most a day at once. */
async function dayByDay(): Promise<AwxServer> {
  const demo = demoCatalog()
  const most = { type: 'multiplechoice', choices: ['+3600', '+86400'] } as const
  const survey = [{ question_name: 'Longer', variable: 'new_expire_time', ...most }]
  const workflows = demo.workflows.map((each) => (each.name === 'extend-vm' ? { ...each, survey } : each))
  const served: Catalog = { ...demo, workflows }
  const server = await startAwx({ catalog: served, speed: 100 })
  endings.push(() => server.close())
  return server
}

function coreOn(server: AwxServer, setting = 'workflow_poll_interval: 0.1'): TestCore {
  const folder = mkdtempSync(join(tmpdir(), 'broker-tower-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'broker_settings.yaml'),
    `AnsibleTower:
  instances:
    prod:
      default: true
      base_url: ${server.baseUrl}
      token: ${server.tokenFor('jdoe')}
      ${setting}
`,
  )
  const core = testCore({ folder, definitions: catalog })
  let isStopped = false
  const stop = (): Promise<void> | undefined => {
    if (isStopped) return undefined
    isStopped = true
    return core.stop()
  }
  endings.push(stop)
  return { ...core, stop }
}

test('what the survey of the workflow allows at once is shown before, and an amount ends at it', async () => {
  const server = await dayByDay()
  const core = coreOn(server)
  const { id: taskId } = startCheckout(core.engine, ONE_HOST)
  const hostId = (await core.ended(taskId)).lines[0]?.hostId ?? ''
  const endsAtMs = core.inventory.hosts.get(hostId)?.lease?.endsAtMs ?? 0
  expect(await extensionLimits(core.engine, [hostId])).toEqual([{ hostId, latestEndsAtMs: endsAtMs + DAY }])

  const extension = startExtend(core.engine, [hostId], { kind: 'by', ms: 3 * DAY })
  expect((await core.ended(extension.id)).state).toBe('succeeded')
  expect(server.launches().at(-1)?.extraVars).toMatchObject({ new_expire_time: '+86400' })
  expect(core.inventory.hosts.get(hostId)?.lease?.endsAtMs).toBe(endsAtMs + DAY)
})

test('a server that does not answer holds no end of the application up', async () => {
  const server = await startAwx({ catalog: demoCatalog() })
  endings.push(() => server.close())
  server.trouble.add({ kind: 'hang' })
  // Longer than this test may take.
  const core = coreOn(server, 'request_timeout: 600')
  startCheckout(core.engine, ONE_HOST)
  await server.waitFor(() => server.counters().inFlight > 0)
  await core.stop()
  expect(() => core.inventory.tasks.activeCount()).toThrow('not open')
})
