import { Copy, CopyPlus, Ellipsis, FileDown, Pin, Play, Save, Terminal, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { Button } from '@renderer/ui/Button'
import { CopyButton } from '@renderer/ui/CopyButton'
import { IconButton } from '@renderer/ui/IconButton'
import { LinkButton } from '@renderer/ui/LinkButton'
import { Menu, type MenuEntry } from '@renderer/ui/Menu'

function nothing(): void {
  // A specimen: pressing it has no meaning here.
}

const ROW_MENU: readonly MenuEntry[] = [
  { id: 'heading', kind: 'heading', label: 'rhel-9-4-kx3' },
  { id: 'run', label: 'Run command', icon: Terminal, keyHint: 'R', onSelect: nothing },
  { id: 'duplicate', label: 'Duplicate', icon: CopyPlus, keyHint: 'D', onSelect: nothing },
  {
    id: 'export',
    label: 'Export report',
    icon: FileDown,
    disabledReason: 'No host of the selection has facts.',
    onSelect: nothing,
  },
  { id: 'line', kind: 'separator' },
  { id: 'in', label: 'Check in', icon: Undo2, keyHint: 'Del', danger: true, onSelect: nothing },
]

/** Buttons in all sizes and at work, icon buttons, links and menus. */
export function ActionSpecimens(): ReactElement {
  const [pinned, setPinned] = useState(true)
  const [columns, setColumns] = useState<readonly string[]>(['OS', 'Lease'])
  return (
    <Specimen title="Sizes, at work, disabled, icon buttons, links, menus">
      <div className="flex flex-wrap items-center gap-2">
        <Button size={32} variant="primary" keyHint="Mod Enter">
          Check out 3 hosts
        </Button>
        <Button size={32} icon={Save} busy>
          Save as nick
        </Button>
        <Button variant="primary" icon={Play} busy>
          Run
        </Button>
        <Button busy>Test connection</Button>
        <Button disabled>Disabled</Button>
        <IconButton icon={Copy} label="Copy hostname" keyHint="Y" />
        <IconButton
          icon={Pin}
          label="Keep panel open"
          size={24}
          pressed={pinned}
          onClick={() => {
            setPinned(!pinned)
          }}
        />
        <CopyButton text="rhel-9-4-kx3.lab.example.com" label="Copy name" />
        <CopyButton text="broker checkout" label="Copy" variant="link" />
        <LinkButton>All 9 nicks</LinkButton>
        <Menu
          label="Actions"
          trigger={<IconButton icon={Ellipsis} label="More actions" />}
          items={ROW_MENU}
        />
        <Menu
          trigger={<Button size={24}>Columns</Button>}
          items={['OS', 'Lease', 'Age'].map((name) => ({
            id: name,
            kind: 'check' as const,
            label: name,
            checked: columns.includes(name),
            onChange: (on: boolean) => {
              setColumns(on ? [...columns, name] : columns.filter((other) => other !== name))
            },
          }))}
        />
      </div>
    </Specimen>
  )
}
