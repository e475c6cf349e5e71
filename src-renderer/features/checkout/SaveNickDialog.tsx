import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { hasTypedSecrets, nickNameSchema, type NickDraft } from '@shared/domain/nick'
import { nameSome } from '@shared/lib/words'
import { appInfoQuery } from '@renderer/app/queries'
import { useCall } from '@renderer/bridge/queries'
import { nicksQuery } from '@renderer/features/nicks/queries'
import { SecretsDialog } from '@renderer/features/settings/SecretsDialog'
import { Button } from '@renderer/ui/Button'
import { Checkbox } from '@renderer/ui/Checkbox'
import { Dialog } from '@renderer/ui/Dialog'
import { Field } from '@renderer/ui/Field'
import { TextInput } from '@renderer/ui/TextInput'
import { toastManager } from '@renderer/ui/toast-manager'

/** Asks for a name, and keeps what the form says under it. */
export function SaveNickDialog(props: {
  readonly order: Omit<NickDraft, 'name' | 'previousName'>
  /** The nick that the form was filled in from. */
  readonly current: string | undefined
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}): ReactElement {
  const [name, setName] = useState(props.current ?? '')
  const [replaces, setReplaces] = useState(false)
  const [said, setSaid] = useState<string>()
  const [isAsking, setAsking] = useState(false)
  const isProtected = useQuery(appInfoQuery).data?.secretsProtected !== false
  const nicks = useQuery(nicksQuery).data?.nicks ?? []
  const known = nicks.some((nick) => nick.name === name.trim())
  const secrets = props.order.secretArguments
  const save = useCall('nicks.save', {
    onSuccess(nick) {
      toastManager.show({ title: `Saved as nick ${nick.name}` })
      props.onOpenChange(false)
    },
    onError({ data }) {
      setSaid(data.fieldErrors?.['name'] ?? [data.message, data.hint].join(' '))
    },
  })

  function send(): void {
    const checked = nickNameSchema.safeParse(name)
    if (!checked.success) {
      setSaid(checked.error.issues[0]?.message)
      return
    }
    if (known && !replaces) {
      setSaid('There is a nick of this name already. Replace it, or say another name.')
      return
    }
    if (hasTypedSecrets(props.order) && !isProtected) setAsking(true)
    else keep(checked.data)
  }

  function keep(as: string, secretsInFile = false): void {
    save.mutate({
      ...props.order,
      name: as,
      ...(known ? { previousName: as } : {}),
      ...(secretsInFile ? { secretsInFile } : {}),
    })
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title="Save as nick"
      description={
        secrets.length === 0
          ? 'It is written to the settings file, where the broker command finds it, too.'
          : `It is written to the settings file, where the broker command finds it, too. ${nameSome(secrets)} ${secrets.length === 1 ? 'is' : 'are'} kept apart from it, with the secrets.`
      }
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
          <Button size={32} variant="primary" busy={save.isPending} onClick={send}>
            {known && replaces ? 'Replace nick' : 'Save nick'}
          </Button>
        </>
      }
      onSubmit={send}
    >
      <div className="flex flex-col gap-3">
        <Field label="Name" error={said}>
          <TextInput
            value={name}
            onChange={(next) => {
              setName(next)
              setSaid(undefined)
            }}
          />
        </Field>
        <SecretsDialog
          open={isAsking}
          onOpenChange={setAsking}
          onSave={(inFile) => {
            keep(name.trim(), inFile)
          }}
        />
        {known ? (
          <Checkbox
            checked={replaces}
            onChange={(next) => {
              setReplaces(next)
              setSaid(undefined)
            }}
          >
            Replace the nick {name.trim()}
          </Checkbox>
        ) : null}
      </div>
    </Dialog>
  )
}
