import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { CopyTextProvider, type CopyText } from '@renderer/ui/copy-text'
import { Toaster } from '@renderer/ui/Toaster'

/** What the components need once at the root: no inline style elements (the CSP forbids them), tooltip delays, a clipboard, toasts. */
export function UiProvider(props: {
  readonly copyText: CopyText
  readonly children: ReactNode
}): ReactElement {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500} closeDelay={0}>
        <CopyTextProvider value={props.copyText}>
          {props.children}
          <Toaster />
        </CopyTextProvider>
      </Tooltip.Provider>
    </CSPProvider>
  )
}
