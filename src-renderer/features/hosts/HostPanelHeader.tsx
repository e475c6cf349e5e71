import { Check, ClockPlus, Copy, CopyPlus, Ellipsis, Pin, Terminal, Undo2, X } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { hostTitle, type HostDetail, type HostSummary } from '@shared/domain/host'
import type { Link } from '@shared/domain/link'
import { OpenLinkIcon, useLinkEntries } from '@renderer/app/OpenLink'
import { canCheckIn } from '@renderer/features/hosts/checkin-words'
import { useDuplicate } from '@renderer/features/duplicate/use-duplicate'
import { useHostGestures } from '@renderer/features/hosts/host-gestures'
import { HostBadges } from '@renderer/features/hosts/HostTitle'
import { isNamedByKind } from '@shared/domain/provider'
import { UndoHost } from '@renderer/features/hosts/UndoHost'
import { Button } from '@renderer/ui/Button'
import { CopyButton } from '@renderer/ui/CopyButton'
import { useCopyText } from '@renderer/ui/copy-text'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu, type MenuEntry } from '@renderer/ui/Menu'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { SourceMark } from '@renderer/ui/SourceMark'
import { TagList } from '@renderer/ui/Tag'

const COPIED_MS = 1500

/** Copies the command that opens a shell on the host. */
function SshButton({ command }: { readonly command: string }): ReactElement {
  const copyText = useCopyText()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => {
      setCopied(false)
    }, COPIED_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [copied])
  return (
    <Button
      icon={Terminal}
      trailingIcon={copied ? Check : Copy}
      title={command}
      aria-label={copied ? 'SSH command copied' : 'Copy SSH command'}
      onClick={() => void copyText(command).then(() => setCopied(true))}
    >
      SSH
    </Button>
  )
}

/** What else can be done with a host: all of it fits into one row only in a menu. */
function MoreMenu(props: {
  readonly name: string
  readonly links: readonly Link[]
  readonly onDuplicate: () => void
}): ReactElement {
  const links = useLinkEntries(props.links)
  const items: readonly MenuEntry[] = [
    { id: 'duplicate', label: 'Duplicate', icon: CopyPlus, keyHint: 'D', onSelect: props.onDuplicate },
    ...links,
  ]
  return (
    <Menu
      align="end"
      items={items}
      label={`More for ${props.name}`}
      trigger={<IconButton icon={Ellipsis} size={24} label={`More for ${props.name}`} />}
    />
  )
}

/** Who the host is, and what can be done with it. */
export function HostPanelHeader(props: {
  readonly host: HostSummary | HostDetail | undefined
  readonly detail: HostDetail | undefined
  readonly pinned: boolean
  readonly onPinnedChange: (pinned: boolean) => void
  readonly onCheckIn: (hostId: string) => void
  readonly onClose: () => void
}): ReactElement {
  const { host, detail } = props
  const { extend, reasonAgainstExtending } = useHostGestures()
  const duplicate = useDuplicate()
  const [firstLink, ...otherLinks] = detail?.links ?? []
  return (
    <header className="flex-none px-4 pt-3 pb-3">
      <div className="flex items-center gap-2">
        <h2
          className="min-w-0 flex-1 truncate mono text-sm font-semibold text-ink select-text"
          title={host === undefined ? undefined : hostTitle(host)}
        >
          {host === undefined ? '' : hostTitle(host)}
        </h2>
        {host?.hostname === undefined ? null : <CopyButton text={host.hostname} label="Copy hostname" />}
        <IconButton
          icon={Pin}
          size={24}
          label={props.pinned ? 'Follow the focused row' : 'Keep this host here'}
          pressed={props.pinned}
          onClick={() => {
            props.onPinnedChange(!props.pinned)
          }}
        />
        <IconButton icon={X} size={24} label="Close" keyHint="Esc" onClick={props.onClose} />
      </div>
      {host === undefined ? null : (
        <>
          <div className="mt-1 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-2">
            <ProviderMark kind={host.provider} size={16} />
            <span>
              {host.provider}
              {isNamedByKind(host) ? null : <span className="text-ink-3"> {host.instance}</span>}
            </span>
            <span className="text-ink-3">{host.action}</span>
            <span className="min-w-0 truncate">{host.offering}</span>
            {host.nick === undefined ? null : <SourceMark kind="nick" name={host.nick} />}
            <HostBadges host={host} />
            <TagList tags={host.tags} max={3} />
          </div>
          <div className="mt-3 flex flex-wrap items-center gap-1.5">
            {reasonAgainstExtending([host]) === undefined ? (
              <Button
                icon={ClockPlus}
                keyHint="E"
                onClick={() => {
                  extend(new Set([host.id]))
                }}
              >
                Extend
              </Button>
            ) : null}
            {canCheckIn(host) && host.state !== 'left_behind' ? (
              <Button
                icon={Undo2}
                onClick={() => {
                  props.onCheckIn(host.id)
                }}
              >
                Check in
              </Button>
            ) : null}
            {host.state === 'checking_in' ? <UndoHost hostId={host.id} labelled /> : null}
            {detail?.sshCommand === undefined ? null : <SshButton command={detail.sshCommand} />}
            <span className="ml-auto flex items-center gap-1.5">
              {firstLink === undefined ? null : <OpenLinkIcon link={firstLink} />}
              <MoreMenu
                name={hostTitle(host)}
                links={otherLinks}
                onDuplicate={() => {
                  duplicate(new Set([host.id]))
                }}
              />
            </span>
          </div>
        </>
      )}
    </header>
  )
}
