import { useQuery } from '@tanstack/react-query'
import { useId, type ReactElement } from 'react'
import { MAX_COUNT } from '@shared/domain/checkout'
import { count } from '@shared/lib/words'
import { goTo, paths } from '@renderer/app/navigation'
import { useCall } from '@renderer/bridge/queries'
import { drafts } from '@renderer/features/checkout/draft-store'
import { LabelsField } from '@renderer/features/checkout/LabelsField'
import { OrderBody } from '@renderer/features/checkout/OrderBody'
import { OrderFooter } from '@renderer/features/checkout/OrderFooter'
import type { OrderEditorProps } from '@renderer/features/checkout/purpose'
import { SaveNickButton } from '@renderer/features/checkout/SaveNickButton'
import { SentPanel } from '@renderer/features/checkout/SentPanel'
import { PLACES, useCheckoutEditor } from '@renderer/features/checkout/use-checkout-editor'
import { useOrderSend } from '@renderer/features/checkout/use-order-send'
import { nicksQuery } from '@renderer/features/nicks/queries'
import { Field } from '@renderer/ui/Field'
import { Stepper } from '@renderer/ui/Stepper'
import { toastManager } from '@renderer/ui/toast-manager'

/** The form of one offering to check out: what it takes, how many hosts, and their labels. */
export function CheckoutEditor(props: OrderEditorProps): ReactElement {
  const { selection, described, instance } = props
  const editor = useCheckoutEditor({ selection, described, instance, drafts })
  const checkout = useCall('hosts.checkout')
  const body = useId()
  const nick = useQuery(nicksQuery).data?.nicks.find(({ name }) => name === editor.request.nick)
  const { problem, send } = useOrderSend({
    editor,
    bodyId: body,
    isSending: checkout.isPending,
    onSend(refused) {
      checkout.mutate(editor.request, {
        onSuccess({ taskId }) {
          toastManager.show({
            title: `Checking out ${count(editor.count, 'host')}`,
            description: `${selection.offering} on ${selection.target.instance}`,
            actions: [
              {
                label: 'Show task',
                onPress() {
                  goTo(paths.task(taskId))
                },
              },
            ],
          })
          goTo(paths.hosts)
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
          <LabelsField editor={editor} described={described} />
        </div>
      </OrderBody>
      <OrderFooter
        wrong={editor.wrong.map(({ name }) => name)}
        sendText={`Check out ${count(editor.count, 'host')}`}
        busy={checkout.isPending}
        onSend={send}
        start={<SaveNickButton selection={selection} request={editor.request} instance={instance} />}
      />
      <SentPanel
        selection={selection}
        sent={editor.sent}
        wrongNames={Object.keys(editor.form.errors)}
        changed={editor.changed}
        command={{ verb: 'checkout', request: editor.request, fields: described.fields, nick }}
        pretend={props.kind.pretend}
      />
    </>
  )
}
