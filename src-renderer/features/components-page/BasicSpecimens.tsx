import { Ban, CircleCheck, CircleX, ClockPlus, Plus, RefreshCw, TriangleAlert, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ProviderKind } from '@shared/domain/provider'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { Badge } from '@renderer/ui/Badge'
import { Button } from '@renderer/ui/Button'
import { Checkbox } from '@renderer/ui/Checkbox'
import { Field } from '@renderer/ui/Field'
import { FilterChip } from '@renderer/ui/FilterChip'
import { KeyHint } from '@renderer/ui/KeyHint'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { RadioGroup } from '@renderer/ui/RadioGroup'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { SourceMark } from '@renderer/ui/SourceMark'
import { Switch } from '@renderer/ui/Switch'
import { Tag } from '@renderer/ui/Tag'
import { TextInput } from '@renderer/ui/TextInput'

const KINDS: readonly ProviderKind[] = [
  'AnsibleTower',
  'Container',
  'Beaker',
  'Foreman',
  'OpenStack',
  'Sandbox',
]

/** Names of the checkboxes and switches in a row. */
const CHECKS = ['one', 'two', 'three'] as const

function Buttons(): ReactElement {
  return (
    <Specimen title="Buttons: primary, secondary, ghost, danger, solid danger (confirm only), small, large">
      <div className="flex items-center gap-2">
        <Button variant="primary" icon={Plus} keyHint="C">
          Check out
        </Button>
        <Button icon={ClockPlus}>Extend</Button>
        <Button variant="ghost" icon={RefreshCw}>
          Sync
        </Button>
        <Button variant="danger" icon={Undo2}>
          Check in
        </Button>
        <Button variant="solidDanger">Check in 3 hosts</Button>
        <Button size={24}>1 day</Button>
        <Button className="outline-2 outline-offset-1 outline-focus">Focus</Button>
      </div>
    </Specimen>
  )
}

function Fields(): ReactElement {
  const [text, setText] = useState('9.4')
  const [wrong, setWrong] = useState('600')
  return (
    <Specimen title="Fields">
      <div className="grid grid-cols-3 gap-4">
        <Field label="Default" help="Help in one line">
          <TextInput value={text} onChange={setText} />
        </Field>
        <div>
          <div className="mb-1 flex h-4 items-center gap-1.5">
            <span className="text-xs font-medium">Focus</span>
            <span className="flex-1" />
            <SourceMark kind="typed" />
          </div>
          {/* Drawn, not focused: only one element of a page can have the focus. */}
          <div className="flex h-8 items-center rounded-md border border-accent bg-surface px-2.5 shadow-ctl ring-2 ring-accent-line">
            dual-stack
            <span aria-hidden className="ml-px h-[15px] w-px bg-ink" />
          </div>
        </div>
        <Field label="Error" error="At most 500.">
          <TextInput value={wrong} onChange={setWrong} suffix="GiB" />
        </Field>
      </div>
    </Specimen>
  )
}

function Controls(): ReactElement {
  const [provider, setProvider] = useState<readonly string[]>([])
  const [lease, setLease] = useState<readonly string[]>(['today'])
  const [view, setView] = useState('table')
  const [checks, setChecks] = useState<readonly (boolean | 'indeterminate')[]>([true, 'indeterminate', false])
  const [radio, setRadio] = useState('one')
  const [switches, setSwitches] = useState([true, false])
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterChip
        label="Provider"
        options={KINDS.map((kind, index) => ({ value: kind, label: kind, count: 12 - index }))}
        selected={provider}
        onChange={setProvider}
      />
      <FilterChip
        single
        label="Lease"
        options={[
          { value: 'today', label: 'Ends today' },
          { value: 'end', label: 'With an end' },
          { value: 'none', label: 'No end' },
        ]}
        selected={lease}
        onChange={setLease}
      />
      <SegmentedControl
        label="View"
        value={view}
        onChange={setView}
        options={[
          { value: 'table', label: 'Table' },
          { value: 'timeline', label: 'Timeline' },
        ]}
      />
      {checks.map((checked, index) => (
        <Checkbox
          key={`check-${CHECKS[index] ?? ''}`}
          label={`Check ${CHECKS[index] ?? ''}`}
          checked={checked}
          onChange={(next) => {
            setChecks(checks.map((other, at) => (at === index ? next : other)))
          }}
        />
      ))}
      <RadioGroup
        label="Radios"
        direction="row"
        value={radio}
        onChange={setRadio}
        options={[
          { value: 'one', label: 'A' },
          { value: 'two', label: 'B' },
        ]}
      />
      {switches.map((on, index) => (
        <Switch
          key={`switch-${CHECKS[index] ?? ''}`}
          label={`Switch ${CHECKS[index] ?? ''}`}
          checked={on}
          onChange={(next) => {
            setSwitches(switches.map((other, at) => (at === index ? next : other)))
          }}
        />
      ))}
      <KeyHint keys="Mod K" />
    </div>
  )
}

function ChipsAndBadges(): ReactElement {
  return (
    <Specimen title="Chips, badges, tags, checks">
      <Controls />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Badge tone="accent" spinning>
          Being made
        </Badge>
        <Badge tone="ok" icon={CircleCheck}>
          Done
        </Badge>
        <Badge tone="warn" icon={TriangleAlert}>
          Needs attention
        </Badge>
        <Badge tone="danger" icon={CircleX}>
          Failed
        </Badge>
        <Badge tone="neutral" icon={Ban}>
          Cancelled
        </Badge>
        <Badge tone="pretend" />
        <Tag>bz-repro</Tag>
      </div>
    </Specimen>
  )
}

/** Buttons, fields, chips, badges and marks: the first half of the design's own sheet. */
export function BasicSpecimens(): ReactElement {
  return (
    <>
      <Buttons />
      <Fields />
      <ChipsAndBadges />
      <Specimen title="Provider marks">
        <div className="flex gap-4 text-xs">
          {KINDS.map((kind) => (
            <span key={kind} className="flex items-center gap-1.5">
              <ProviderMark kind={kind} />
              {kind}
            </span>
          ))}
        </div>
      </Specimen>
    </>
  )
}
