import { useEffect, useRef, useState } from 'react'
import { goTo } from '@renderer/app/navigation'

/** What `useLeaveGuard` gives. */
export interface LeaveGuard {
  /** Somebody wants to leave, and has to be asked. */
  readonly isAsked: boolean
  readonly stay: () => void
  readonly leave: () => void
  /** Runs a navigation of the page's own, which is not asked about. */
  readonly letPass: (navigate: () => void) => void
}

/**
 * Holds back every way out of the page (links, keys, the menu, going back) while it is `active`, for the person to be
 * asked first. The browser tells of a navigation before it happens, so nothing has to be undone.
 */
export function useLeaveGuard(active: boolean): LeaveGuard {
  const [wish, setWish] = useState<string>()
  const passes = useRef(false)

  useEffect(() => {
    if (!active) return
    const hold = (event: NavigateEvent): void => {
      const { hash } = new URL(event.destination.url)
      const isHere = hash === window.location.hash
      if (passes.current || isHere || !event.cancelable || !event.destination.sameDocument) return
      event.preventDefault()
      setWish(hash)
    }
    window.navigation.addEventListener('navigate', hold)
    return () => {
      window.navigation.removeEventListener('navigate', hold)
    }
  }, [active])

  function letPass(navigate: () => void): void {
    passes.current = true
    navigate()
    passes.current = false
  }

  return {
    isAsked: wish !== undefined,
    stay() {
      setWish(undefined)
    },
    leave() {
      setWish(undefined)
      if (wish === undefined) return
      letPass(() => {
        goTo(wish)
      })
    },
    letPass,
  }
}
