import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { useId, useState, type ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { count } from '@shared/lib/words'
import { CallProblem } from '@renderer/app/CallProblem'
import { useNow } from '@renderer/app/now'
import type { BridgeError } from '@renderer/bridge/client'
import { readChoice, type ExtensionChoice } from '@renderer/features/leases/amounts'
import { ExtendAmounts } from '@renderer/features/leases/ExtendAmounts'
import { ExtendTable } from '@renderer/features/leases/ExtendTable'
import { originWords, type ExtendOrigin } from '@renderer/features/leases/extend-origin'
import { extendProblem, planExtension } from '@renderer/features/leases/extension-plan'
import { endOf } from '@renderer/features/leases/lease-text'
import { kindsQuery, limitsQuery } from '@renderer/features/leases/queries'
import { rememberChoice, rememberedChoice } from '@renderer/features/leases/remembered-amount'
import { SnoozeMenu } from '@renderer/features/leases/SnoozeMenu'
import { useStartExtend } from '@renderer/features/leases/use-start-extend'
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
  const { hosts, origin, onClose, onStarted } = props
  const kinds = useQuery(kindsQuery).data?.kinds ?? []
  const limits = useQuery(limitsQuery(hosts.map(({ id }) => id))).data
  const now = useNow()
  const amounts = useId()
  const [open, setOpen] = useState(true)
  const [choice, setChoice] = useState(() => props.start ?? rememberedChoice(window.localStorage))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<BridgeError>()
  const extend = useStartExtend()

  const read = readChoice(choice, now)
  const extension = 'extension' in read ? read.extension : undefined
  const plan = planExtension(
    hosts.toSorted(
      (a, b) =>
        Number(extendProblem(a, kinds) !== undefined) - Number(extendProblem(b, kinds) !== undefined) ||
        (endOf(a) ?? Infinity) - (endOf(b) ?? Infinity),
    ),
    extension,
    kinds,
    now,
    limits,
  )
  const ticked = plan.flatMap(({ host, reason }) =>
    reason === undefined && !left.has(host.id) ? [host.id] : [],
  )
  const none = kinds.length > 0 && hosts.every((host) => extendProblem(host, kinds) !== undefined)

  function tick(ids: readonly string[], isTicked: boolean): void {
    const next = new Set(left)
    for (const id of ids) {
      if (isTicked) next.delete(id)
      else next.add(id)
    }
    setLeft(next)
  }

  function send(): void {
    if (extend.isPending || none) return
    setAsked(true)
    setProblem(undefined)
    if (extension === undefined) {
      document.getElementById(amounts)?.querySelector<HTMLElement>('input:not([type=radio])')?.focus()
      return
    }
    if (ticked.length === 0) return
    extend.start(ticked, extension, {
      onStarted() {
        rememberChoice(window.localStorage, choice)
        onStarted(ticked)
        setOpen(false)
      },
      onError: setProblem,
    })
  }

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
      onSubmit={send}
      footerStart={
        <>
          {origin === undefined ? null : (
            <SnoozeMenu
              hosts={hosts}
              nowMs={now}
              onSnoozed={() => {
                setOpen(false)
              }}
            />
          )}
          <p role="status" className="text-xs text-ink-2">
            {note({ none, kindsKnown: kinds.length > 0, asked, ticked: ticked.length })}
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
            <Button size={32} variant="primary" keyHint="Enter" busy={extend.isPending} onClick={send}>
              {`Extend ${count(ticked.length, 'host')}`}
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
        <div id={amounts}>
          <ExtendAmounts
            hosts={hosts}
            kinds={kinds}
            latestEnds={limits}
            choice={choice}
            onChange={setChoice}
            extension={extension}
            error={'error' in read && (asked || choice.id === 'custom') ? read.error : undefined}
            nowMs={now}
          />
        </div>
      )}
      <ExtendTable plan={plan} ticked={new Set(ticked)} onTick={tick} nowMs={now} />
    </Dialog>
  )
}

function note(state: {
  readonly none: boolean
  readonly kindsKnown: boolean
  readonly asked: boolean
  readonly ticked: number
}): string {
  if (!state.kindsKnown) return 'Reading what the providers take'
  if (state.none) return 'None of these can be extended.'
  return state.asked && state.ticked === 0 ? 'Choose at least one host.' : ''
}
