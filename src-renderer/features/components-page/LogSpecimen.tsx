import { useState, type ReactElement } from 'react'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { Button } from '@renderer/ui/Button'
import { Field } from '@renderer/ui/Field'
import { FooterBar, SidePanel, SplitPane, Toolbar } from '@renderer/ui/Layout'
import type { LogLine } from '@renderer/ui/log-lines'
import { LogView } from '@renderer/ui/LogView'
import { SearchInput } from '@renderer/ui/SearchInput'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

const TEXTS: readonly Pick<LogLine, 'text' | 'level'>[] = [
  { text: 'TASK [vm : Find template for 9.4] ****************************', level: 'heading' },
  { text: 'ok: [localhost] => {"template": "rhel-9.4-20261030"}' },
  { text: 'clone queued, position 2' },
  { text: 'the datastore ssd-02 is nearly full', level: 'warn' },
  { text: 'FAILED - RETRYING: Wait for an address (25 retries left).' },
  { text: 'fatal: [localhost]: No free IPv6 address in pool lab-v6', level: 'error' },
]

function line(index: number): LogLine {
  const { text, level } = TEXTS[index % TEXTS.length] ?? { text: '' }
  return {
    number: index + 1,
    time: `13:${String(10 + (Math.floor(index / 60) % 50))}:${String(index % 60).padStart(2, '0')}`,
    text,
    level,
  }
}

/** A log that still grows, and the panes around a page. */
export function LogSpecimen({ name }: { readonly name: string }): ReactElement {
  const [count, setCount] = useState(2000)
  const [part, setPart] = useState('all')
  const [query, setQuery] = useState('')
  const lines = Array.from({ length: count }, (_, index) => line(index))
  return (
    <>
      <Specimen title="Log">
        <div className="flex h-72 flex-col overflow-hidden rounded-lg border border-line">
          <LogView
            label={`Task log, ${name}`}
            lines={lines}
            live
            toolbarStart={
              <SegmentedControl
                label="Part of the log"
                value={part}
                onChange={setPart}
                options={[
                  { value: 'all', label: 'All' },
                  { value: '1', label: 'Host 1' },
                ]}
              />
            }
          />
        </div>
        <div className="mt-2">
          <Button
            size={24}
            onClick={() => {
              setCount(count + 12)
            }}
          >
            Add 12 lines
          </Button>
        </div>
      </Specimen>
      <Specimen title="Panes: toolbar, side panel, footer">
        <div className="flex h-56 flex-col overflow-hidden rounded-lg border border-line">
          <Toolbar label={`Filters, ${name}`}>
            <SearchInput
              label="Search hosts"
              keyHint="/"
              value={query}
              onChange={setQuery}
              className="w-52!"
            />
          </Toolbar>
          <SplitPane>
            <div className="flex min-w-0 flex-1 flex-col">
              <div className="min-h-0 flex-1 p-4">
                <Field label="A page">
                  <SearchInput label="Search in the page" value={query} onChange={setQuery} />
                </Field>
              </div>
              <FooterBar>
                <Button size={32}>Save as nick</Button>
                <span className="flex-1" />
                <Button size={32} variant="primary" keyHint="Mod Enter">
                  Check out 3 hosts
                </Button>
              </FooterBar>
            </div>
            <SidePanel label={`What will be sent, ${name}`} width={200} tone="sunken">
              <p className="p-4 text-xs text-ink-2">12 arguments to workflow deploy-rhel on prod</p>
            </SidePanel>
          </SplitPane>
        </div>
      </Specimen>
    </>
  )
}
