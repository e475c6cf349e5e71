import type { ReactElement } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { OfferingForm } from '@shared/domain/provider'
import { MAX_COUNT } from '@shared/domain/checkout'
import type { JsonObject } from '@shared/lib/json'
import { labelError } from '@renderer/features/checkout/labels'
import { defaultSource } from '@renderer/features/checkout/sent-arguments'
import { PLACES, type CheckoutEditorState } from '@renderer/features/checkout/use-checkout-editor'
import { GeneratedForm } from '@renderer/features/forms/GeneratedForm'
import { Callout } from '@renderer/ui/Callout'
import { Field } from '@renderer/ui/Field'
import { KeyValueRows } from '@renderer/ui/KeyValueRows'
import { Stepper } from '@renderer/ui/Stepper'
import { TagInput } from '@renderer/ui/TagInput'

/** What is filled in: the generated form, additional arguments, how many hosts, their labels. */
export function CheckoutBody(props: {
  readonly id: string
  readonly editor: CheckoutEditorState
  readonly described: OfferingForm
  readonly config: JsonObject
  readonly problem: ErrorData | undefined
}): ReactElement {
  const { editor, described, problem } = props
  return (
    <div
      id={props.id}
      className="col-start-1 row-start-3 flex min-h-0 [scrollbar-gutter:stable] flex-col gap-4 overflow-y-auto px-5 pt-4 pb-5"
    >
      {problem === undefined ? null : (
        <Callout tone="danger" title={problem.message}>
          {problem.said === undefined ? null : <p className="mono break-words select-text">{problem.said}</p>}
          {problem.hint === undefined ? null : <p>{problem.hint}</p>}
        </Callout>
      )}
      {described.notice === undefined ? null : <Callout tone="info" title={described.notice} />}
      <div className="flex flex-col gap-4 *:border-t *:border-line *:pt-4 *:first:border-t-0 *:first:pt-0!">
        {described.fields.length === 0 ? null : (
          <div>
            <GeneratedForm
              form={editor.form}
              showSources
              defaultSource={(field) => defaultSource(field, props.config)}
            />
          </div>
        )}
        {described.freeArguments || editor.rows.length > 0 ? (
          <div data-field={PLACES.rows} className="pt-3!">
            <KeyValueRows
              title="Additional arguments"
              namePlaceholder="Argument"
              rows={editor.rows}
              onChange={editor.setRows}
            />
          </div>
        ) : null}
        <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-5">
          <div data-field={PLACES.count}>
            {/* The message is longer than the stepper: it goes on below the labels. */}
            <Field label="Hosts" error={editor.countError} className="whitespace-nowrap">
              <Stepper
                value={editor.count}
                onChange={editor.setCount}
                min={1}
                max={MAX_COUNT}
                allowOutOfRange
              />
            </Field>
          </div>
          <Field label="Labels">
            <TagInput
              values={editor.tags}
              onChange={editor.setTags}
              placeholder={editor.tags.length === 0 ? 'name=value' : 'Add'}
              validate={labelError}
            />
          </Field>
        </div>
      </div>
    </div>
  )
}
