import { useLayoutEffect, useRef, useState } from 'react'
import type { ErrorData } from '@shared/domain/error'
import { useShortcut } from '@renderer/app/shortcuts'
import type { CheckoutEditorState } from '@renderer/features/checkout/use-checkout-editor'
import { focusField } from '@renderer/features/forms/focus-field'

/**
 * Sends a form when it is right, and else shows what is wrong and puts the focus there; what the main process refuses is
 * shown at its fields, and what has no place there is the `problem`. Takes the key that sends.
 */
export function useOrderSend(options: {
  readonly editor: CheckoutEditorState
  /** The element with the fields. */
  readonly bodyId: string
  readonly isSending: boolean
  readonly onSend: (refused: (error: ErrorData) => void) => void
}): { readonly problem: ErrorData | undefined; readonly send: () => void } {
  const { editor, bodyId } = options
  const [problem, setProblem] = useState<ErrorData>()
  const [focusWanted, setFocusWanted] = useState(0)
  const latest = useRef(editor)
  useLayoutEffect(() => {
    latest.current = editor
  })

  // After the messages are on the page, so that the focus finds the first of them.
  useLayoutEffect(() => {
    const first = latest.current.wrong[0]
    if (focusWanted > 0 && first !== undefined) focusField(bodyId, first.place)
  }, [focusWanted, bodyId])

  async function send(): Promise<void> {
    if (options.isSending) return
    setProblem(undefined)
    if (!(await editor.check())) {
      setFocusWanted((wanted) => wanted + 1)
      return
    }
    options.onSend((error) => {
      const errors = error.fieldErrors ?? {}
      const rest = latest.current.showErrors(errors)
      if (Object.keys(errors).length === 0 || Object.keys(rest).length > 0) setProblem(error)
      setFocusWanted((wanted) => wanted + 1)
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

  return { problem, send: () => void send() }
}
