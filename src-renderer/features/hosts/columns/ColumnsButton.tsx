import { Columns3 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Preferences } from '@shared/domain/settings'
import {
  fieldColumn,
  OUR_COLUMNS,
  shownColumns,
  type ColumnChoice,
} from '@renderer/features/hosts/columns/choice'
import { useColumnChoice } from '@renderer/features/hosts/columns/use-columns'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { Checkbox } from '@renderer/ui/Checkbox'
import { Dialog } from '@renderer/ui/Dialog'
import { IconButton } from '@renderer/ui/IconButton'
import { RadioGroup } from '@renderer/ui/RadioGroup'

const TITLES: Readonly<Record<(typeof OUR_COLUMNS)[number], string>> = {
  provider: 'Provider',
  action: 'Action',
  os: 'OS',
  lease: 'Lease',
  age: 'Age',
  tags: 'Tags',
}

/** The columns to begin a choice with: those that are shown now. */
function chosenNow(choice: ColumnChoice): readonly string[] {
  const { chosenColumns } = choice.preferences
  return chosenColumns.length > 0 ? chosenColumns : shownColumns('wide', choice).slice(1)
}

function Choices(props: {
  readonly legend: string
  readonly columns: readonly { readonly id: string; readonly title: string; readonly expression?: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (id: string, isChosen: boolean) => void
}): ReactElement {
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-ink-2">{props.legend}</legend>
      <div className="grid grid-cols-2 gap-x-4">
        {props.columns.map(({ id, title, expression }) => (
          <Checkbox
            key={id}
            checked={props.chosen.includes(id)}
            onChange={(isChosen) => {
              props.onChange(id, isChosen)
            }}
          >
            <span title={expression}>{title}</span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

function ColumnsDialog({ onClosed }: { readonly onClosed: () => void }): ReactElement {
  const [open, setOpen] = useState(true)
  const choice = useColumnChoice()
  const save = useSavePreferences()
  const { preferences, fields, problems } = choice
  const chosen = chosenNow(choice)
  const close = (): void => {
    setOpen(false)
  }

  function choose(hostColumns: Preferences['hostColumns']): void {
    save({ hostColumns, ...(hostColumns === 'chosen' ? { chosenColumns: [...chosen] } : {}) })
  }

  function change(id: string, isChosen: boolean): void {
    const others = chosen.filter((each) => each !== id)
    save({ chosenColumns: isChosen ? [...others, id] : others })
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onClosed={onClosed}
      title="Columns"
      description="The host itself is always there. A change holds at once."
      footer={
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      }
    >
      <RadioGroup
        label="Columns"
        value={preferences.hostColumns}
        onChange={choose}
        options={[
          {
            value: 'automatic',
            label: 'Automatic',
            description: 'What fits, with the columns of the settings file that show more.',
          },
          {
            value: 'file',
            label: 'From the settings file',
            description:
              fields.length === 0
                ? 'The settings file has no inventory_fields.'
                : `${fields.map(({ title }) => title).join(', ')}, and the lease.`,
            disabled: fields.length === 0 && preferences.hostColumns !== 'file',
          },
          { value: 'chosen', label: 'My choice' },
        ]}
      />
      {preferences.hostColumns === 'chosen' ? (
        <div className="mt-3 ml-6 flex flex-col gap-3">
          <Choices
            legend="Ours"
            columns={OUR_COLUMNS.map((id) => ({ id, title: TITLES[id] }))}
            chosen={chosen}
            onChange={change}
          />
          {fields.length === 0 ? null : (
            <Choices
              legend="From the settings file"
              columns={fields.map(({ title, expression }) => ({ id: fieldColumn(title), title, expression }))}
              chosen={chosen}
              onChange={change}
            />
          )}
        </div>
      ) : null}
      {problems.length === 0 ? null : (
        <div className="mt-4">
          <Callout tone="warn" title="Not every column of the settings file can be shown">
            <ul>
              {problems.map((problem) => (
                <li key={problem} className="break-words select-text">
                  {problem}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      )}
    </Dialog>
  )
}

/** Chooses the columns of the table of hosts. */
export function ColumnsButton(): ReactElement {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton
        icon={Columns3}
        label="Columns"
        onClick={() => {
          setOpen(true)
        }}
      />
      {isOpen ? (
        <ColumnsDialog
          onClosed={() => {
            setOpen(false)
          }}
        />
      ) : null}
    </>
  )
}
