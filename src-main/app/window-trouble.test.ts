/* oxlint-disable typescript/no-unsafe-type-assertion -- small stand-ins for Electron's large objects */
import { EventEmitter } from 'node:events'
import type { MessageBoxOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { CrashCounter, watchForTrouble, type TroubledWindow } from '@main/app/window-trouble'
import { silentLogger } from '@main/ports/logger'

function watch(answers: readonly number[] = []) {
  const left = [...answers]
  const contents = Object.assign(new EventEmitter(), {
    reload: vi.fn(),
    forcefullyCrashRenderer: vi.fn(() =>
      contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 1 }),
    ),
    isDevToolsOpened: vi.fn(() => false),
  })
  const window = Object.assign(new EventEmitter(), { webContents: contents, isDestroyed: vi.fn(() => false) })
  const options = {
    logger: silentLogger,
    now: () => time,
    notify: vi.fn(),
    ask: vi.fn((_question: MessageBoxOptions) => Promise.resolve(left.shift() ?? 0)),
    showLog: vi.fn(),
    quit: vi.fn(),
  }
  let time = 0
  watchForTrouble(window as unknown as TroubledWindow, options)
  return {
    contents,
    window,
    options,
    pass: (ms: number) => (time += ms),
    crash: async (reason = 'crashed') => {
      contents.emit('render-process-gone', {}, { reason, exitCode: 5 })
      await Promise.resolve()
      await new Promise(setImmediate)
    },
  }
}

describe('CrashCounter', () => {
  it('asks at the third crash within a minute', () => {
    const crashes = new CrashCounter()
    expect([0, 30_000, 59_999].map((at) => crashes.record(at))).toEqual(['reload', 'reload', 'ask'])
    const slow = new CrashCounter()
    expect([0, 30_000, 60_000, 90_000].map((at) => slow.record(at))).toEqual([
      'reload',
      'reload',
      'reload',
      'reload',
    ])
  })
})

describe('a page that ends', () => {
  it('is loaded again, and the person is told', async () => {
    const { crash, contents, options } = watch()
    await crash('oom')
    expect(contents.reload).toHaveBeenCalledOnce()
    expect(options.notify.mock.calls[0]?.[0]).toMatchObject({
      id: 'window-reloaded',
      level: 'warn',
      detail: expect.stringContaining('no memory') as string,
    })
    expect(options.ask).not.toHaveBeenCalled()
  })

  it('three times in a minute is not loaded again before the person says so', async () => {
    const { crash, contents, options } = watch([1])
    await crash()
    await crash()
    contents.reload.mockClear()
    await crash()
    expect(options.ask.mock.calls[0]?.[0]).toMatchObject({ buttons: ['Load again', 'Show log file', 'Quit'] })
    expect(options.showLog).toHaveBeenCalledOnce()
    expect(contents.reload).toHaveBeenCalledOnce()
  })

  it('lets the person quit', async () => {
    const { crash, contents, options } = watch([2])
    for (let times = 0; times < 3; times += 1) await crash()
    expect(options.quit).toHaveBeenCalledOnce()
    expect(contents.reload).toHaveBeenCalledTimes(2)
  })

  it('because it should, or with its window, is let go', async () => {
    const { crash, contents, window } = watch()
    await crash('clean-exit')
    window.isDestroyed.mockReturnValue(true)
    await crash()
    expect(contents.reload).not.toHaveBeenCalled()
  })
})

describe('a page that does not answer', () => {
  it('is ended and loaded again when the person says so, without a word about a crash', async () => {
    const { window, contents, options } = watch([1])
    window.emit('unresponsive')
    await new Promise(setImmediate)
    expect(contents.forcefullyCrashRenderer).toHaveBeenCalledOnce()
    expect(contents.reload).toHaveBeenCalledOnce()
    expect(options.notify).not.toHaveBeenCalled()
  })

  it('is left alone when the person waits, and asked about once at a time', async () => {
    const { window, contents, options } = watch([0, 0])
    window.emit('unresponsive')
    window.emit('unresponsive')
    await new Promise(setImmediate)
    expect(options.ask).toHaveBeenCalledOnce()
    expect(contents.forcefullyCrashRenderer).not.toHaveBeenCalled()
    window.emit('unresponsive')
    expect(options.ask).toHaveBeenCalledTimes(2)
  })

  it('that answers again takes the question back', async () => {
    const { window, contents, options } = watch([1])
    window.emit('unresponsive')
    window.emit('responsive')
    expect(options.ask.mock.calls[0]?.[0].signal?.aborted).toBe(true)
    await new Promise(setImmediate)
    expect(contents.forcefullyCrashRenderer).not.toHaveBeenCalled()
  })

  it('because a developer stopped it is no trouble', () => {
    const { window, contents, options } = watch()
    contents.isDevToolsOpened.mockReturnValue(true)
    window.emit('unresponsive')
    expect(options.ask).not.toHaveBeenCalled()
  })
})
