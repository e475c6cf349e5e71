import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Toaster } from '@renderer/ui/Toaster'

/** What the components need once at the root: no inline style elements (the CSP forbids them), tooltip delays, toasts. */
export function UiProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500} closeDelay={0}>
        {children}
        <Toaster />
      </Tooltip.Provider>
    </CSPProvider>
  )
}
