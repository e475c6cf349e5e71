import { createContext, useContext } from 'react'

/** What can be done with hosts, for the buttons in a row. */
export interface HostGestures {
  readonly checkIn: (ids: ReadonlySet<string>) => void
  readonly copyHostnames: (ids: ReadonlySet<string>) => void
}

const HostGesturesContext = createContext<HostGestures>({
  checkIn: () => undefined,
  copyHostnames: () => undefined,
})

/** Gives the gestures to the rows, which are drawn once and must not be drawn again when a gesture is renewed. */
export const HostGesturesProvider = HostGesturesContext.Provider

/** The gestures of the screen around. */
export function useHostGestures(): HostGestures {
  return useContext(HostGesturesContext)
}
