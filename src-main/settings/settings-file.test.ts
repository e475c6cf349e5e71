import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '@main/ports/logger'
import { SettingsBackups } from '@main/settings/backups'
import { SettingsFile } from '@main/settings/settings-file'
import { setYaml } from '@main/settings/yaml-edit'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-file-'))
  file = join(folder, 'broker_settings.yaml')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function backups(now: () => number = Date.now): SettingsBackups {
  return new SettingsBackups({ folder: join(folder, 'backups'), now })
}

function open(content?: string | Buffer): SettingsFile {
  if (content !== undefined) writeFileSync(file, content)
  return new SettingsFile({ file, backups: backups(), logger: silentLogger })
}

describe('bad input', () => {
  it.each([
    ['a key twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', /line 4, column 3: this key is there twice/],
    ['a tab', 'a:\n\tb: 1\n', /line 2, column 1: a tab stands/],
    ['no colon', 'a: 1\nsecretvalue\nb: 2\n', /line \d, column \d+: /],
    ['an open quote', 'a: "secretvalue\n', /not closed/],
    ['a list', '- a\n- b\n', /line 1: the file must be made of sections/],
    ['a text', 'secretvalue', /line 1: the file must be made of sections/],
    ['an unknown alias', 'a: *nowhere\n', /line 1/],
    ['other bytes', Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]), /is not UTF-8 text/],
    ['UTF-16', Buffer.from('\uFEFFa: 1\n', 'utf16le'), /is not UTF-8 text/],
    ['a null byte', 'a: "\u0000"\n', /line 1, column 5: /],
  ])('%s is told with its place, and the file stays byte for byte', (_what, content, message) => {
    const settings = open(content)
    expect(settings.problem()?.message).toMatch(message)
    expect(settings.problem()?.message).not.toContain('secretvalue')
    expect(() => settings.edit((text) => `${text}x: 1\n`)).toThrow(/broker_settings\.yaml/)
    expect(readFileSync(file)).toEqual(Buffer.from(content))
    expect(readdirSync(folder)).toEqual(['broker_settings.yaml'])
  })

  it('anchors, merges and unknown tags are read as values', () => {
    const settings = open('x: &x {a: 1}\ny:\n  <<: *x\n  b: 2\nz: !secret abc\n')
    expect(settings.content().data).toEqual({ x: { a: 1 }, y: { a: 1, b: 2 }, z: 'abc' })
  })

  it('a mark at the beginning and Windows line ends stay through an edit', () => {
    const settings = open('\uFEFFa: 1 # one\r\nb:\r\n  c: 2\r\n')
    settings.edit((text) => setYaml(text, ['b', 'c'], 3))
    settings.edit((text) => setYaml(text, ['a'], 4))
    settings.edit((text) => setYaml(text, ['b', 'd'], 5))
    expect(readFileSync(file, 'utf8')).toBe('\uFEFFa: 4 # one\r\nb:\r\n  c: 3\r\n  d: 5\r\n')
  })

  it('5 MB are read, with the places of a mistake in them', { timeout: 60_000 }, () => {
    const entry = (at: number): string => `  nick${at}:\n    workflow: deploy # c\n    count: ${at}\n`
    const text = `nicks:\n${Array.from({ length: 100_000 }, (_, at) => entry(at)).join('')}`
    expect(text.length).toBeGreaterThan(5_000_000)
    const settings = open(text)
    expect(Object.keys(settings.content().data['nicks'] ?? {})).toHaveLength(100_000)
    appendFileSync(file, '  nick7:\n    workflow: again\n')
    expect(settings.problem()).toMatchObject({ line: 300_002 })
  })
})

describe('a file of the person', () => {
  it('is not begun when it is missed, and holds what it said before', () => {
    const settings = open('a: 1\n')
    expect(settings.content().data).toEqual({ a: 1 })
    rmSync(file)
    expect(settings.problem()?.message).toContain('is not there any more')
    expect(settings.content().data).toEqual({ a: 1 })
    expect(() => settings.edit((text) => `${text}b: 1\n`)).toThrow('not there any more')
    expect(readdirSync(folder)).toEqual([])
  })

  it('tells news of others once, and none of what it wrote itself', () => {
    const settings = open('a: 1\n')
    settings.content()
    expect(settings.hasNews()).toBe(false)
    settings.edit((text) => setYaml(text, ['a'], 2))
    expect(settings.hasNews()).toBe(false)
    appendFileSync(file, 'b: 3\n')
    expect([settings.hasNews(), settings.hasNews()]).toEqual([true, false])
    expect(settings.content().data).toEqual({ a: 2, b: 3 })
  })
})

describe('backups', () => {
  it('are made before each change, newest first, the same text once', () => {
    const settings = open('a: 0\n')
    for (const value of [1, 2]) settings.edit((text) => setYaml(text, ['a'], value))
    settings.replace('a: 1\n')
    const kept = backups()
    expect(kept.list(file).map(({ id }) => kept.read(file, id))).toEqual(['a: 2\n', 'a: 1\n', 'a: 0\n'])
    expect(kept.list(join(folder, 'other.yaml'))).toEqual([])
    expect(() => kept.read(file, '../../etc/passwd')).toThrow('not there any more')
  })

  it('are at most fifty, and the first of all stays', () => {
    let nowMs = 1_000
    const kept = backups(() => (nowMs += 1))
    for (let at = 0; at < 60; at += 1) kept.keep(file, Buffer.from(`a: ${at}\n`))
    const texts = kept.list(file).map(({ id }) => kept.read(file, id))
    expect(texts).toHaveLength(50)
    expect([texts[0], texts.at(-1), texts.at(-2)]).toEqual(['a: 59\n', 'a: 0\n', 'a: 11\n'])
  })
})
