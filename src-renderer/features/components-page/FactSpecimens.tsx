import { Server } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { DefinitionList } from '@renderer/ui/DefinitionList'
import { EmptyState } from '@renderer/ui/EmptyState'
import { JsonTree } from '@renderer/ui/JsonTree'
import { JsonView } from '@renderer/ui/JsonView'
import { KeyMap } from '@renderer/ui/KeyMap'
import { PanelSection } from '@renderer/ui/Layout'
import { ProgressBar } from '@renderer/ui/ProgressBar'
import { ProviderName } from '@renderer/ui/ProviderMark'
import { Spinner } from '@renderer/ui/Spinner'
import { stepSegments, type StepState } from '@renderer/ui/step-segments'
import { StepBar } from '@renderer/ui/StepBar'
import { StepRail } from '@renderer/ui/StepRail'
import { Tabs } from '@renderer/ui/Tabs'
import { TagList } from '@renderer/ui/Tag'
import { TaskStateIcon } from '@renderer/ui/TaskStateIcon'

const FACTS = [
  {
    label: 'Hostname',
    value: 'rhel-9-4-kx3.lab.example.com',
    mono: true,
    copy: 'rhel-9-4-kx3.lab.example.com',
  },
  { label: 'Size', value: '4 CPU, 8 GiB, 60 GiB disk' },
  { label: 'Provider', value: <ProviderName kind="AnsibleTower" instance="prod" /> },
  { label: 'Tags', value: <TagList tags={['nvme', 'upgrade', 'bz-repro']} max={2} /> },
]

const NODES: readonly StepState[] = ['done', 'running', 'running', 'failed', 'skipped', 'cancelled']

function Progress(): ReactElement {
  return (
    <Specimen title="Progress and task states">
      <div className="mb-3 flex items-center gap-3">
        {(['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const).map((state) => (
          <TaskStateIcon key={state} state={state} />
        ))}
        <Spinner size={14} label="Working" />
        <ProgressBar percent={58} label="Step 4 of 6" />
      </div>
      <div className="mb-3 grid grid-cols-2 gap-x-6 gap-y-2">
        <StepBar steps={stepSegments(6, 6, 'done')} label="Step 6 of 6, ready" />
        <StepBar steps={stepSegments(6, 3, 'running')} label="Step 4 of 6, wait for address" />
        <StepBar steps={stepSegments(6, 2, 'failed')} label="Step 3 of 6 failed, boot" />
        <StepBar steps={stepSegments(6, 0, 'waiting')} label="Waiting, 6 steps" />
        <StepBar steps={NODES} label="Done 3 of 6, create-vm and network under way" />
        <StepBar
          steps={[...stepSegments(60, 31, 'running'), ...stepSegments(20, 0, 'failed')]}
          label="Step 32 of 80"
        />
      </div>
      <StepRail
        steps={[
          { name: 'Queued', state: 'done', duration: '2 s' },
          { name: 'Clone template', state: 'done', duration: '1 min 48 s' },
          { name: 'Boot', state: 'done', duration: '52 s' },
          { name: 'Wait for address', state: 'running', duration: '1 min 30 s' },
          { name: 'Register', state: 'waiting' },
          { name: 'Ready', state: 'waiting' },
        ]}
      />
    </Specimen>
  )
}

function Callouts(): ReactElement {
  return (
    <Specimen title="Callouts">
      <div className="flex flex-col gap-2">
        <Callout tone="warn" title="Works, but cannot extend" actions={<Button size={24}>Choose</Button>}>
          Leases of this instance cannot be extended.
        </Callout>
        <Callout tone="danger" title="Broker Desktop cannot reach podman-02.lab.example.com.">
          2 hosts here keep their last known facts.
        </Callout>
        <Callout tone="ok" title="Works">
          Reached in 84 ms.
        </Callout>
        <Callout tone="info" title="This image is not on the engine.">
          It is pulled first.
        </Callout>
      </div>
    </Specimen>
  )
}

/** Progress, callouts, facts, tabs, keys and the empty state. */
export function FactSpecimens({ name }: { readonly name: string }): ReactElement {
  const [tab, setTab] = useState<'overview' | 'events' | 'raw'>('overview')
  return (
    <>
      <Progress />
      <Callouts />
      <Specimen title="Tabs, facts, JSON">
        <div className="rounded-lg border border-line">
          <Tabs
            label={`Host, ${name}`}
            value={tab}
            onChange={setTab}
            className="pt-1"
            tabs={[
              {
                id: 'overview',
                label: 'Overview',
                panel: (
                  <PanelSection title="Facts" aside="synced 2 min ago">
                    <DefinitionList items={FACTS} />
                  </PanelSection>
                ),
              },
              {
                id: 'events',
                label: 'Events',
                count: 9,
                panel: <p className="p-4 text-ink-2">No events.</p>,
              },
              {
                id: 'raw',
                label: 'Raw',
                panel: (
                  <div className="p-4">
                    <JsonView label="Raw facts" value={{ name: 'rhel-9-4-kx3', cpu: 4 }} />
                  </div>
                ),
              },
            ]}
          />
        </div>
        <div className="mt-2">
          <JsonTree
            label={`facts, ${name}`}
            value={{ name: 'rhel-9-4-kx3', cpu: 4, ready: true, labels: ['bz-repro'], owner: null }}
          />
        </div>
      </Specimen>
      <Specimen title="Keys">
        <KeyMap
          groups={[
            {
              title: 'Everywhere',
              rows: [
                { keys: ['Mod K'], does: 'Search or run' },
                { keys: ['C'], does: 'Check out' },
              ],
            },
            {
              title: 'Lists',
              rows: [
                { keys: ['Up', 'K'], does: 'Row above' },
                { keys: ['Mod A'], does: 'Select all that match' },
              ],
            },
          ]}
        />
      </Specimen>
      <Specimen title="Empty state">
        <div className="flex rounded-lg border border-line">
          <EmptyState
            headingLevel={3}
            icon={Server}
            title="You hold no hosts"
            text="Check one out, or sync to find hosts you already have."
            actions={
              <>
                <Button size={32} variant="primary" keyHint="C">
                  Check out
                </Button>
                <Button size={32}>Sync 4 instances</Button>
              </>
            }
          />
        </div>
      </Specimen>
    </>
  )
}
