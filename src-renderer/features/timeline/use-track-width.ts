import { useEffect, useState, type RefObject } from 'react'

/** The width in px of an element's inside, less what stands beside the track in it. */
export function useTrackWidth(element: RefObject<HTMLElement | null>, besides: number): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const { current } = element
    if (current === null) return
    const observer = new ResizeObserver(() => {
      setWidth(current.clientWidth)
    })
    observer.observe(current)
    return () => {
      observer.disconnect()
    }
  }, [element])
  return Math.max(0, width - besides)
}
