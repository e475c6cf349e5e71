import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MASK } from '@shared/lib/redact'
import { BrokerError } from '@shared/domain/error'
import { FileLogger, type FileLoggerOptions } from '@main/app/logging'
import { SecretRegistry } from '@main/app/secret-registry'

let folder = ''
let file = ''
let secrets = new SecretRegistry()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
  file = join(folder, 'logs', 'broker-desktop.log')
  secrets = new SecretRegistry()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(options: Partial<FileLoggerOptions> = {}): FileLogger {
  return new FileLogger({ file, secrets, now: () => new Date(0), ...options })
}

function text(): string {
  return readFileSync(file, 'utf8')
}

describe('FileLogger', () => {
  it('writes one line an entry at once, for the owner only', () => {
    const lines: string[] = []
    const logger = open({ mirror: (line) => lines.push(line) })
    logger.info('Started', { version: '1' })
    logger.warn('said:\nforged line\r\nanother')
    logger.debug('not of this level')
    expect(text()).toBe(
      '1970-01-01T00:00:00.000Z INFO  Started {"version":"1"}\n1970-01-01T00:00:00.000Z WARN  said: | forged line | another\n',
    )
    expect(lines).toHaveLength(2)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('masks known secrets in the message and anywhere in the details', () => {
    secrets.add('hunter2-hunter2')
    secrets.add('pass word&more"x')
    const error = new BrokerError(
      { code: 'AUTH', message: 'no hunter2-hunter2', said: 'hunter2-hunter2' },
      { cause: new Error('hunter2-hunter2') },
    )
    open().error('login with hunter2-hunter2 failed', {
      error,
      url: 'https://x/?p=pass%20word%26more%22x',
      body: '{"p":"pass word&more\\"x"}',
      list: [{ deep: 'hunter2-hunter2' }],
      map: new Map([['a', 'hunter2-hunter2']]),
    })
    expect(text()).not.toMatch(/hunter2|pass word|pass%20word/)
    expect(text()).toContain('"code":"AUTH"')
    expect(text()).toContain('"stack":')
  })

  it('masks the values of keys that are named like secrets, whatever the value', () => {
    open().info('call', {
      password: 'abc',
      headers: { Authorization: 'Basic eHg6eXk=' },
      token: { nested: 1 },
      api_key: '',
      usesToken: true,
    })
    expect(text()).toContain(
      `{"password":"${MASK}","headers":{"Authorization":"${MASK}"},"token":"${MASK}","api_key":"","usesToken":true}`,
    )
  })

  it('writes whatever it is given', () => {
    const circular: Record<string, unknown> = {}
    circular['self'] = circular
    open().info('odd', {
      circular,
      big: 1n,
      run: () => 1,
      bytes: Buffer.from('secret'),
      none: undefined,
      nothing: null,
      date: new Date(Number.NaN),
    })
    expect(text()).toContain(
      '{"circular":{"self":"[circular]"},"big":"1","run":"[function]","bytes":"[6 bytes]","nothing":null,"date":"Invalid Date"}',
    )
  })

  it('begins a new file when one is full, and keeps only so many', () => {
    const logger = open({ maxBytes: 100, keep: 3 })
    for (let entry = 1; entry <= 9; entry += 1) logger.info(`entry ${entry}`)
    expect(readdirSync(join(folder, 'logs')).toSorted()).toEqual([
      'broker-desktop.1.log',
      'broker-desktop.2.log',
      'broker-desktop.log',
    ])
    expect(text()).toContain('entry 9')
    expect(readFileSync(join(folder, 'logs', 'broker-desktop.1.log'), 'utf8')).toContain('entry 8')
    expect(
      readdirSync(join(folder, 'logs')).map((name) => statSync(join(folder, 'logs', name)).size > 100),
    ).not.toContain(true)
  })

  it('goes on in the file that is there', () => {
    open().info('first')
    open().info('second')
    expect(text().split('\n')).toHaveLength(3)
  })

  it('never throws, and writes again when it can', () => {
    mkdirSync(file, { recursive: true })
    const logger = open()
    logger.info('nowhere to go')
    rmSync(file, { recursive: true })
    logger.info('here again')
    expect(text()).toContain('here again')
  })
})

describe('SecretRegistry', () => {
  it('masks the longer of two secrets as a whole', () => {
    secrets.add('sesame')
    secrets.add('sesame-open')
    expect(secrets.redact('sesame-open')).toBe(MASK)
  })

  it('takes half a character, and nothing', () => {
    secrets.add('\uD800abcd')
    secrets.add('')
    expect(secrets.redact('x\uD800abcd')).toBe(`x${MASK}`)
  })
})
