import { createContext, useContext } from 'react'

/** Puts a text on the clipboard. */
export type CopyText = (text: string) => Promise<void>

const CopyTextContext = createContext<CopyText>((text) => navigator.clipboard.writeText(text))

/** Gives the components a way to copy: the page itself may not be allowed to. Set by `UiProvider`. */
export const CopyTextProvider = CopyTextContext.Provider

/** How a component copies a text. */
export function useCopyText(): CopyText {
  return useContext(CopyTextContext)
}
