import { useEffect, useRef, useState } from 'react'

/** A value that changes at most once in a while: the newest one, not each of them. */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value)
  const changedAt = useRef(-Infinity)

  useEffect(() => {
    const wait = Math.max(0, changedAt.current + everyMs - performance.now())
    const timer = setTimeout(() => {
      changedAt.current = performance.now()
      setShown(value)
    }, wait)
    return () => {
      clearTimeout(timer)
    }
  }, [value, everyMs])

  return shown
}
