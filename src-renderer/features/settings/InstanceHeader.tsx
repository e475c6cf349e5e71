import { instanceText } from '@shared/domain/provider'
import { Ellipsis, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { InstanceStart } from '@renderer/features/settings/instance-draft'
import { Badge } from '@renderer/ui/Badge'
import { Button } from '@renderer/ui/Button'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu } from '@renderer/ui/Menu'
import { ProviderMark } from '@renderer/ui/ProviderMark'

/** Which instance the page is about, whether it is the default one, and what else can be done with it. */
export function InstanceHeader(props: {
  readonly start: InstanceStart
  readonly isPretend: boolean
  readonly isBusy: boolean
  readonly onMakeDefault: () => void
  readonly onRemove: () => void
}): ReactElement {
  const { start } = props
  const title = start.isSaved ? instanceText(start) : `New ${start.provider} instance`
  return (
    <div className="flex min-h-7 items-center gap-2.5">
      <ProviderMark kind={start.provider} size={24} />
      <h2 className="truncate text-md font-semibold">{title}</h2>
      {props.isPretend ? <Badge tone="pretend" /> : null}
      {start.isDefault ? <Badge tone="neutral">Default instance</Badge> : null}
      <span className="flex-1" />
      {start.isSaved && !start.isDefault ? (
        <Button variant="ghost" busy={props.isBusy} onClick={props.onMakeDefault}>
          Make default
        </Button>
      ) : null}
      {start.isSaved ? (
        <Menu
          align="end"
          label={`More for ${title}`}
          trigger={<IconButton icon={Ellipsis} label="More" />}
          items={[
            {
              id: 'remove',
              label: `Remove ${title}`,
              icon: Trash2,
              danger: true,
              onSelect: props.onRemove,
            },
          ]}
        />
      ) : null}
    </div>
  )
}
