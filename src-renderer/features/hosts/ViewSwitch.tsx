import { ChartNoAxesGantt, Table2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useKept } from '@renderer/app/kept'
import { hostsMode, showAs } from '@renderer/features/hosts/hosts-mode'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

/** The same hosts as a table or over time. */
export function ViewSwitch(): ReactElement {
  return (
    <SegmentedControl
      label="View"
      value={useKept(hostsMode)}
      onChange={showAs}
      options={[
        { value: 'table', label: 'Table', icon: Table2 },
        { value: 'timeline', label: 'Timeline', icon: ChartNoAxesGantt },
      ]}
    />
  )
}
