import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HostSummary } from '@shared/domain/host'
import { startCheckout } from '@main/engine/checkout'
import { scriptedRequest } from '@main/testing/scripted-engine'
import { scriptedDefinition, ScriptedService } from '@main/testing/scripted-provider'
import { testCore, type TestCore } from '@main/testing/test-core'

let folder: string
let file: string
let core: TestCore

const INSTANCE = 'Container:\n  instances:\n    podman-local:\n      default: true\n'

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broker-columns-'))
  file = join(folder, 'broker_settings.yaml')
  core = testCore({
    folder,
    definitions: [scriptedDefinition(new ScriptedService(), {})],
    desktop: { chooseFile: () => Promise.resolve({ path: join(folder, 'hosts.csv'), agreed: true }) },
  })
  await core.ended(startCheckout(core.engine, scriptedRequest({ arguments: { snap: '12' } })).id)
})
afterEach(() => {
  void core.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function rows(): Promise<readonly HostSummary[]> {
  const sort = { by: 'name', descending: false } as const
  return (await core.handlers['hosts.page']({ filter: {}, sort, offset: 0, limit: 10 })).rows
}

describe('inventory_fields of the settings file', () => {
  it('come with the page of hosts, and hold at once when the file changes', async () => {
    expect(await core.handlers['hosts.columns']({})).toEqual({
      columns: [],
      list: 'hostname | name',
      problems: [],
    })
    expect((await rows())[0]).not.toHaveProperty('fields')

    const text = `${readFileSync(file, 'utf8')}inventory_fields:\n  Snap: _broker_args.snap\n  Gone: _broker_args.nope\n`
    writeFileSync(file, text)
    expect((await core.handlers['hosts.columns']({})).columns).toEqual([
      { title: 'Snap', expression: '_broker_args.snap' },
      { title: 'Gone', expression: '_broker_args.nope' },
    ])
    expect((await rows()).map((host) => host.fields)).toEqual([{ Snap: ['12'] }])

    writeFileSync(file, text.replace('Snap: _broker_args.snap', 'Build: $action _broker_args.snap'))
    expect((await rows())[0]?.fields).toEqual({ Build: [expect.any(String), '12'] })
  })

  it('that cannot be read are told where the columns are chosen, in the notes of the file, and at the start', async () => {
    writeFileSync(file, `${INSTANCE}inventory_fields:\n  Host: hostname |\n  Snap: _broker_args.snap\n`)
    const told =
      'broker_settings.yaml, line 6: inventory_fields, Host, character 11: a field is missing beside |.'
    expect(await core.handlers['hosts.columns']({})).toMatchObject({
      columns: [{ title: 'Snap' }],
      problems: [told],
    })
    const { problems } = await core.handlers['settingsFile.view']({})
    expect(problems.map(({ message }) => message)).toContain(told)
    expect(core.settings.problems().map(({ message }) => message)).toContain(told)
  })

  it('are in a table of hosts that is exported', async () => {
    writeFileSync(file, `${readFileSync(file, 'utf8')}inventory_fields:\n  Snap: _broker_args.snap\n`)
    await core.handlers['reports.write']({ about: { kind: 'inventory' }, format: 'csv' })
    const [header, row] = readFileSync(join(folder, 'hosts.csv'), 'utf8').split('\r\n')
    expect(header?.endsWith(',Snap')).toBe(true)
    expect(row?.endsWith(',12')).toBe(true)
  })
})

describe('inventory_list_vars', () => {
  it('says what a host is in a list; without it that is its hostname, else its name', async () => {
    const [host] = await rows()
    const hostIds = [host?.id ?? '', 'nobody']
    expect(await core.handlers['hosts.list']({ hostIds })).toEqual({ lines: [host?.hostname ?? host?.name] })
    writeFileSync(file, `${readFileSync(file, 'utf8')}inventory_list_vars: $action _broker_args.snap\n`)
    expect(await core.handlers['hosts.list']({ hostIds })).toEqual({ lines: [`${host?.offering} 12`] })
  })
})
