import { useState, type ReactElement, type ReactNode } from 'react'
import type { SavedFilter } from '@shared/domain/saved-filter'
import { nameProblem } from '@renderer/features/hosts/saved-filters'
import { Button } from '@renderer/ui/Button'
import { Dialog } from '@renderer/ui/Dialog'
import { Field } from '@renderer/ui/Field'
import { TextInput } from '@renderer/ui/TextInput'

/** Asks for the name of a saved filter. Render it only while it is open. */
export function NameFilterDialog(props: {
  readonly title: string
  readonly confirmLabel: string
  readonly name: string
  readonly others: readonly SavedFilter[]
  /** What is saved, in words. */
  readonly children?: ReactNode
  readonly onName: (name: string) => void
  readonly onClose: () => void
}): ReactElement {
  const [open, setOpen] = useState(true)
  const [name, setName] = useState(props.name)
  const [asked, setAsked] = useState(false)
  const problem = nameProblem(name, props.others)

  function confirm(): void {
    setAsked(true)
    if (problem !== undefined) return
    props.onName(name.trim())
    setOpen(false)
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onClosed={props.onClose}
      title={props.title}
      onSubmit={confirm}
      footer={
        <>
          <Button
            onClick={() => {
              setOpen(false)
            }}
          >
            Cancel
          </Button>
          <Button variant="primary" onClick={confirm}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <Field label="Name" required error={asked ? problem : undefined}>
        <TextInput value={name} onChange={setName} />
      </Field>
      {props.children}
    </Dialog>
  )
}
