import type { ReactElement } from 'react'
import { GeneratedForm } from '@renderer/features/forms/GeneratedForm'
import { NAME_FIELD, type InstanceEditorState } from '@renderer/features/settings/use-instance-editor'
import { Callout } from '@renderer/ui/Callout'
import { Field } from '@renderer/ui/Field'
import { TextInput } from '@renderer/ui/TextInput'

/** What is wrong with the instance as a whole, its name, and the fields of its kind. */
export function InstanceFields(props: {
  readonly editor: InstanceEditorState
  /** Why it cannot be used as it stands in the settings file. */
  readonly problem: string | undefined
}): ReactElement {
  const { editor } = props
  const { problem } = editor
  return (
    <>
      {problem === undefined ? null : (
        <div className="mt-4">
          <Callout tone="danger" title={problem.message}>
            {problem.said === undefined ? null : (
              <p className="mono break-words select-text">{problem.said}</p>
            )}
            {problem.hint === undefined ? null : <p>{problem.hint}</p>}
          </Callout>
        </div>
      )}
      {props.problem === undefined || problem !== undefined ? null : (
        <div className="mt-4">
          <Callout tone="warn" title="This instance cannot be used as it stands in the settings file">
            <p>{props.problem}</p>
          </Callout>
        </div>
      )}
      <div className="mt-4 flex flex-col gap-4 border-t border-line pt-4">
        <div data-field={NAME_FIELD}>
          <Field label="Name" required help="Unique among instances of this kind" error={editor.nameError}>
            <TextInput value={editor.name} onChange={editor.setName} onBlur={editor.touchName} />
          </Field>
        </div>
        <GeneratedForm key={editor.fillings} form={editor.form} />
      </div>
    </>
  )
}
