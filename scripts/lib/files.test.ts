import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashPaths, readJsonIfThere } from './files.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-desktop-files-'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src/a.ts'), 'a')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const hash = () =>
  hashPaths([join(folder, 'src'), join(folder, 'config')], (file) => !file.endsWith('.test.ts'))

test('the hash changes with contents, names and files that come or go', () => {
  const seen = new Set([hash()])
  writeFileSync(join(folder, 'src/a.ts'), 'b')
  seen.add(hash())
  writeFileSync(join(folder, 'src/b.ts'), '')
  seen.add(hash())
  writeFileSync(join(folder, 'config'), '')
  seen.add(hash())
  rmSync(join(folder, 'src/b.ts'))
  seen.add(hash())
  expect(seen.size).toBe(5)
})

test('the hash stays the same when only unwanted files change', () => {
  const before = hash()
  writeFileSync(join(folder, 'src/a.test.ts'), 'x')
  expect(hash()).toBe(before)
})

test('broken and missing JSON count as none', () => {
  writeFileSync(join(folder, 'broken.json'), '{')
  expect(readJsonIfThere(join(folder, 'broken.json'))).toBeUndefined()
  expect(readJsonIfThere(join(folder, 'missing.json'))).toBeUndefined()
})
