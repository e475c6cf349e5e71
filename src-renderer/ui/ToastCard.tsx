import { CircleCheck, CircleX, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '@renderer/ui/Button'
import { CountdownRing } from '@renderer/ui/CountdownRing'
import { IconButton } from '@renderer/ui/IconButton'
import type { Toast, ToastTone } from '@renderer/ui/toast-manager'

const ICONS: Readonly<Record<ToastTone, { readonly icon: LucideIcon; readonly ink: string }>> = {
  info: { icon: Info, ink: 'text-ink-2' },
  ok: { icon: CircleCheck, ink: 'text-ok-ink' },
  warn: { icon: TriangleAlert, ink: 'text-warn-ink' },
  danger: { icon: CircleX, ink: 'text-danger-ink' },
}

function descriptionAt(toast: Toast, leftMs: number): string | undefined {
  if (typeof toast.description !== 'function') return toast.description
  return toast.description(Math.ceil(leftMs / 1000))
}

/** One toast: what happened, and what can still be done about it. */
export function ToastCard(props: { readonly toast: Toast; readonly onClose: () => void }): ReactElement {
  const { toast } = props
  const { icon: Icon, ink } = ICONS[toast.tone ?? 'info']
  const description = descriptionAt(toast, toast.leftMs)
  const counting = toast.countdownMs !== undefined
  return (
    <div className="flex w-full items-center gap-3 rounded-lg bg-raised py-2 pr-2 pl-3 text-ink shadow-pop edge-forced">
      {counting ? (
        <CountdownRing leftMs={toast.leftMs} totalMs={toast.totalMs} />
      ) : (
        <Icon size={16} strokeWidth={1.75} aria-hidden className={ink} />
      )}
      <div role={toast.tone === 'danger' ? 'alert' : 'status'} className="min-w-0 flex-1">
        <span className="block font-medium">{toast.title}</span>
        {description === undefined ? null : (
          <span aria-hidden={counting} className="block text-xs text-ink-2">
            {description}
          </span>
        )}
        {/* A countdown would be read out every second: readers hear it once, as it began. */}
        {counting ? <span className="sr-only">{descriptionAt(toast, toast.totalMs)}</span> : null}
      </div>
      {toast.actions?.map((action) => (
        <Button
          key={action.label}
          variant={action.variant ?? 'secondary'}
          keyHint={action.keyHint}
          onClick={() => {
            props.onClose()
            action.onPress()
          }}
        >
          {action.label}
        </Button>
      ))}
      {counting ? null : <IconButton icon={X} label="Dismiss" size={24} onClick={props.onClose} />}
    </div>
  )
}
