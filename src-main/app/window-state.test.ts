import { EventEmitter } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger } from '@main/ports/logger'
import { clampBounds, MIN_SIZE, WindowStateStore } from '@main/app/window-state'

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 }
const MONITOR = { x: 1440, y: 0, width: 2560, height: 1400 }

describe('clampBounds', () => {
  it.each([
    ['the first start: in the middle', undefined, [LAPTOP], { x: 40, y: 33, width: 1360, height: 860 }],
    [
      'where it was',
      { x: 100, y: 50, width: 1200, height: 700 },
      [LAPTOP],
      { x: 100, y: 50, width: 1200, height: 700 },
    ],
    [
      'where it was, on the second display',
      { x: 2000, y: 100, width: 2000, height: 1200 },
      [LAPTOP, MONITOR],
      { x: 2000, y: 100, width: 2000, height: 1200 },
    ],
    [
      'the second display is gone: in the middle of the first, as large as it may be',
      { x: 2000, y: 100, width: 2000, height: 1200 },
      [LAPTOP],
      { x: 0, y: 25, width: 1440, height: 875 },
    ],
    [
      'the title bar above the display cannot be taken hold of',
      { x: 100, y: -300, width: 1200, height: 700 },
      [LAPTOP],
      { x: 120, y: 113, width: 1200, height: 700 },
    ],
    [
      'the title bar below the display neither',
      { x: 100, y: 880, width: 1200, height: 700 },
      [LAPTOP],
      { x: 120, y: 113, width: 1200, height: 700 },
    ],
    [
      'a strip at the side is too little',
      { x: 1400, y: 100, width: 1200, height: 700 },
      [LAPTOP],
      { x: 120, y: 113, width: 1200, height: 700 },
    ],
    [
      'half out at the side is as it was',
      { x: -600, y: 100, width: 1200, height: 700 },
      [LAPTOP],
      { x: -600, y: 100, width: 1200, height: 700 },
    ],
    ['too small grows', { x: 0, y: 25, width: 200, height: 10 }, [LAPTOP], { x: 0, y: 25, ...MIN_SIZE }],
    ['no display at all', undefined, [], { x: 0, y: 0, width: 1360, height: 860 }],
    [
      'a display smaller than the screens need',
      undefined,
      [{ x: 0, y: 0, width: 800, height: 600 }],
      { x: 0, y: 0, ...MIN_SIZE },
    ],
  ])('%s', (_what, saved, areas, expected) => {
    expect(clampBounds(saved, areas)).toEqual(expected)
  })
})

describe('WindowStateStore', () => {
  let folder = ''
  let file = ''
  const bounds = { x: 10, y: 20, width: 1100, height: 700 }
  const openWindow = () =>
    Object.assign(new EventEmitter(), {
      isDestroyed: () => false,
      isMaximized: () => true,
      isFullScreen: () => false,
      getNormalBounds: vi.fn(() => bounds),
    })

  beforeEach(() => {
    vi.useFakeTimers()
    folder = mkdtempSync(join(tmpdir(), 'window-'))
    file = join(folder, 'window.json')
  })
  afterEach(() => {
    vi.useRealTimers()
    rmSync(folder, { recursive: true, force: true })
  })

  it('writes once, when the window has come to rest, and reads it again', () => {
    const store = new WindowStateStore({ file, logger: silentLogger })
    const window = openWindow()
    store.follow(window)
    for (let step = 0; step < 10; step += 1) {
      window.emit('move')
      vi.advanceTimersByTime(100)
    }
    expect(existsSync(file)).toBe(false)
    vi.advanceTimersByTime(500)
    expect(window.getNormalBounds).toHaveBeenCalledOnce()
    expect(store.load()).toEqual({ ...bounds, maximized: true })
  })

  it('writes at once when the window closes', () => {
    const store = new WindowStateStore({ file, logger: silentLogger })
    const window = openWindow()
    store.follow(window)
    window.emit('resize')
    window.emit('close')
    expect(store.load()).toMatchObject(bounds)
    vi.advanceTimersByTime(1_000)
    expect(window.getNormalBounds).toHaveBeenCalledOnce()
  })

  it.each(['', '{', '{"x":1}', '{"x":"1","y":1,"width":1,"height":1,"maximized":false}'])(
    'takes %j for none',
    (content) => {
      writeFileSync(file, content)
      expect(new WindowStateStore({ file, logger: silentLogger }).load()).toBeUndefined()
    },
  )
})
