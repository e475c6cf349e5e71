import { Bookmark } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { nickNameSchema } from '@shared/domain/nick'
import { useCall } from '@renderer/bridge/queries'
import { Button } from '@renderer/ui/Button'
import { Dialog } from '@renderer/ui/Dialog'
import { Field } from '@renderer/ui/Field'
import { LinkButton } from '@renderer/ui/LinkButton'
import { TextInput } from '@renderer/ui/TextInput'
import { toastManager } from '@renderer/ui/toast-manager'

/** Keeps what a host was made of under a name, so that the same can be checked out again. */
export function SaveHostNick({ hostId }: { readonly hostId: string }): ReactElement {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [said, setSaid] = useState<string>()
  const save = useCall('nicks.saveHost', {
    onSuccess(nick) {
      toastManager.show({ title: `Saved as nick ${nick.name}` })
      setOpen(false)
      setName('')
    },
    onError({ data }) {
      setSaid(data.fieldErrors?.['name'] ?? [data.message, data.hint].join(' '))
    },
  })

  function send(): void {
    const checked = nickNameSchema.safeParse(name)
    if (checked.success) save.mutate({ hostId, name: checked.data })
    else setSaid(checked.error.issues[0]?.message)
  }

  return (
    <>
      <LinkButton
        icon={Bookmark}
        onClick={() => {
          setOpen(true)
        }}
      >
        Save as nick
      </LinkButton>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Save as nick"
        description="What this host was made of, with its labels, is written to the settings file. Secrets are kept apart from it."
        footer={
          <>
            <Button
              size={32}
              onClick={() => {
                setOpen(false)
              }}
            >
              Cancel
            </Button>
            <Button size={32} variant="primary" busy={save.isPending} onClick={send}>
              Save nick
            </Button>
          </>
        }
        onSubmit={send}
      >
        <Field label="Name" error={said}>
          <TextInput
            value={name}
            onChange={(next) => {
              setName(next)
              setSaid(undefined)
            }}
          />
        </Field>
      </Dialog>
    </>
  )
}
