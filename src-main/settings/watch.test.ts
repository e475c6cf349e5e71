import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
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

/** Begins to watch; answers a promise of the next look, and how many there were. */
function watching(
  file: string,
  how: { readonly pollMs: number; readonly tells?: boolean },
): { readonly next: () => Promise<void>; readonly looks: () => number } {
  const waiting: (() => void)[] = []
  let looks = 0
  stop = watchFiles({
    files: () => [file],
    look: () => {
      looks += 1
      for (const done of waiting.splice(0)) done()
    },
    settleMs: 10,
    pollMs: how.pollMs,
    tells: () => how.tells ?? true,
  })
  return { next: () => new Promise((done) => waiting.push(done)), looks: () => looks }
}

const NEVER_MS = 3_600_000

it('looks soon after a file was written, or replaced as editors do', async () => {
  const file = join(folder, 'a.yaml')
  const { next } = watching(file, { pollMs: NEVER_MS })
  const first = next()
  writeFileSync(file, 'a: 1\n')
  await expect(first).resolves.toBeUndefined()
  const second = next()
  writeFileSync(`${file}.new`, 'a: 2\n')
  renameSync(`${file}.new`, file)
  await expect(second).resolves.toBeUndefined()
})

it('looks from time to time where nobody tells of changes', async () => {
  const { next } = watching(join(folder, 'a.yaml'), { pollMs: 5, tells: false })
  await next()
  await next()
})

it('is woken by nothing where the file system tells of changes', () => {
  vi.useFakeTimers()
  try {
    const { looks } = watching(join(folder, 'a.yaml'), { pollMs: 5 })
    vi.advanceTimersByTime(60_000)
    expect([vi.getTimerCount(), looks()]).toEqual([0, 0])
  } finally {
    vi.useRealTimers()
  }
})

it('finds a folder that comes later, and one that takes the place of another', async () => {
  const inner = join(folder, 'inner')
  const file = join(inner, 'a.yaml')
  const { next } = watching(file, { pollMs: 5 })
  await next()
  mkdirSync(inner)
  // One look finds the folder and watches it; what is written then is told.
  await next()
  writeFileSync(file, 'a: 1\n')
  await next()
  rmSync(inner, { recursive: true })
  await next()
  mkdirSync(inner)
  await next()
  const looked = next()
  writeFileSync(file, 'a: 2\n')
  await expect(looked).resolves.toBeUndefined()
})

it('begins where a folder cannot be looked at, and finds it when it can be', async () => {
  const inner = join(folder, 'inner')
  symlinkSync('inner', inner)
  const { next } = watching(join(inner, 'a.yaml'), { pollMs: 5 })
  await next()
  rmSync(inner)
  mkdirSync(inner)
  await next()
  const looked = next()
  writeFileSync(join(inner, 'a.yaml'), 'a: 1\n')
  await expect(looked).resolves.toBeUndefined()
})

it('goes on when a folder cannot be looked at any more', async () => {
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  const { next } = watching(join(inner, 'a.yaml'), { pollMs: 5, tells: false })
  await next()
  rmSync(inner, { recursive: true })
  symlinkSync('inner', inner)
  await next()
  await next()
  rmSync(inner)
  mkdirSync(inner)
  await next()
  await next()
})
