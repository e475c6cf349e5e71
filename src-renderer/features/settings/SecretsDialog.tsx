import { useState, type ReactElement } from 'react'
import { AlertDialog } from '@renderer/ui/AlertDialog'
import { RadioGroup } from '@renderer/ui/RadioGroup'

type Place = 'memory' | 'file'

/** Where there is no keyring: asks where secrets that were typed are to be kept. */
export function SecretsDialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onSave: (inFile: boolean) => void
}): ReactElement {
  const [place, setPlace] = useState<Place>('memory')
  return (
    <AlertDialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title="Where shall the secret be kept?"
      description="This system has no keyring that would protect it."
      confirmLabel="Save"
      onConfirm={() => {
        props.onOpenChange(false)
        props.onSave(place === 'file')
      }}
    >
      <RadioGroup<Place>
        label="Where it is kept"
        value={place}
        onChange={setPlace}
        options={[
          {
            value: 'memory',
            label: 'In memory',
            description: 'Never on the disk. It is gone when Broker Desktop ends, and has to be typed again.',
          },
          {
            value: 'file',
            label: 'In the settings file',
            description: 'In plain text, as the broker command does. Whoever can read the file can read it.',
          },
        ]}
      />
    </AlertDialog>
  )
}
