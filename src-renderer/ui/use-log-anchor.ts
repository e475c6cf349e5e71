import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

const MOVES = ['wheel', 'pointerdown', 'keydown'] as const

/**
 * Keeps in sight what a log is looked at for when its pane changes its height, as when something above it grows: the line
 * it was opened at until the reader moves, else its end while it follows. Call `release` when the search moves.
 */
export function useLogAnchor(
  scroller: RefObject<HTMLElement | null>,
  following: boolean,
  showInitial: (() => void) | undefined,
): { readonly release: () => void } {
  const moved = useRef(false)
  const latest = useRef({ following, showInitial })
  useLayoutEffect(() => {
    latest.current = { following, showInitial }
  })

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const move = (): void => {
      moved.current = true
    }
    const observer = new ResizeObserver(() => {
      const { following: follows, showInitial: show } = latest.current
      if (show !== undefined && !moved.current) show()
      else if (follows) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    for (const name of MOVES) element.addEventListener(name, move, { passive: true })
    return () => {
      observer.disconnect()
      for (const name of MOVES) element.removeEventListener(name, move)
    }
  }, [scroller])

  return {
    release() {
      moved.current = true
    },
  }
}
