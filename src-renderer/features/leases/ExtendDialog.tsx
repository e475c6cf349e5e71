import { Bell } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { count } from '@shared/lib/words'
import { CallProblem } from '@renderer/app/CallProblem'
import type { ExtensionChoice } from '@renderer/features/leases/amounts'
import { ExtendAmounts } from '@renderer/features/leases/ExtendAmounts'
import { ExtendTable } from '@renderer/features/leases/ExtendTable'
import { originWords, type ExtendOrigin } from '@renderer/features/leases/extend-origin'
import { LimitNote } from '@renderer/features/leases/LimitNote'
import { SnoozeMenu } from '@renderer/features/leases/SnoozeMenu'
import { useExtension } from '@renderer/features/leases/use-extension'
import { Button } from '@renderer/ui/Button'
import { Dialog } from '@renderer/ui/Dialog'

/** Props of `ExtendDialog`. */
export interface ExtendDialogProps {
  readonly hosts: readonly HostSummary[]
  /** What it begins with; without it, the amount that was sent last. */
  readonly start?: ExtensionChoice | undefined
  /** The reminder that led here: its hosts can be put off as well. */
  readonly origin?: ExtendOrigin | undefined
  readonly onClose: () => void
  /** These are on their way; the selection need not keep them. */
  readonly onStarted: (hostIds: readonly string[]) => void
}

/** Extends hosts: by how much, which of them, and what end each would get. Render it only while it is open. */
export function ExtendDialog(props: ExtendDialogProps): ReactElement {
  const { hosts, origin, onClose } = props
  const [open, setOpen] = useState(true)
  const said = useExtension({
    hosts,
    start: props.start,
    onStarted(hostIds) {
      props.onStarted(hostIds)
      setOpen(false)
    },
  })
  const { none, nowMs, problem } = said
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onClosed={onClose}
      width={700}
      flush
      title={`Extend ${count(hosts.length, 'host')}`}
      description={
        origin === undefined ? undefined : (
          <span className="inline-flex items-center gap-1.5 text-xs">
            <Bell size={12} strokeWidth={2} aria-hidden className="text-ink-3" />
            {originWords(origin)}
          </span>
        )
      }
      onSubmit={said.send}
      footerStart={
        <>
          {origin === undefined ? null : (
            <SnoozeMenu
              hosts={hosts}
              nowMs={nowMs}
              onSnoozed={() => {
                setOpen(false)
              }}
            />
          )}
          <p role="status" className="text-xs text-ink-2">
            {said.note}
          </p>
        </>
      }
      footer={
        none ? (
          <Button size={32} keyHint="Esc" onClick={() => setOpen(false)}>
            Close
          </Button>
        ) : (
          <>
            <Button size={32} keyHint="Esc" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button size={32} variant="primary" keyHint="Enter" busy={said.isPending} onClick={said.send}>
              {`Extend ${count(said.ticked.length, 'host')}`}
            </Button>
          </>
        )
      }
    >
      {problem === undefined ? null : (
        <div className="px-5 pb-4">
          <CallProblem error={problem} />
        </div>
      )}
      {none ? null : (
        <div id={said.amountsId}>
          <ExtendAmounts
            hosts={hosts}
            kinds={said.kinds}
            latestEnds={said.latestEnds}
            choice={said.choice}
            onChange={said.setChoice}
            extension={said.extension}
            error={said.error}
            nowMs={nowMs}
          />
        </div>
      )}
      <ExtendTable plan={said.plan} ticked={new Set(said.ticked)} onTick={said.tick} nowMs={nowMs} />
      <LimitNote
        plan={said.plan}
        nowMs={nowMs}
        onDuplicate={() => {
          setOpen(false)
        }}
      />
    </Dialog>
  )
}
