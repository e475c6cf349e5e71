import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FileLogger } from '@main/app/logging'
import { logReader } from '@main/app/log-reader'
import { SecretRegistry } from '@main/app/secret-registry'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
  file = join(folder, 'broker-desktop.log')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('reads what was written over all files, as text or as JSON, the level and the words asked for', () => {
  const secrets = new SecretRegistry()
  secrets.add('canary-secret')
  const logger = new FileLogger({ file, secrets, maxBytes: 150, now: () => new Date(0) })
  logger.debug('not written')
  logger.info('First', { host: 'one' })
  logger.warn('Second with canary-secret')
  logger.configure({ level: 'debug', format: 'json' })
  logger.debug('Third', { token: 'canary-secret', n: 3 })
  logger.dispose()
  const read = logReader(file)
  const all = read.read({ level: 'debug', search: '', limit: 10 })
  expect(all.total).toBe(3)
  expect(all.entries.map(({ level, at, text }) => [level, at, text])).toEqual([
    ['info', '1970-01-01T00:00:00.000Z', 'First {"host":"one"}'],
    ['warn', '1970-01-01T00:00:00.000Z', 'Second with ••••••••'],
    ['debug', '1970-01-01T00:00:00.000Z', 'Third {"token":"••••••••","n":3}'],
  ])
  expect(read.read({ level: 'info', search: '', limit: 1 })).toMatchObject({
    total: 2,
    entries: [{ level: 'warn' }],
  })
  expect(read.read({ level: 'debug', search: 'HOST first', limit: 10 }).total).toBe(1)
})

it('shows lines that it does not know as they are, and an absent log as an empty one', () => {
  expect(logReader(file).read({ level: 'debug', search: '', limit: 10 })).toEqual({ entries: [], total: 0 })
  writeFileSync(file, '{"broken\n{"level":"loud"}\nsomething\n')
  expect(
    logReader(file)
      .read({ level: 'error', search: '', limit: 10 })
      .entries.map(({ text }) => text),
  ).toEqual(['{"broken', '{"level":"loud"}', 'something'])
})

it('tells of every entry that was written', () => {
  let told = 0
  const logger = new FileLogger({ file, secrets: new SecretRegistry() })
  logger.listen(() => (told += 1))
  logger.info('one')
  logger.debug('not written')
  logger.dispose()
  expect(told).toBe(1)
})
