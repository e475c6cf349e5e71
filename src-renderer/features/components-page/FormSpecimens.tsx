import { useState, type ReactElement } from 'react'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { Combobox } from '@renderer/ui/Combobox'
import { Field } from '@renderer/ui/Field'
import { newKeyValueRow, type KeyValueRow } from '@renderer/ui/key-value-row'
import { KeyValueRows } from '@renderer/ui/KeyValueRows'
import { NumberInput } from '@renderer/ui/NumberInput'
import { PasswordInput } from '@renderer/ui/PasswordInput'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { RadioGroup } from '@renderer/ui/RadioGroup'
import { SearchInput } from '@renderer/ui/SearchInput'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { Select } from '@renderer/ui/Select'
import { Stepper } from '@renderer/ui/Stepper'
import { Switch } from '@renderer/ui/Switch'
import { TagInput } from '@renderer/ui/TagInput'
import { TextArea } from '@renderer/ui/TextArea'
import { TextInput } from '@renderer/ui/TextInput'

const INSTANCES = [
  { value: 'prod', label: 'AnsibleTower prod', detail: '84 ms', icon: <ProviderMark kind="AnsibleTower" /> },
  { value: 'podman', label: 'Container podman', detail: '2 ms', icon: <ProviderMark kind="Container" /> },
  { value: 'sandbox', label: 'Sandbox', icon: <ProviderMark kind="Sandbox" /> },
]

const FLAVORS = [
  'small',
  'medium',
  'large',
  'm5.large',
  'm5.xlarge',
  'm5.2xlarge',
  'c5.large',
  'c5.xlarge',
  'gpu',
].map((name, index) => ({ value: name, label: name, detail: `${index + 1} CPU, ${(index + 1) * 2} GiB` }))

function Choices(): ReactElement {
  const [instance, setInstance] = useState('prod')
  const [flavor, setFlavor] = useState<string>()
  const [image, setImage] = useState('registry.example.com/team/ubi9-init')
  const [network, setNetwork] = useState('dual-stack')
  return (
    <>
      <Field label="Instance" help="Few choices: a list">
        <Select value={instance} onChange={setInstance} options={INSTANCES} />
      </Field>
      <Field
        label="deploy_flavor"
        mono
        source={{ kind: 'default' }}
        help="Many choices: a list with a search"
      >
        <Select value={flavor} onChange={setFlavor} options={FLAVORS} placeholder="Choose a flavor" />
      </Field>
      <Field label="image" mono required source={{ kind: 'nick', name: 'rhel9' }} help="Any name may be used">
        <Combobox mono allowCustom value={image} onChange={setImage} options={FLAVORS} />
      </Field>
      <Field
        label="deploy_network_type"
        mono
        source={{ kind: 'typed' }}
        help="Addresses the host should have"
      >
        <SegmentedControl
          size={32}
          value={network}
          onChange={setNetwork}
          options={['ipv4', 'ipv6', 'dual-stack'].map((value) => ({ value, label: value }))}
        />
      </Field>
    </>
  )
}

function Values(): ReactElement {
  const [disk, setDisk] = useState<number | undefined>(600)
  const [secret, setSecret] = useState('s3cret')
  const [count, setCount] = useState(3)
  const [tags, setTags] = useState<readonly string[]>(['team=platform', 'bz-repro'])
  const [register, setRegister] = useState(true)
  const [search, setSearch] = useState('kx3')
  const outOfRange = disk === undefined || disk > 500
  return (
    <>
      <Field
        label="deploy_disk_gib"
        mono
        source={{ kind: 'typed' }}
        help="Size of the first disk"
        error={outOfRange ? 'At most 500. Say a number from 20 to 500.' : undefined}
      >
        <NumberInput value={disk} onChange={setDisk} min={20} max={500} unit="GiB" />
      </Field>
      <Field
        label="activation_key"
        mono
        required
        source={{ kind: 'file', name: 'args.yaml' }}
        help="Masked everywhere"
      >
        <PasswordInput value={secret} onChange={setSecret} />
      </Field>
      <Field label="Token" source={{ kind: 'instance' }} help="In the system keyring, not in the YAML file">
        <PasswordInput stored value="" onChange={setSecret} />
      </Field>
      <Field label="register" mono source={{ kind: 'lease' }}>
        <Switch checked={register} onChange={setRegister}>
          Yes, register with the content host
        </Switch>
      </Field>
      <Field label="Hosts">
        <Stepper value={count} onChange={setCount} min={1} max={500} />
      </Field>
      <Field label="Labels">
        <TagInput
          values={tags}
          onChange={setTags}
          validate={(text) => (text.includes(' ') ? 'A label has no spaces.' : undefined)}
        />
      </Field>
      <Field label="Search">
        <SearchInput label="Search hosts" keyHint="/" value={search} onChange={setSearch} />
      </Field>
      <Field label="Read only" help="Cannot be changed here">
        <TextInput readOnly mono value="https://tower.lab.example.com" onChange={setSecret} />
      </Field>
    </>
  )
}

/** Every form control with its field. */
export function FormSpecimens(): ReactElement {
  const [notes, setNotes] = useState('BZ 2291174, dual-stack')
  const [start, setStart] = useState('hidden')
  const [rows, setRows] = useState<readonly KeyValueRow[]>(() => [newKeyValueRow('notes', 'BZ 2291174')])
  return (
    <Specimen title="Form controls">
      <div className="grid grid-cols-2 gap-x-5 gap-y-4">
        <Choices />
        <Values />
        <Field label="Notes">
          <TextArea value={notes} onChange={setNotes} rows={3} />
        </Field>
        <Field label="When Broker Desktop starts">
          <RadioGroup
            value={start}
            onChange={setStart}
            options={[
              {
                value: 'hidden',
                label: 'Stay in the tray',
                description: 'Reminders work without the window.',
              },
              { value: 'window', label: 'Open the window' },
            ]}
          />
        </Field>
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <KeyValueRows typed title="Additional arguments" rows={rows} onChange={setRows} />
      </div>
    </Specimen>
  )
}
