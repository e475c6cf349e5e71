import { describe, expect, it, vi } from 'vitest'
import { ToastManager } from '@renderer/ui/toast-manager'

const NOBODY: ReadonlySet<string> = new Set()

function titles(manager: ToastManager): readonly string[] {
  return manager.snapshot().map((toast) => toast.title)
}

describe('the toasts', () => {
  it('shows at most three, the oldest goes first', () => {
    const manager = new ToastManager()
    for (const title of ['a', 'b', 'c', 'd']) manager.show({ title })
    expect(titles(manager)).toEqual(['b', 'c', 'd'])
  })

  it('never pushes a countdown out before a plain one', () => {
    const manager = new ToastManager()
    manager.show({ title: 'counting', countdownMs: 10_000 })
    for (const title of ['b', 'c', 'd']) manager.show({ title })
    expect(titles(manager)).toEqual(['counting', 'c', 'd'])
  })

  it('does what a countdown promised when it has to make room', () => {
    const manager = new ToastManager()
    const sent = vi.fn()
    manager.show({ title: 'first', countdownMs: 10_000, onElapsed: sent })
    for (const title of ['b', 'c', 'd']) manager.show({ title, countdownMs: 10_000 })
    expect(sent).toHaveBeenCalledOnce()
    expect(titles(manager)).toEqual(['b', 'c', 'd'])
  })

  it('elapses once, and only while nobody holds it', () => {
    const manager = new ToastManager()
    const elapsed = vi.fn()
    const id = manager.show({ title: 'a', countdownMs: 1000, onElapsed: elapsed })
    manager.tick(5000, new Set([id]))
    expect(elapsed).not.toHaveBeenCalled()
    manager.tick(999, NOBODY)
    manager.tick(1, NOBODY)
    manager.tick(1, NOBODY)
    expect(elapsed).toHaveBeenCalledOnce()
    expect(manager.snapshot()).toEqual([])
  })

  it('does not elapse after it was closed', () => {
    const manager = new ToastManager()
    const elapsed = vi.fn()
    manager.close(manager.show({ title: 'a', countdownMs: 10, onElapsed: elapsed }))
    manager.tick(100, NOBODY)
    expect(elapsed).not.toHaveBeenCalled()
  })

  it('keeps failures until they are dismissed', () => {
    const manager = new ToastManager()
    manager.show({ title: 'failed', tone: 'danger' })
    manager.show({ title: 'done', tone: 'ok' })
    manager.tick(3_600_000, NOBODY)
    expect(titles(manager)).toEqual(['failed'])
  })

  it('replaces by id and keeps the clock when only words change', () => {
    const manager = new ToastManager()
    manager.show({ id: 'x', title: 'one', countdownMs: 1000 })
    manager.tick(400, NOBODY)
    manager.update('x', { title: 'two' })
    expect(manager.snapshot()).toMatchObject([{ title: 'two', leftMs: 600 }])
    manager.show({ id: 'x', title: 'three', countdownMs: 1000 })
    expect(manager.snapshot()).toMatchObject([{ title: 'three', leftMs: 1000 }])
  })
})
