import { Ban } from 'lucide-react'
import type { ReactElement } from 'react'
import { hostTitle } from '@shared/domain/host'
import type { PlannedHost } from '@renderer/features/leases/extension-plan'
import { Checkbox } from '@renderer/ui/Checkbox'

/** Whether a host is extended; where it cannot be, the sign of that. */
export function ExtendTick(props: {
  readonly planned: Pick<PlannedHost, 'host' | 'reason'>
  readonly ticked: boolean
  readonly onTick: (hostIds: readonly string[], ticked: boolean) => void
}): ReactElement {
  const { host, reason } = props.planned
  if (reason !== undefined) {
    return (
      <Ban size={15} strokeWidth={2} role="img" aria-label="Not extended" className="flex-none text-ink-3" />
    )
  }
  return (
    <Checkbox
      label={`Extend ${hostTitle(host)}`}
      checked={props.ticked}
      onChange={(checked) => {
        props.onTick([host.id], checked)
      }}
    />
  )
}
