import { ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Link } from '@shared/domain/link'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { IconButton } from '@renderer/ui/IconButton'
import { LinkButton } from '@renderer/ui/LinkButton'
import type { MenuEntry } from '@renderer/ui/Menu'

/** A page of the provider's, opened in the browser. */
export function OpenLink(props: {
  readonly link: Link
  /** What stands there instead of the link's own label. */
  readonly text?: string | undefined
  readonly className?: string | undefined
  readonly tabIndex?: number | undefined
}): ReactElement {
  const { link } = props
  const open = useCall('app.openLink', { onError: toastProblem })
  const text = props.text ?? link.label
  return (
    <LinkButton
      icon={ExternalLink}
      title={linkTitle(link)}
      tabIndex={props.tabIndex}
      className={`max-w-full min-w-0 flex-initial! flex-row-reverse overflow-hidden ${props.className ?? ''}`}
      onClick={() => {
        open.mutate({ url: link.url })
      }}
    >
      <span className="truncate">{text}</span>
    </LinkButton>
  )
}

/** The same where there is no room for its words. */
export function OpenLinkIcon(props: {
  readonly link: Link
  readonly tabIndex?: number | undefined
}): ReactElement {
  const { link } = props
  const open = useCall('app.openLink', { onError: toastProblem })
  return (
    <IconButton
      icon={ExternalLink}
      size={24}
      label={linkTitle(link)}
      tabIndex={props.tabIndex}
      onClick={() => {
        open.mutate({ url: link.url })
      }}
    />
  )
}

/** The same as entries of a menu. */
export function useLinkEntries(links: readonly Link[]): readonly MenuEntry[] {
  const open = useCall('app.openLink', { onError: toastProblem })
  return links.map((link) => ({
    id: link.url,
    label: linkTitle(link),
    icon: ExternalLink,
    onSelect() {
      open.mutate({ url: link.url })
    },
  }))
}

/** What a press does; some labels say it already: "Open in AnsibleTower". */
function linkTitle({ label }: Link): string {
  return label.startsWith('Open ') ? label : `Open ${label} in the browser`
}
