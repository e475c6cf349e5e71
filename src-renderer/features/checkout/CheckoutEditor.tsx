import { useId, useLayoutEffect, useRef, useState, type ReactElement } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { OfferingForm, ProviderKindInfo } from '@shared/domain/provider'
import { count } from '@shared/lib/words'
import { goTo, paths } from '@renderer/app/navigation'
import { useShortcut } from '@renderer/app/shortcuts'
import { useCall } from '@renderer/bridge/queries'
import { CheckoutBody } from '@renderer/features/checkout/CheckoutBody'
import { CheckoutFooter } from '@renderer/features/checkout/CheckoutFooter'
import type { Instance } from '@renderer/features/checkout/queries'
import type { Selection } from '@renderer/features/checkout/selection'
import { SentPanel } from '@renderer/features/checkout/SentPanel'
import { useCheckoutEditor } from '@renderer/features/checkout/use-checkout-editor'
import { focusField } from '@renderer/features/forms/focus-field'
import { toastManager } from '@renderer/ui/toast-manager'

/** The form of one offering, what it will send, and the button. Draws into three places of the page's grid. */
export function CheckoutEditor(props: {
  readonly selection: Selection
  readonly described: OfferingForm
  readonly instance: Instance
  readonly kind: ProviderKindInfo
}): ReactElement {
  const { selection, described, instance } = props
  const editor = useCheckoutEditor({ selection, described, config: instance.config })
  const checkout = useCall('hosts.checkout')
  const body = useId()
  const [problem, setProblem] = useState<ErrorData>()
  const [focusWanted, setFocusWanted] = useState(0)
  const latest = useRef(editor)
  useLayoutEffect(() => {
    latest.current = editor
  })

  // After the messages are on the page, so that the focus finds the first of them.
  useLayoutEffect(() => {
    const first = latest.current.wrong[0]
    if (focusWanted > 0 && first !== undefined) focusField(body, first.place)
  }, [focusWanted, body])

  async function send(): Promise<void> {
    if (checkout.isPending) return
    setProblem(undefined)
    if (!(await editor.check())) {
      setFocusWanted((wanted) => wanted + 1)
      return
    }
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
        const errors = data.fieldErrors ?? {}
        const rest = latest.current.showErrors(errors)
        if (Object.keys(errors).length === 0 || Object.keys(rest).length > 0) setProblem(data)
        setFocusWanted((wanted) => wanted + 1)
      },
    })
  }

  const sendLatest = useRef(send)
  useLayoutEffect(() => {
    sendLatest.current = send
  })
  useShortcut('sendForm', () => {
    // What is being typed counts: a label is taken when its field is left.
    const active = document.activeElement
    if (active instanceof HTMLElement) {
      active.blur()
      active.focus({ preventScroll: true })
    }
    setTimeout(() => void sendLatest.current())
  })

  return (
    <>
      <CheckoutBody
        id={body}
        editor={editor}
        described={described}
        problem={problem}
        config={instance.config}
      />
      <CheckoutFooter
        wrong={editor.wrong.map(({ name }) => name)}
        count={editor.count}
        busy={checkout.isPending}
        onSend={() => void send()}
      />
      <SentPanel
        selection={selection}
        sent={editor.sent}
        wrongNames={Object.keys(editor.form.errors)}
        changed={editor.changed}
        request={editor.request}
        pretend={props.kind.pretend}
      />
    </>
  )
}
