import { createContext, useContext } from 'react'
import type { HostSummary } from '@shared/domain/host'

/** What can be done with hosts, for the buttons in a row. */
export interface HostGestures {
  readonly checkIn: (ids: ReadonlySet<string>) => void
  readonly extend: (ids: ReadonlySet<string>) => void
  /** Why none of these hosts can be extended, if so. */
  readonly reasonAgainstExtending: (hosts: readonly HostSummary[]) => string | undefined
  readonly copyHostnames: (ids: ReadonlySet<string>) => void
  /** Copies a line for each host, as `inventory_list_vars` of the settings file says. */
  readonly copyList: (ids: ReadonlySet<string>) => void
}

const HostGesturesContext = createContext<HostGestures>({
  checkIn: () => undefined,
  extend: () => undefined,
  reasonAgainstExtending: () => undefined,
  copyHostnames: () => undefined,
  copyList: () => undefined,
})

/** Gives the gestures to the rows, which are drawn once and must not be drawn again when a gesture is renewed. */
export const HostGesturesProvider = HostGesturesContext.Provider

/** The gestures of the screen around. */
export function useHostGestures(): HostGestures {
  return useContext(HostGesturesContext)
}
