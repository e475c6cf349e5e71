import { instanceText } from '@shared/domain/provider'
import type { ReactElement } from 'react'
import { count } from '@shared/lib/words'
import type { InstanceStart } from '@renderer/features/settings/instance-draft'
import type { LeaveGuard } from '@renderer/features/settings/use-leave-guard'
import { AlertDialog } from '@renderer/ui/AlertDialog'

/** Asks before what was typed is lost. */
export function LeaveDialog(props: {
  readonly guard: LeaveGuard
  readonly start: InstanceStart
  readonly changes: number
}): ReactElement {
  const { guard, start, changes } = props
  const what = start.isSaved ? instanceText(start) : `the new ${start.provider} instance`
  return (
    <AlertDialog
      open={guard.isAsked}
      onOpenChange={(open) => {
        if (!open) guard.stay()
      }}
      title={`Discard ${count(changes, 'change')}?`}
      description={`What you typed for ${what} is not saved.`}
      cancelLabel="Keep editing"
      confirmLabel={`Discard ${count(changes, 'change')}`}
      tone="solidDanger"
      onConfirm={guard.leave}
    />
  )
}
