import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { KeyText } from '@renderer/ui/KeyHint'
import { usePortalContainer } from '@renderer/ui/portal-container'

/** Which side of its anchor a popup prefers. */
export type PopupSide = 'top' | 'bottom' | 'left' | 'right'

/** Says more about one element on hover and focus. Nothing may be told by a tooltip alone. */
export function Tooltip(props: {
  readonly content: ReactNode
  readonly keyHint?: string | undefined
  readonly side?: PopupSide | undefined
  readonly children: ReactElement<Record<string, unknown>>
}): ReactElement {
  const container = usePortalContainer()
  return (
    <Base.Root>
      <Base.Trigger render={props.children} />
      <Base.Portal container={container}>
        <Base.Positioner side={props.side ?? 'bottom'} sideOffset={6} collisionPadding={8} className="z-60">
          <Base.Popup className="flex max-w-80 popup-motion items-center gap-2 rounded-md bg-raised px-2 py-1 text-xs text-ink shadow-pop edge-forced">
            <span>{props.content}</span>
            {props.keyHint === undefined ? null : <KeyText keys={props.keyHint} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
