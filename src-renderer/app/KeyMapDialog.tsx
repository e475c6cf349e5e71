import { useState, type ReactElement } from 'react'
import { keyMapGroups } from '@renderer/app/shortcut-map'
import { useShortcut } from '@renderer/app/shortcuts'
import { Dialog } from '@renderer/ui/Dialog'
import { KeyMap } from '@renderer/ui/KeyMap'

/** The map of all keys, on ?. */
export function KeyMapDialog({ letters }: { readonly letters: boolean }): ReactElement {
  const [open, setOpen] = useState(false)
  useShortcut('keyMap', () => {
    setOpen(true)
  })
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Keys" width={700}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- longer than a small window: keys scroll it */}
      <div role="group" aria-label="All keys" tabIndex={0}>
        <KeyMap groups={keyMapGroups(letters)} />
      </div>
    </Dialog>
  )
}
