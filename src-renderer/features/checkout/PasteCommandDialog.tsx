import { useState, type ReactElement } from 'react'
import { Button } from '@renderer/ui/Button'
import { Dialog } from '@renderer/ui/Dialog'
import { Field } from '@renderer/ui/Field'
import { TextArea } from '@renderer/ui/TextArea'

/** Takes a command of the original tool; the form is filled in from it. */
export function PasteCommandDialog(props: {
  readonly verb: 'checkout' | 'execute'
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Answers why the command cannot be used, if so. */
  readonly onCommand: (text: string) => string | undefined
}): ReactElement {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()

  function use(): void {
    const said = props.onCommand(text)
    setProblem(said)
    if (said === undefined) {
      setText('')
      props.onOpenChange(false)
    }
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title="Fill in from a command"
      description="What was typed for that offering is replaced. Nothing is sent."
      footer={
        <>
          <Button
            size={32}
            onClick={() => {
              props.onOpenChange(false)
            }}
          >
            Cancel
          </Button>
          <Button size={32} variant="primary" onClick={use}>
            Fill in
          </Button>
        </>
      }
      onSubmit={use}
    >
      <Field label="Command" error={problem}>
        <TextArea
          mono
          rows={6}
          value={text}
          placeholder={`broker ${props.verb} --nick rhel9 --count 3`}
          onChange={(next) => {
            setText(next)
            setProblem(undefined)
          }}
        />
      </Field>
    </Dialog>
  )
}
