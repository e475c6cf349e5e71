import { createContext, useContext } from 'react'

/** Where popups are put; undefined is the body. */
export const PortalContainerContext = createContext<HTMLElement | undefined>(undefined)

/** The element that popups of this part of the page belong to. */
export function usePortalContainer(): HTMLElement | undefined {
  return useContext(PortalContainerContext)
}
