import { ExternalLink } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { Link } from '@shared/domain/link'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { Badge } from '@renderer/ui/Badge'
import { CopyButton } from '@renderer/ui/CopyButton'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu } from '@renderer/ui/Menu'
import { TagList } from '@renderer/ui/Tag'

/** The provider's own pages: one is a button, several are a menu. */
function Links({ links }: { readonly links: readonly Link[] }): ReactElement | null {
  const open = useCall('app.openLink', { onError: toastProblem })
  const [first, ...others] = links
  if (first === undefined) return null
  if (others.length === 0) {
    return (
      <IconButton
        icon={ExternalLink}
        size={24}
        label={`Open ${first.label}`}
        onClick={() => {
          open.mutate({ url: first.url })
        }}
      />
    )
  }
  return (
    <Menu
      align="end"
      label="Open in the browser"
      trigger={<IconButton icon={ExternalLink} size={24} label="Open in the browser" />}
      items={links.map((link) => ({
        id: link.url,
        label: link.label,
        icon: ExternalLink,
        onSelect: () => {
          open.mutate({ url: link.url })
        },
      }))}
    />
  )
}

/** The head over what is known of one entry: its name to copy, what it is, where its pages are, what it is for. */
export function DetailHead(props: {
  readonly name: string
  /** What such an entry is called: "workflow". */
  readonly noun: string
  readonly description: string | undefined
  readonly labels?: readonly string[] | undefined
  readonly links: readonly Link[]
  readonly actions?: ReactNode
}): ReactElement {
  return (
    <div className="flex-none px-5 pt-4 pb-3">
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <h3 className="min-w-0 text-sm font-semibold break-words select-text">{props.name}</h3>
        <CopyButton text={props.name} label="Copy the name" />
        <Badge tone="neutral">{props.noun}</Badge>
        <span className="ml-auto flex flex-none items-center gap-2">
          <Links links={props.links} />
          {props.actions}
        </span>
      </div>
      {props.description === undefined || props.description === '' ? null : (
        <p className="mt-1.5 max-h-32 overflow-y-auto break-words whitespace-pre-line text-ink-2 select-text">
          {props.description}
        </p>
      )}
      {props.labels === undefined || props.labels.length === 0 ? null : (
        <div className="mt-2">
          <TagList tags={props.labels} max={8} />
        </div>
      )}
    </div>
  )
}
