import { ClockPlus, Copy, CopyPlus, FileDown, List, Undo2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { canCheckIn } from '@renderer/features/hosts/checkin-words'
import { useDuplicate } from '@renderer/features/duplicate/use-duplicate'
import { useHostGestures } from '@renderer/features/hosts/host-gestures'
import { askExportOf } from '@renderer/features/reports/export-store'
import { ActionBar } from '@renderer/ui/ActionBar'

/** What can be done with the selected hosts. */
export function HostsActionBar(props: {
  readonly ids: ReadonlySet<string>
  /** The rows that are at hand. */
  readonly known: readonly HostSummary[]
  readonly onClear: () => void
}): ReactElement | null {
  const { ids } = props
  const { checkIn, extend, reasonAgainstExtending, copyHostnames, copyList } = useHostGestures()
  const duplicate = useDuplicate()
  if (ids.size === 0) return null
  const selected = props.known.filter((host) => ids.has(host.id))
  // Only when every selected host is known can it be said that none of them can be checked in.
  const allKnown = selected.length === ids.size
  const none = allKnown && !selected.some((host) => canCheckIn(host))
  return (
    <ActionBar
      label="Selected hosts"
      summary={`${ids.size} selected`}
      onClear={props.onClear}
      actions={[
        {
          id: 'extend',
          label: 'Extend',
          icon: ClockPlus,
          keyHint: 'E',
          onPress: () => {
            extend(ids)
          },
          disabledReason: allKnown ? reasonAgainstExtending(selected) : undefined,
        },
        {
          id: 'checkin',
          label: 'Check in',
          icon: Undo2,
          keyHint: 'Del',
          onPress: () => {
            checkIn(ids)
          },
          disabledReason: none
            ? 'Hosts that are being made or checked in cannot be checked in. Cancel their task instead.'
            : undefined,
        },
        {
          id: 'duplicate',
          label: 'Duplicate',
          icon: CopyPlus,
          keyHint: 'D',
          onPress: () => {
            duplicate(ids)
          },
        },
        {
          id: 'export',
          label: 'Export',
          icon: FileDown,
          keyHint: 'X',
          onPress: () => {
            askExportOf(ids)
          },
        },
        {
          id: 'copy',
          label: 'Copy hostnames',
          icon: Copy,
          keyHint: 'Y',
          onPress: () => {
            copyHostnames(ids)
          },
        },
        {
          id: 'copyList',
          label: 'Copy as list',
          icon: List,
          keyHint: 'Shift Y',
          onPress: () => {
            copyList(ids)
          },
        },
      ]}
    />
  )
}
