import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { useRef, type ReactElement, type ReactNode } from 'react'
import { Button } from '@renderer/ui/Button'
import { usePortalContainer } from '@renderer/ui/portal-container'

/** A question that must be answered. It names what will be done, to which hosts. */
export function AlertDialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly children?: ReactNode
  readonly confirmLabel: string
  readonly cancelLabel?: string | undefined
  /** Solid danger only for what cannot be undone. */
  readonly tone?: 'primary' | 'danger' | 'solidDanger' | undefined
  readonly busy?: boolean | undefined
  readonly onConfirm: () => void
}): ReactElement {
  const container = usePortalContainer()
  const confirm = useRef<HTMLButtonElement>(null)
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal container={container}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={confirm}
          className="fixed top-[104px] left-1/2 z-40 flex max-h-[calc(100vh-120px)] w-[480px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-raised text-ink shadow-dialog transition-opacity outline-none edge-forced no-drag data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-4">
            <Base.Title className="text-md font-semibold">{props.title}</Base.Title>
            {props.description === undefined ? null : (
              <Base.Description render={<div />} className="mt-1 text-ink-2">
                {props.description}
              </Base.Description>
            )}
            {props.children === undefined ? null : <div className="mt-3">{props.children}</div>}
          </div>
          <div className="flex flex-none items-center justify-end gap-2 border-t border-line px-5 py-3">
            <Base.Close
              render={
                <Button size={32} keyHint="Esc">
                  {props.cancelLabel ?? 'Cancel'}
                </Button>
              }
            />
            <Button
              ref={confirm}
              size={32}
              variant={props.tone ?? 'primary'}
              keyHint="Enter"
              busy={props.busy}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
