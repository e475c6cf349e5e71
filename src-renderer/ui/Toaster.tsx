import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react'
import { ToastCard } from '@renderer/ui/ToastCard'
import { toastManager } from '@renderer/ui/toast-manager'

const TICK_MS = 100

/**
 * Draws the toasts at the bottom right, over an action bar where there is one: its buttons stay in reach. A toast under
 * the pointer or with the focus inside does not run out.
 */
export function Toaster(): ReactElement {
  const toasts = useSyncExternalStore(toastManager.subscribe, toastManager.snapshot)
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())
  const ticking = toasts.some((toast) => toast.leftMs !== Infinity)

  useEffect(() => {
    if (!ticking) return
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      toastManager.tick(now - last, held)
      last = now
    }, TICK_MS)
    return () => {
      clearInterval(timer)
    }
  }, [ticking, held])

  function hold(id: string, on: boolean): void {
    if (held.has(id) === on) return
    const next = new Set(held)
    if (on) next.add(id)
    else next.delete(id)
    setHeld(next)
    toasts.find((toast) => toast.id === id)?.onHeldChange?.(on)
  }

  return (
    <section
      aria-label="Notifications"
      className="pointer-events-none fixed right-4 bottom-11 z-50 flex w-[520px] max-w-[calc(100vw-32px)] flex-col gap-2 no-drag [body:has([data-action-bar])_&]:bottom-24"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto"
          onMouseEnter={() => {
            hold(toast.id, true)
          }}
          onMouseLeave={() => {
            hold(toast.id, false)
          }}
          onFocus={() => {
            hold(toast.id, true)
          }}
          onBlur={() => {
            hold(toast.id, false)
          }}
        >
          <ToastCard
            toast={toast}
            onClose={() => {
              hold(toast.id, false)
              toastManager.close(toast.id)
            }}
          />
        </div>
      ))}
    </section>
  )
}
