import { useState, type ReactElement } from 'react'
import { CallProblem } from '@renderer/app/CallProblem'
import { useKept } from '@renderer/app/kept'
import { useCall } from '@renderer/bridge/queries'
import { askedReplace } from '@renderer/features/reports/export-store'
import { pathParts } from '@renderer/features/reports/report-words'
import { useOutcome } from '@renderer/features/reports/use-outcome'
import { AlertDialog } from '@renderer/ui/AlertDialog'

function close(): void {
  askedReplace.update(() => undefined)
}

/** Asks before a report takes the place of a file. */
export function ReplaceDialog(): ReactElement | null {
  const asked = useKept(askedReplace)
  // The words stay while the dialog fades.
  const [last, setLast] = useState(asked)
  if (asked !== undefined && asked !== last) setLast(asked)
  const outcome = useOutcome()
  const replace = useCall('reports.replace', {
    onSuccess(answer) {
      close()
      outcome(answer)
    },
  })
  if (last === undefined) return null
  const { folder, name } = pathParts(last.path)
  return (
    <AlertDialog
      open={asked !== undefined}
      onOpenChange={(open) => {
        if (open) return
        close()
        replace.reset()
      }}
      title={`Replace ${name}?`}
      description={
        <>
          There is a file of this name in <span className="mono break-all">{folder}</span>. Its content is
          lost.
        </>
      }
      confirmLabel="Replace the file"
      tone="solidDanger"
      busy={replace.isPending}
      onConfirm={() => {
        replace.mutate({ pendingId: last.pendingId })
      }}
    >
      {replace.error === null ? undefined : <CallProblem error={replace.error} />}
    </AlertDialog>
  )
}
