import { ClockPlus, Copy, CopyPlus, Undo2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { canCheckIn } from '@renderer/features/hosts/checkin-words'
import { useDuplicate } from '@renderer/features/duplicate/use-duplicate'
import { useHostGestures } from '@renderer/features/hosts/host-gestures'
import { UndoHost } from '@renderer/features/hosts/UndoHost'
import { IconButton } from '@renderer/ui/IconButton'

/** The buttons at the end of the row under the pointer. */
export function HostRowActions({ host }: { readonly host: HostSummary }): ReactElement {
  const { checkIn, extend, reasonAgainstExtending, copyHostnames } = useHostGestures()
  const duplicate = useDuplicate()
  const only = new Set([host.id])
  return (
    <>
      {host.state === 'checking_in' ? <UndoHost hostId={host.id} /> : null}
      {reasonAgainstExtending([host]) === undefined ? (
        <IconButton
          icon={ClockPlus}
          size={24}
          label="Extend"
          onClick={() => {
            extend(only)
          }}
        />
      ) : null}
      {canCheckIn(host) ? (
        <IconButton
          icon={Undo2}
          size={24}
          label="Check in"
          onClick={() => {
            checkIn(only)
          }}
        />
      ) : null}
      <IconButton
        icon={CopyPlus}
        size={24}
        label="Duplicate"
        onClick={() => {
          duplicate(only)
        }}
      />
      {host.hostname === undefined ? null : (
        <IconButton
          icon={Copy}
          size={24}
          label="Copy hostname"
          onClick={() => {
            copyHostnames(only)
          }}
        />
      )}
    </>
  )
}
