import { useState, type ReactElement } from 'react'
import type { ReportAbout } from '@shared/domain/written-report'
import { CallProblem } from '@renderer/app/CallProblem'
import { useKept } from '@renderer/app/kept'
import { useCall } from '@renderer/bridge/queries'
import { askedExport, lastFormat } from '@renderer/features/reports/export-store'
import { exportTitle, formatsFor } from '@renderer/features/reports/report-words'
import { useOutcome } from '@renderer/features/reports/use-outcome'
import { Button } from '@renderer/ui/Button'
import { Dialog } from '@renderer/ui/Dialog'
import { RadioGroup } from '@renderer/ui/RadioGroup'

function close(): void {
  askedExport.update(() => undefined)
}

/** Asks as what something is exported; where to, the system asks. */
export function ExportDialog(): ReactElement | null {
  const asked = useKept(askedExport)
  // The words stay while the dialog fades.
  const [about, setAbout] = useState<ReportAbout>()
  if (asked !== undefined && asked !== about) setAbout(asked)
  const wanted = useKept(lastFormat)
  const outcome = useOutcome()
  const write = useCall('reports.write', {
    onSuccess(answer) {
      // No file was chosen: another format may be wanted.
      if (answer.kind === 'cancelled') return
      close()
      outcome(answer)
    },
  })
  if (about === undefined) return null
  const formats = formatsFor(about)
  const format = formats.find(({ value }) => value === wanted)?.value ?? 'full'

  function send(): void {
    if (about !== undefined && !write.isPending) write.mutate({ about, format })
  }

  return (
    <Dialog
      open={asked !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      onClosed={() => {
        write.reset()
        setAbout(undefined)
      }}
      title={exportTitle(about)}
      description="Secrets are left out."
      onSubmit={send}
      footer={
        <>
          <Button size={32} keyHint="Esc" onClick={close}>
            Cancel
          </Button>
          <Button size={32} variant="primary" keyHint="Enter" busy={write.isPending} onClick={send}>
            Choose a file
          </Button>
        </>
      }
    >
      <RadioGroup
        label="Format"
        value={format}
        onChange={(value) => {
          lastFormat.update(() => value)
        }}
        options={formats}
      />
      {write.error === null ? null : (
        <div className="mt-4">
          <CallProblem error={write.error} />
        </div>
      )}
    </Dialog>
  )
}
