import { useState, type ReactElement } from 'react'
import type { InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import { goTo } from '@renderer/app/navigation'
import { providerPaths } from '@renderer/features/providers/place'
import { parseSync } from '@renderer/features/sync/sync-target'
import { Button } from '@renderer/ui/Button'
import { Dialog } from '@renderer/ui/Dialog'
import { Field } from '@renderer/ui/Field'
import { TextInput } from '@renderer/ui/TextInput'

/** Takes what the broker command takes behind `--sync`, and opens the preview of it. Render it only while it is open. */
export function SyncByTextDialog(props: {
  readonly kinds: readonly ProviderKindInfo[]
  readonly instances: readonly InstanceId[]
  readonly onClosed: () => void
}): ReactElement {
  const [open, setOpen] = useState(true)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()

  function close(): void {
    setOpen(false)
  }

  function read(): void {
    const target = parseSync(text, props.kinds, props.instances)
    if ('problem' in target) {
      setProblem(target.problem)
      return
    }
    const { provider, instance, scope } = target
    close()
    goTo(
      instance === undefined
        ? providerPaths.syncAll(provider, scope)
        : providerPaths.sync({ provider, instance }, scope),
    )
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onClosed={props.onClosed}
      title="Sync"
      description="Nothing is written before you have seen what would change."
      onSubmit={read}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" onClick={read}>
            Read
          </Button>
        </>
      }
    >
      <Field
        label="Hosts to read"
        error={problem}
        help="Provider, Provider::instance, Provider:user::instance; @ll as the user is everybody."
      >
        <TextInput
          mono
          value={text}
          placeholder="AnsibleTower:maya::prod"
          onChange={(next) => {
            setText(next)
            setProblem(undefined)
          }}
        />
      </Field>
    </Dialog>
  )
}
