import { useState, type ReactElement } from 'react'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { AlertDialog } from '@renderer/ui/AlertDialog'
import { Button } from '@renderer/ui/Button'
import { CommandPalette, type PaletteRow } from '@renderer/ui/CommandPalette'
import { Dialog } from '@renderer/ui/Dialog'
import { Field } from '@renderer/ui/Field'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { TextInput } from '@renderer/ui/TextInput'
import { toastManager } from '@renderer/ui/toast-manager'

function showCheckIn(): void {
  const id = toastManager.show({
    title: 'Checking in 3 hosts',
    description: (seconds) => `rhel-9-4-kx3, rhel-9-4-m7p and 1 more, sent in ${seconds} s`,
    countdownMs: 10_000,
    onElapsed: () => {
      toastManager.show({
        tone: 'ok',
        title: '3 hosts are checked in',
        description: 'AnsibleTower prod confirmed',
      })
    },
    actions: [
      {
        label: 'Undo',
        keyHint: 'Mod Z',
        onPress: () => {
          toastManager.close(id)
        },
      },
      { label: 'Send now', variant: 'ghost', onPress: showFailure },
    ],
  })
}

function showFailure(): void {
  toastManager.show({
    tone: 'danger',
    title: 'rhel-9-4-kx3 is not checked in',
    description: 'AnsibleTower prod said: No workflow named remove-vm.',
  })
}

const PALETTE: readonly { readonly title: string; readonly rows: readonly PaletteRow[] }[] = [
  {
    title: 'Hosts',
    rows: [
      {
        id: 'kx3',
        mark: <ProviderMark kind="AnsibleTower" />,
        label: <span className="mono">rhel-9-4-kx3.lab.example.com</span>,
        detail: 'RHEL 9.4',
        end: '12 min',
        endTone: 'danger',
      },
      {
        id: 'cut',
        mark: <ProviderMark kind="Container" />,
        label: 'ubi9-init',
        detail: 'Container',
        end: '9 h',
      },
    ],
  },
  { title: 'Actions', rows: [{ id: 'out', mark: null, label: 'Check out', keys: 'C' }] },
]

/** Dialogs and toasts, opened by a press. */
export function OverlaySpecimens({ name }: { readonly name: string }): ReactElement {
  const [open, setOpen] = useState<'narrow' | 'wide' | 'alert' | 'solid' | 'palette'>()
  const [nick, setNick] = useState('rhel9')
  const [search, setSearch] = useState('')

  function close(): void {
    setOpen(undefined)
  }

  return (
    <Specimen title="Dialogs and toasts">
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            setOpen('narrow')
          }}
        >
          Dialog 480
        </Button>
        <Button
          onClick={() => {
            setOpen('wide')
          }}
        >
          Dialog 700
        </Button>
        <Button
          onClick={() => {
            setOpen('alert')
          }}
        >
          Alert
        </Button>
        <Button
          onClick={() => {
            setOpen('solid')
          }}
        >
          Alert without undo
        </Button>
        <Button
          onClick={() => {
            setOpen('palette')
          }}
        >
          Command palette
        </Button>
        <Button onClick={showCheckIn}>Toast with undo</Button>
        <Button onClick={showFailure}>Failure toast</Button>
      </div>
      <CommandPalette
        open={open === 'palette'}
        onOpenChange={close}
        label="Search or run"
        value={search}
        onChange={setSearch}
        groups={PALETTE}
        onRun={close}
        empty="Nothing is called so."
        hint="Type @ hosts"
      />
      <Dialog
        open={open === 'narrow' || open === 'wide'}
        onOpenChange={close}
        width={open === 'wide' ? 700 : 480}
        title={`Save as nick, ${name}`}
        description="A nick keeps everything this form has, and one key checks it out again."
        onSubmit={close}
        footer={
          <>
            <Button size={32} keyHint="Esc" onClick={close}>
              Cancel
            </Button>
            <Button size={32} variant="primary" keyHint="Enter" onClick={close}>
              Save nick
            </Button>
          </>
        }
      >
        <Field label="Name" required help="Letters, digits, dashes">
          <TextInput value={nick} onChange={setNick} mono />
        </Field>
      </Dialog>
      <AlertDialog
        open={open === 'alert' || open === 'solid'}
        onOpenChange={close}
        title="Check in 3 hosts?"
        description="rhel-9-4-kx3, rhel-9-4-m7p and 1 more are removed at AnsibleTower prod."
        confirmLabel="Check in 3 hosts"
        tone={open === 'solid' ? 'solidDanger' : 'primary'}
        onConfirm={close}
      />
    </Specimen>
  )
}
