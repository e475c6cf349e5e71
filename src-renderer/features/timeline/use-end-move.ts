import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import type { ProviderKindInfo } from '@shared/domain/provider'
import {
  FINE_MS,
  keyStep,
  movableEnd,
  pointedEnd,
  SNAP_MS,
  steppedEnd,
  whyFixed,
} from '@renderer/features/timeline/end-move'
import type { TimeScale, Zoom } from '@renderer/features/timeline/scale'
import { toastManager } from '@renderer/ui/toast-manager'

/** An end on its way; nothing is sent until the dialog is confirmed. */
export interface EndMove {
  readonly hostId: string
  readonly endMs: number
  readonly newEndMs: number
  readonly by: 'pointer' | 'keys'
  /** The row is so low that what is told of the move stands above it. */
  readonly isLow: boolean
}

/** Room for what is told below a row. */
const TOLD_HEIGHT = 190

interface Drag {
  readonly host: HostSummary
  readonly endMs: number
  readonly startX: number
  readonly isLow: boolean
}

function isLow(row: Element | null): boolean {
  return row !== null && row.getBoundingClientRect().bottom + TOLD_HEIGHT > window.innerHeight
}

/** A drag that ends on its own row is no click on it. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true })
  // The click comes with the release or never.
  setTimeout(() => {
    window.removeEventListener('click', swallow, { capture: true })
  })
}

/** Moves ends of leases by the pointer or by keys, one at a time. */
export function useEndMove(options: {
  readonly scale: TimeScale
  readonly zoom: Zoom
  readonly nowMs: number
  readonly kinds: readonly ProviderKindInfo[]
  /** The latest end that the provider of the moved host gives, once it is known. */
  readonly latestEnd: (hostId: string) => number | undefined
  readonly onReview: (host: HostSummary, newEndMs: number) => void
}): {
  readonly move: EndMove | undefined
  readonly drag: (host: HostSummary, event: PointerEvent<HTMLElement>) => void
  /** Takes a key of a row; false where it is none of these. */
  readonly takeKey: (host: HostSummary, event: KeyboardEvent) => boolean
  /** Opens the dialog for what was moved by keys; false where nothing was. */
  readonly review: (host: HostSummary) => boolean
  readonly cancel: () => void
} {
  const { scale, nowMs, kinds } = options
  const [move, setMove] = useState<EndMove>()
  const [dragging, setDragging] = useState<Drag>()
  const pointer = useRef<{ readonly x: number; readonly fine: boolean }>(undefined)

  function show({ host, endMs, isLow: low }: Drag, newEndMs: number, by: EndMove['by']): void {
    setMove({ hostId: host.id, endMs, newEndMs, by, isLow: low })
  }

  function pointed(drag: Drag, clientX: number, fine: boolean): number {
    const msPerPx = (scale.toMs - scale.fromMs) / scale.width
    const toMs = drag.endMs + (clientX - drag.startX) * msPerPx
    return pointedEnd(drag.endMs, toMs, nowMs, fine ? FINE_MS : SNAP_MS, options.latestEnd(drag.host.id))
  }

  function stop(): void {
    setDragging(undefined)
    setMove(undefined)
  }

  const follow = useEffectEvent((clientX: number, fine: boolean) => {
    pointer.current = { x: clientX, fine }
    if (dragging !== undefined) show(dragging, pointed(dragging, clientX, fine), 'pointer')
  })
  const release = useEffectEvent((clientX: number, fine: boolean) => {
    if (dragging === undefined) return
    const newEndMs = pointed(dragging, clientX, fine)
    stop()
    swallowClick()
    if (newEndMs > dragging.endMs) options.onReview(dragging.host, newEndMs)
  })
  const key = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key === 'Escape') stop()
    // Alt takes hold where the pointer rests, too.
    else if (event.key === 'Alt' && pointer.current !== undefined)
      follow(pointer.current.x, event.type === 'keydown')
    else return
    event.preventDefault()
    event.stopPropagation()
  })

  const isDragging = dragging !== undefined
  useEffect(() => {
    if (!isDragging) return
    const listeners = new AbortController()
    const during = { signal: listeners.signal, capture: true }
    window.addEventListener('pointermove', (event) => follow(event.clientX, event.altKey), during)
    window.addEventListener('pointerup', (event) => release(event.clientX, event.altKey), during)
    window.addEventListener('pointercancel', () => setDragging(undefined), during)
    window.addEventListener('keydown', (event) => key(event), during)
    window.addEventListener('keyup', (event) => key(event), during)
    return () => {
      listeners.abort()
    }
  }, [isDragging])

  return {
    move,
    drag(host, event) {
      const endMs = movableEnd(host, kinds)
      if (endMs === undefined || event.button !== 0) return
      // The pointer may leave the row, and the window.
      event.currentTarget.setPointerCapture(event.pointerId)
      const drag: Drag = {
        host,
        endMs,
        startX: event.clientX,
        isLow: isLow(event.currentTarget.closest('[role=row]')),
      }
      pointer.current = { x: event.clientX, fine: event.altKey }
      setDragging(drag)
      show(drag, endMs, 'pointer')
    },
    takeKey(host, event) {
      if (event.key === 'Escape' && move !== undefined) {
        stop()
        return true
      }
      const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined
      if (direction === undefined || !event.altKey || event.ctrlKey || event.metaKey) return false
      const endMs = movableEnd(host, kinds)
      if (endMs === undefined) {
        toastManager.show({
          title: `The end of ${hostTitle(host)} cannot be moved`,
          description: whyFixed(host, kinds),
        })
        return true
      }
      const from = move?.hostId === host.id ? move.newEndMs : endMs
      const step = keyStep(options.zoom, event.shiftKey)
      const row = event.target instanceof Element ? event.target.closest('[role=row]') : null
      const drag: Drag = { host, endMs, startX: 0, isLow: isLow(row) }
      show(drag, steppedEnd(endMs, from, nowMs, direction, step, options.latestEnd(host.id)), 'keys')
      return true
    },
    review(host) {
      if (move?.hostId !== host.id) return false
      stop()
      if (move.newEndMs > move.endMs) options.onReview(host, move.newEndMs)
      return true
    },
    cancel: stop,
  }
}
