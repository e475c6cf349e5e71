import { clsx } from 'clsx'
import { useId, useState, type ReactElement, type ReactNode } from 'react'
import type { Field } from '@shared/domain/form'
import { isShown } from '@shared/domain/form-check'
import type { Json } from '@shared/lib/json'
import { fieldGroups } from '@renderer/features/forms/field-groups'
import { isSaid } from '@renderer/features/forms/field-values'
import { GeneratedField } from '@renderer/features/forms/GeneratedField'
import type { GeneratedFormHandle } from '@renderer/features/forms/use-generated-form'
import type { SourceMarkProps } from '@renderer/ui/SourceMark'

/** Where a value that a field has comes from; by default it was typed. */
export type SaidSource = (field: Field, value: Json) => SourceMarkProps

/** Where the default of a field comes from; by default from the provider. */
export type DefaultSource = (field: Field) => SourceMarkProps

/** Props of `GeneratedForm`. */
export interface GeneratedFormProps {
  readonly form: GeneratedFormHandle
  /** Whether the source of each value stands over it; a form of settings has no need of it. */
  readonly showSources?: boolean | undefined
  readonly defaultSource?: DefaultSource | undefined
  readonly saidSource?: SaidSource | undefined
  /** What is to be known of values that are no mistakes, by field name. */
  readonly notes?: Readonly<Record<string, string>> | undefined
  /** A small control at the end of a field's label line. */
  readonly renderAction?: ((field: Field) => ReactNode) | undefined
}

/** Fields that need the whole width: what is written in them is long. */
const WIDE: ReadonlySet<Field['type']> = new Set(['multiline', 'json', 'map'])
/** A help that would be four lines and more at half the width, and would leave a hole beside it. */
const LONG_HELP = 150

function isWide(field: Field): boolean {
  return WIDE.has(field.type) || (field.help ?? '').length > LONG_HELP
}

function FieldGrid(props: GeneratedFormProps & { readonly fields: readonly Field[] }): ReactElement | null {
  if (props.fields.length === 0) return null
  return (
    <div className="grid grid-cols-1 gap-x-5 gap-y-4 @[520px]:grid-cols-2">
      {props.fields.map((field) => (
        <div
          key={field.name}
          data-field={field.name}
          className={clsx('min-w-0', isWide(field) && '@[520px]:col-span-2')}
        >
          <GeneratedField
            field={field}
            form={props.form}
            showSource={props.showSources === true}
            defaultSource={props.defaultSource}
            saidSource={props.saidSource}
            note={props.notes?.[field.name]}
            action={props.renderAction?.(field)}
          />
        </div>
      ))}
    </div>
  )
}

/** What is seldom needed, folded away; open from the start where something is said in it, or is wrong. */
function Seldom(
  props: GeneratedFormProps & { readonly fields: readonly Field[]; readonly title: string | undefined },
): ReactElement | null {
  const { fields, form } = props
  const isWrong = fields.some(
    ({ name }) => form.errors[name] !== undefined || props.notes?.[name] !== undefined,
  )
  const [isSaidAtFirst] = useState(() => fields.some((field) => isSaid(field, form.values[field.name])))
  const [isOpen, setOpen] = useState(isSaidAtFirst || isWrong)
  if (fields.length === 0) return null
  return (
    <details
      className="mt-4"
      open={isOpen || isWrong}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary className="w-fit rounded-sm text-xs font-medium text-ink-2 hover:text-ink">
        More
        <span className="sr-only"> {props.title ?? 'fields'}</span>
        <span className="font-normal text-ink-3 tnum"> {fields.length}</span>
      </summary>
      <div className="mt-3">
        <FieldGrid {...props} fields={fields} />
      </div>
    </details>
  )
}

/** The form of an offering or of an instance, drawn from its field descriptors: two columns where there is room. */
export function GeneratedForm(props: GeneratedFormProps): ReactElement {
  const { form } = props
  const id = useId()
  const shown = form.fields.filter((field) => isShown(field, form.fields, form.values))
  return (
    <div id={form.rootId} className="@container flex flex-col gap-4">
      {fieldGroups(shown).map((group, index) => (
        <div
          key={group.title ?? ''}
          role="group"
          aria-labelledby={group.title === undefined ? undefined : `${id}-${index}`}
          aria-label={group.title === undefined ? 'Fields' : undefined}
          className={clsx(index > 0 && 'border-t border-line pt-4')}
        >
          {group.title === undefined ? null : (
            <h3 id={`${id}-${index}`} className="mb-3 text-xs font-semibold text-ink">
              {group.title}
            </h3>
          )}
          <FieldGrid {...props} fields={group.fields} />
          <Seldom {...props} fields={group.seldom} title={group.title} />
        </div>
      ))}
    </div>
  )
}
