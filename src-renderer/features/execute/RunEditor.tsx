import { useQuery } from '@tanstack/react-query'
import { useId, type ReactElement } from 'react'
import type { Artifacts, ExecuteRequest } from '@shared/domain/execute'
import { useKept } from '@renderer/app/kept'
import { goTo, paths } from '@renderer/app/navigation'
import { useCall } from '@renderer/bridge/queries'
import { LabelsField } from '@renderer/features/checkout/LabelsField'
import { OrderBody } from '@renderer/features/checkout/OrderBody'
import { OrderFooter } from '@renderer/features/checkout/OrderFooter'
import type { OrderEditorProps } from '@renderer/features/checkout/purpose'
import { SaveNickButton } from '@renderer/features/checkout/SaveNickButton'
import { SentPanel } from '@renderer/features/checkout/SentPanel'
import { useCheckoutEditor } from '@renderer/features/checkout/use-checkout-editor'
import { useOrderSend } from '@renderer/features/checkout/use-order-send'
import { runDrafts, wantedArtifacts } from '@renderer/features/execute/run-store'
import { nicksQuery } from '@renderer/features/nicks/queries'
import { Field } from '@renderer/ui/Field'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

const ARTIFACTS: readonly { readonly value: Artifacts | 'none'; readonly label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'last', label: 'Last job' },
  { value: 'merge', label: 'All merged' },
]

/** The form of one offering to run: what it takes, its labels, and what is wanted back beside the output. */
export function RunEditor(props: OrderEditorProps): ReactElement {
  const { selection, described, instance } = props
  const editor = useCheckoutEditor({ selection, described, instance, drafts: runDrafts })
  const artifacts = useKept(wantedArtifacts)
  const execute = useCall('providers.execute')
  const body = useId()
  const nick = useQuery(nicksQuery).data?.nicks.find(({ name }) => name === editor.request.nick)
  const { count: _, ...order } = editor.request
  const request: ExecuteRequest = { ...order, ...(artifacts === 'none' ? {} : { artifacts }) }
  const { problem, send } = useOrderSend({
    editor,
    bodyId: body,
    isSending: execute.isPending,
    onSend(refused) {
      execute.mutate(request, {
        onSuccess({ taskId }) {
          goTo(paths.task(taskId))
        },
        onError({ data }) {
          refused(data)
        },
      })
    },
  })

  return (
    <>
      <OrderBody id={body} editor={editor} described={described} problem={problem} instance={instance}>
        <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5">
          <Field label="Artifacts" help="What the jobs of a workflow set, beside the output.">
            <SegmentedControl
              size={32}
              value={artifacts}
              onChange={(next) => {
                wantedArtifacts.update(() => next)
              }}
              options={ARTIFACTS}
            />
          </Field>
          <LabelsField editor={editor} described={described} />
        </div>
      </OrderBody>
      <OrderFooter
        wrong={editor.wrong.map(({ name }) => name)}
        sendText="Run"
        busy={execute.isPending}
        onSend={send}
        start={<SaveNickButton selection={selection} request={request} instance={instance} />}
      />
      <SentPanel
        selection={selection}
        sent={editor.sent}
        wrongNames={Object.keys(editor.form.errors)}
        changed={editor.changed}
        command={{ verb: 'execute', request, fields: described.fields, nick }}
        pretend={props.kind.pretend}
      />
    </>
  )
}
