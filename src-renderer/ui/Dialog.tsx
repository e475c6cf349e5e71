import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactElement, type ReactNode, type RefObject } from 'react'
import { confirmsDialog, confirmsFromChoice } from '@renderer/ui/dialog-keys'
import { IconButton } from '@renderer/ui/IconButton'
import { usePortalContainer } from '@renderer/ui/portal-container'

/** Props of `Dialog`. */
export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** It has faded. */
  readonly onClosed?: (() => void) | undefined
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly width?: 480 | 700 | undefined
  readonly children?: ReactNode
  /** At the right: Cancel, then the primary action. */
  readonly footer?: ReactNode
  readonly footerStart?: ReactNode
  /** What Enter does. */
  readonly onSubmit?: (() => void) | undefined
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined
  /** No padding around the content: for a table from edge to edge. */
  readonly flush?: boolean | undefined
}

const FIRST_FIELD =
  'input:not([type=hidden]):not([tabindex="-1"]), textarea, [role=combobox], [role=radio][tabindex="0"]'

/** A modal dialog. It hangs 104 px from the top, so that it does not jump when its height changes. */
export function Dialog(props: DialogProps): ReactElement {
  const container = usePortalContainer()
  const popup = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)

  function keyDown(event: KeyboardEvent): void {
    if (props.onSubmit === undefined || !confirmsDialog(event.nativeEvent)) return
    event.preventDefault()
    props.onSubmit()
  }

  function keyDownBeforeChoice(event: KeyboardEvent): void {
    if (props.onSubmit === undefined || !confirmsFromChoice(event.nativeEvent)) return
    event.preventDefault()
    event.stopPropagation()
    props.onSubmit()
  }

  return (
    <Base.Root
      open={props.open}
      onOpenChange={props.onOpenChange}
      onOpenChangeComplete={(open) => {
        if (!open) props.onClosed?.()
      }}
    >
      <Base.Portal container={container}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          onKeyDown={keyDown}
          onKeyDownCapture={keyDownBeforeChoice}
          initialFocus={
            props.initialFocus ??
            (() => body.current?.querySelector<HTMLElement>(FIRST_FIELD) ?? popup.current)
          }
          className={clsx(
            'fixed top-[104px] left-1/2 z-40 flex max-h-[calc(100vh-120px)] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-raised text-ink shadow-dialog outline-none edge-forced no-drag',
            'transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
            props.width === 700 ? 'w-[700px]' : 'w-[480px]',
          )}
        >
          <div className="flex-none px-5 pt-4 pb-3">
            <div className="flex items-center gap-2">
              <Base.Title className="min-w-0 flex-1 text-md font-semibold">{props.title}</Base.Title>
              <Base.Close render={<IconButton icon={X} label="Close" keyHint="Esc" size={24} />} />
            </div>
            {props.description === undefined ? null : (
              <Base.Description render={<div />} className="mt-1 text-ink-2">
                {props.description}
              </Base.Description>
            )}
          </div>
          <div
            ref={body}
            className={clsx('min-h-0 flex-1 overflow-y-auto', props.flush !== true && 'px-5 pb-4')}
          >
            {props.children}
          </div>
          {props.footer === undefined && props.footerStart === undefined ? null : (
            <div className="flex flex-none items-center gap-2 border-t border-line px-5 py-3">
              {props.footerStart}
              <span className="flex-1" />
              {props.footer}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
