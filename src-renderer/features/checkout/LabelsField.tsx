import type { ReactElement } from 'react'
import type { OfferingForm } from '@shared/domain/provider'
import { labelError } from '@renderer/features/checkout/labels'
import { PLACES, type CheckoutEditorState } from '@renderer/features/checkout/use-checkout-editor'
import { Field } from '@renderer/ui/Field'
import { TagInput } from '@renderer/ui/TagInput'

/** The labels of an order. */
export function LabelsField(props: {
  readonly editor: CheckoutEditorState
  readonly described: Pick<OfferingForm, 'labelsHelp'>
}): ReactElement {
  const { editor, described } = props
  return (
    <div data-field={PLACES.labels} className="min-w-0">
      <Field label="Labels" help={described.labelsHelp} error={editor.tagsError} note={editor.tagsNote}>
        <TagInput
          values={editor.tags}
          onChange={editor.setTags}
          placeholder={editor.tags.length === 0 ? 'name=value' : 'Add'}
          validate={labelError}
        />
      </Field>
    </div>
  )
}
