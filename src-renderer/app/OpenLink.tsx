import { ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Link } from '@shared/domain/link'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { LinkButton } from '@renderer/ui/LinkButton'

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
      title={`Open ${link.label} in the browser`}
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
