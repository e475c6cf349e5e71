import { useState, type ReactElement, type ReactNode } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { Field } from '@shared/domain/form'
import type { OfferingForm } from '@shared/domain/provider'
import { readValueFile } from '@renderer/features/checkout/args-file'
import { bytesOf, unreadable } from '@renderer/features/checkout/file-bytes'
import { FileButton } from '@renderer/features/checkout/FileButton'
import { sourceOf } from '@renderer/features/checkout/layers'
import { defaultSource, type InstanceValues } from '@renderer/features/checkout/sent-arguments'
import { PLACES, type CheckoutEditorState } from '@renderer/features/checkout/use-checkout-editor'
import { GeneratedForm } from '@renderer/features/forms/GeneratedForm'
import { Callout } from '@renderer/ui/Callout'
import { KeyValueRows } from '@renderer/ui/KeyValueRows'

/** Fields whose values are long, and often in a file already. */
const FROM_FILES: ReadonlySet<Field['type']> = new Set(['json', 'list', 'map', 'multiline'])

/** What is filled in: the generated form, additional arguments, and below them what the page itself asks. */
export function OrderBody(props: {
  readonly id: string
  readonly editor: CheckoutEditorState
  readonly described: OfferingForm
  readonly instance: InstanceValues
  readonly problem: ErrorData | undefined
  readonly children: ReactNode
}): ReactElement {
  const { editor, described, problem } = props
  const [fileProblem, setFileProblem] = useState<string>()

  async function takeValue(name: string, file: File): Promise<void> {
    const bytes = await bytesOf(file)
    const read = bytes === undefined ? { problem: unreadable(file.name) } : readValueFile(file.name, bytes)
    setFileProblem('problem' in read ? read.problem : undefined)
    if (!('problem' in read)) editor.takeFileValue(name, file.name, read.value)
  }
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
      {fileProblem === undefined ? null : <Callout tone="danger" title={fileProblem} />}
      {described.notice === undefined ? null : <Callout tone="info" title={described.notice} />}
      <div className="flex flex-col gap-4 *:border-t *:border-line *:pt-4 *:first:border-t-0 *:first:pt-0!">
        {described.fields.length === 0 ? null : (
          <div>
            <GeneratedForm
              form={editor.form}
              notes={editor.notes}
              showSources
              defaultSource={(field) => defaultSource(field, props.instance)}
              saidSource={(field, value) => sourceOf(editor.layers, field, value)}
              renderAction={(field) =>
                FROM_FILES.has(field.type) ? (
                  <FileButton
                    look="icon"
                    label={`${field.name} from a file`}
                    onFile={(file) => void takeValue(field.name, file)}
                  />
                ) : null
              }
            />
          </div>
        )}
        {described.freeArguments || editor.rows.length > 0 ? (
          <div data-field={PLACES.rows} className="pt-3!">
            <KeyValueRows
              typed
              title="Additional arguments"
              namePlaceholder="Argument"
              rows={editor.rows}
              onChange={editor.setRows}
            />
            {described.freeArguments ? (
              <FileButton
                look="link"
                label="Add from a file"
                onFile={(file) => void takeValue(file.name.replace(/\.[^.]*$/, ''), file)}
              />
            ) : null}
            {described.freeArgumentsHelp === undefined ? null : (
              <p className="mt-1 text-xs text-ink-3">{described.freeArgumentsHelp}</p>
            )}
          </div>
        ) : null}
        {!described.freeArguments && editor.rows.length === 0 && described.freeArgumentsHelp !== undefined ? (
          <p className="pt-3! text-xs text-ink-3">{described.freeArgumentsHelp}</p>
        ) : null}
        {props.children}
      </div>
    </div>
  )
}
