import { clsx } from 'clsx'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useId, type ReactElement, type ReactNode } from 'react'
import { FieldContext } from '@renderer/ui/field-context'
import { SourceMark, type SourceMarkProps } from '@renderer/ui/SourceMark'

/** Props of `Field`. */
export interface FieldProps {
  readonly label: string
  /** The label is an argument's name: mono and verbatim. */
  readonly mono?: boolean | undefined
  readonly required?: boolean | undefined
  readonly source?: SourceMarkProps | undefined
  /** A small control at the end of the label's line. */
  readonly action?: ReactNode
  readonly help?: ReactNode
  readonly error?: string | undefined
  /** Something to know of the value that is no mistake; stands in the place of the help. */
  readonly note?: string | undefined
  readonly hideLabel?: boolean | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A control with its label, source, and one line of help, note or error in the same place. */
export function Field(props: FieldProps): ReactElement {
  const id = useId()
  const noteId = `${id}-note`
  const hasError = props.error !== undefined && props.error !== ''
  const hasNote = props.note !== undefined && !hasError
  const hasHelp = !hasNote && props.help !== undefined && props.help !== null && props.help !== ''
  return (
    <div className={clsx('min-w-0', props.className)}>
      <div className={clsx('mb-1 flex h-4 items-center gap-1.5', props.hideLabel === true && 'sr-only')}>
        <label id={`${id}-label`} htmlFor={`${id}-control`} className="truncate text-xs font-medium text-ink">
          <span className={props.mono === true ? 'mono' : undefined}>{props.label}</span>
          {props.required === true ? <span className="font-normal text-ink-3"> (required)</span> : null}
        </label>
        <span className="flex-1" />
        {props.source === undefined ? null : <SourceMark {...props.source} />}
        {props.action}
      </div>
      <FieldContext
        value={{
          controlId: `${id}-control`,
          labelId: `${id}-label`,
          describedBy: hasError || hasNote || hasHelp ? noteId : undefined,
          invalid: hasError,
          required: props.required === true,
        }}
      >
        {props.children}
      </FieldContext>
      {hasError ? (
        <p id={noteId} className="mt-1 flex items-start gap-1 text-xs text-danger-ink">
          <CircleAlert size={12} strokeWidth={2} aria-hidden className="mt-0.5" />
          {props.error}
        </p>
      ) : null}
      {hasNote ? (
        <p id={noteId} className="mt-1 flex items-start gap-1 text-xs text-warn-ink">
          <TriangleAlert size={12} strokeWidth={2} aria-hidden className="mt-0.5" />
          {props.note}
        </p>
      ) : null}
      {!hasError && hasHelp ? (
        <p id={noteId} className="mt-1 text-xs text-ink-3">
          {props.help}
        </p>
      ) : null}
    </div>
  )
}
