import { useEffect, useState, type RefObject } from 'react'
import { roomFor, type TableRoom } from '@renderer/features/hosts/view'

/** What the frame takes of the window: a guess that is right until a panel opens, for the first picture. */
const SIDEBAR_WIDTH = 216

/** How much room an element gives a table; changes only when it means other columns. */
export function useRoom(element: RefObject<HTMLElement | null>): TableRoom {
  const [room, setRoom] = useState(() => roomFor(window.innerWidth - SIDEBAR_WIDTH))
  useEffect(() => {
    const { current } = element
    if (current === null) return
    const observer = new ResizeObserver(() => {
      setRoom(roomFor(current.clientWidth))
    })
    observer.observe(current)
    return () => {
      observer.disconnect()
    }
  }, [element])
  return room
}
