import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { watchFiles } from '@main/settings/watch'

let folder = ''
let stop: () => void = () => undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'))
})
afterEach(() => {
  stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Begins to watch; answers a promise of the next look. */
function watching(file: string, pollMs: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  stop = watchFiles({
    files: () => [file],
    look: () => {
      for (const done of waiting.splice(0)) done()
    },
    settleMs: 10,
    pollMs,
  })
  return () => new Promise((done) => waiting.push(done))
}

it('looks soon after a file was written, or replaced as editors do', async () => {
  const file = join(folder, 'a.yaml')
  const next = watching(file, 3_600_000)
  const first = next()
  writeFileSync(file, 'a: 1\n')
  await expect(first).resolves.toBeUndefined()
  const second = next()
  writeFileSync(`${file}.new`, 'a: 2\n')
  renameSync(`${file}.new`, file)
  await expect(second).resolves.toBeUndefined()
})

it('looks from time to time where nobody tells of changes, and finds a folder that comes later', async () => {
  const inner = join(folder, 'later')
  const next = watching(join(inner, 'a.yaml'), 20)
  await next()
  mkdirSync(inner)
  await next()
  const looked = next()
  writeFileSync(join(inner, 'a.yaml'), 'a: 1\n')
  await expect(looked).resolves.toBeUndefined()
})
