import { Bookmark, CircleCheck, KeyRound, Plug, Server, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useState, type ReactElement, type ReactNode } from 'react'
import type { BrokerFolder } from '@shared/domain/settings-file'
import { momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import { useNow } from '@renderer/app/now'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { Badge } from '@renderer/ui/Badge'
import { Button } from '@renderer/ui/Button'
import { Checkbox } from '@renderer/ui/Checkbox'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { toastManager } from '@renderer/ui/toast-manager'

const NAMED = 5

function Row(props: {
  readonly icon: LucideIcon
  readonly label: string
  readonly children: ReactNode
  readonly note?: string | undefined
}): ReactElement {
  const { icon: Icon } = props
  return (
    <div className="flex min-h-9 items-center gap-3 border-t border-line px-4 py-1.5">
      <Icon size={16} strokeWidth={1.75} aria-hidden className="flex-none text-ink-2" />
      <span className="w-24 flex-none text-ink-2">{props.label}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        {props.children}
        {props.note === undefined ? null : <span className="text-xs text-ink-3">{props.note}</span>}
      </div>
    </div>
  )
}

function named(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  return `${names.slice(0, NAMED).join(', ')}${more}`
}

/** What the broker command has, what it becomes, and the ways to go on with it. */
export function FolderCard(props: {
  readonly found: BrokerFolder
  /** Whether it is what the page proposes. */
  readonly isProposed: boolean
  readonly onAdopted?: () => void
}): ReactElement {
  const { found } = props
  const { settings, inventory } = found
  const nowMs = useNow()
  const hosts = inventory?.hosts ?? 0
  const [takesHosts, setTakesHosts] = useState(true)
  const adopt = useCall('brokerFolder.adopt', {
    onSuccess(adopted, request) {
      const what = request.settings === 'use' ? 'in use' : 'copied'
      toastManager.show({
        tone: 'ok',
        title: request.settings === 'leave' ? 'The inventory was read' : `The settings file is ${what}`,
        description: request.hosts ? `${count(adopted.hosts, 'host')} new` : undefined,
      })
      props.onAdopted?.()
    },
    onError: toastProblem,
  })
  const go = (how: 'use' | 'copy' | 'leave'): void => {
    adopt.mutate({ folder: found.folder, settings: how, hosts: takesHosts && hosts > 0 })
  }
  const isUsable = settings !== undefined && !settings.isBroken
  const look = [
    ...(settings?.problems ?? []).map(({ message }) => message),
    ...(inventory?.problem === undefined ? [] : [inventory.problem]),
    ...(inventory?.leftOut ?? []).map((text) => `Left out: ${text}`),
  ]
  return (
    <section
      aria-label="Found a Broker configuration"
      className="overflow-hidden rounded-lg border border-line-2 bg-surface shadow-ctl"
    >
      <div className="flex items-center gap-3 px-4 py-3">
        <CircleCheck size={18} strokeWidth={1.75} aria-hidden className="flex-none text-ok-ink" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">Found a Broker configuration</h2>
          <p className="text-xs break-words text-ink-2 select-text">
            <span className="mono">{settings?.path ?? found.folder}</span>
            {settings === undefined ? null : `, written ${momentText(settings.modifiedMs, nowMs)}`}
            {settings?.version === undefined ? '' : `, version ${settings.version}`}
          </p>
        </div>
        {found.inUse ? (
          <Badge tone="ok" icon={CircleCheck}>
            In use
          </Badge>
        ) : null}
      </div>
      {isUsable ? (
        <>
          <Row
            icon={Plug}
            label="Providers"
            note={
              settings.unknown.length === 0
                ? undefined
                : `${settings.unknown.join(', ')}: not in this version`
            }
          >
            {settings.providers.length === 0 ? <span className="text-ink-3">None</span> : null}
            {settings.providers.map(({ provider, instances }) => (
              <span key={provider} className="flex items-center gap-1.5">
                <ProviderMark kind={provider} size={18} />
                {instances.length === 0 ? provider : instances.join(', ')}
              </span>
            ))}
          </Row>
          <Row icon={Bookmark} label="Nicks">
            {settings.nicks.length === 0 ? (
              <span className="text-ink-3">None</span>
            ) : (
              <span className="mono">{named(settings.nicks)}</span>
            )}
          </Row>
          <Row
            icon={KeyRound}
            label="Secrets"
            note={settings.secrets === 0 ? undefined : 'in plain text; Settings, YAML file moves them'}
          >
            {settings.secrets === 0 ? 'None' : count(settings.secrets, 'secret')}
          </Row>
        </>
      ) : null}
      {inventory === undefined ? null : (
        <Row icon={Server} label="Inventory">
          {hosts === 0 ? (
            'No hosts'
          ) : (
            <Checkbox checked={takesHosts} onChange={setTakesHosts}>
              Take over {count(hosts, 'host')}
            </Checkbox>
          )}
        </Row>
      )}
      {look.length === 0 ? null : (
        <Row icon={TriangleAlert} label="To look at">
          <ul className="flex flex-col gap-0.5 text-warn-ink">
            {look.slice(0, NAMED).map((text) => (
              <li key={text} className="break-words">
                {text}
              </li>
            ))}
            {look.length > NAMED ? <li>and {look.length - NAMED} more</li> : null}
          </ul>
        </Row>
      )}
      <div className="flex items-center gap-3 border-t border-line bg-sunken px-4 py-3">
        <p className="min-w-0 flex-1 text-xs text-ink-2">
          Your files are not changed by this. The broker command keeps working.
        </p>
        {isUsable && !found.inUse ? (
          <>
            <Button
              size={32}
              busy={adopt.isPending}
              onClick={() => {
                go('copy')
              }}
            >
              Copy it
            </Button>
            <Button
              size={32}
              variant={props.isProposed ? 'primary' : 'secondary'}
              busy={adopt.isPending}
              onClick={() => {
                go('use')
              }}
            >
              Use this file
            </Button>
          </>
        ) : hosts > 0 ? (
          <Button
            size={32}
            busy={adopt.isPending}
            onClick={() => {
              go('leave')
            }}
          >
            Take over {count(hosts, 'host')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
