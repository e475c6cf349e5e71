import { clsx } from 'clsx'
import { X, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '@renderer/ui/IconButton'
import { KeyText } from '@renderer/ui/KeyHint'
import { ariaKeys } from '@renderer/ui/keys'
import { Tooltip } from '@renderer/ui/Tooltip'

/** Something that can be done with what is selected. */
export interface BarAction {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly keyHint?: string | undefined
  readonly onPress: () => void
  /** Why none of the selection can do it; the button stays and says so. */
  readonly disabledReason?: string | undefined
}

function ActionButton({ action }: { readonly action: BarAction }): ReactElement {
  const { icon: Icon, disabledReason } = action
  const button = (
    <button
      type="button"
      title={disabledReason === undefined ? action.label : undefined}
      aria-disabled={disabledReason !== undefined || undefined}
      aria-keyshortcuts={action.keyHint === undefined ? undefined : ariaKeys(action.keyHint)}
      onClick={disabledReason === undefined ? action.onPress : undefined}
      className={clsx(
        'flex h-8 items-center gap-1.5 rounded-md px-2 text-xs font-medium whitespace-nowrap transition-colors',
        disabledReason === undefined ? 'text-ink hover:bg-hover' : 'text-ink-3',
      )}
    >
      <Icon size={14} strokeWidth={2} aria-hidden />
      {/* Where there is little room the icons stay, and their names for readers and in the tooltip. */}
      <span className="sr-only @min-[700px]:not-sr-only">{action.label}</span>
      {disabledReason === undefined ? null : <span className="sr-only">, {disabledReason}</span>}
      {action.keyHint === undefined ? null : (
        <span className="hidden @min-[840px]:inline">
          <KeyText keys={action.keyHint} />
        </span>
      )}
    </button>
  )
  if (disabledReason === undefined) return button
  return (
    <Tooltip side="top" content={disabledReason}>
      {button}
    </Tooltip>
  )
}

/** What can be done with the selection; floats over the bottom of the table. */
export function ActionBar(props: {
  readonly summary: string
  readonly label: string
  readonly actions: readonly BarAction[]
  readonly onClear: () => void
}): ReactElement {
  return (
    <div className="@container pointer-events-none absolute inset-x-4 bottom-4 z-20 flex justify-center">
      <div
        role="toolbar"
        data-action-bar
        aria-label={props.label}
        className="pointer-events-auto flex max-w-full items-center gap-0.5 rounded-lg bg-raised p-1 text-ink shadow-pop edge-forced"
      >
        <span className="flex h-8 items-center border-r border-line-2 pr-2 pl-2.5 text-xs font-semibold whitespace-nowrap tnum">
          {props.summary}
        </span>
        {props.actions.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
        <span aria-hidden className="mx-0.5 h-5 w-px bg-line-2" />
        <IconButton icon={X} label="Clear selection" keyHint="Esc" side="top" onClick={props.onClear} />
      </div>
    </div>
  )
}
