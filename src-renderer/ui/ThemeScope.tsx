import { useState, type ReactElement, type ReactNode } from 'react'
import { PortalContainerContext } from '@renderer/ui/portal-container'

/** A part of the page in a theme of its own; its popups stay inside, so that they wear the same theme. */
export function ThemeScope(props: {
  readonly theme: 'light' | 'dark'
  readonly className?: string | undefined
  readonly children: ReactNode
}): ReactElement {
  const [popups, setPopups] = useState<HTMLDivElement | null>(null)
  return (
    <div data-theme={props.theme} className={props.className}>
      <PortalContainerContext value={popups ?? undefined}>{props.children}</PortalContainerContext>
      <div ref={setPopups} />
    </div>
  )
}
