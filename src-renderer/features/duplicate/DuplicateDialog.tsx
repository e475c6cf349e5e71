import { useState, type ReactElement } from 'react'
import { MAX_COUNT } from '@shared/domain/checkout'
import { isNamedByKind } from '@shared/domain/provider'
import { goTo, paths } from '@renderer/app/navigation'
import { useKept } from '@renderer/app/kept'
import { askedDuplicate, type AskedDuplicate } from '@renderer/features/duplicate/duplicate-store'
import { allHosts, argumentsLine, withoutText } from '@renderer/features/duplicate/duplicate-words'
import { useSendOrders, type WantedOrder } from '@renderer/features/duplicate/use-send-orders'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { Dialog } from '@renderer/ui/Dialog'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { Stepper } from '@renderer/ui/Stepper'
import { toastManager } from '@renderer/ui/toast-manager'

function OrderRow(props: {
  readonly wanted: WantedOrder
  readonly onCount: (count: number) => void
}): ReactElement {
  const { order, count, problem } = props.wanted
  const { target } = order
  return (
    <li className="flex items-center gap-3 border-b border-line px-5 py-2">
      <ProviderMark kind={target.provider} size={24} />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <span className="font-medium">{order.offering}</span>{' '}
          <span className="text-ink-3">
            {order.action} at {target.provider}
            {isNamedByKind(target) ? '' : ` ${target.instance}`}
          </span>
        </p>
        <p className="truncate mono text-xs text-ink-2" title={argumentsLine(order)}>
          {argumentsLine(order)}
        </p>
        {problem === undefined ? null : (
          <p role="alert" className="text-xs text-danger-ink">
            {problem.data.message} {problem.data.hint}
          </p>
        )}
      </div>
      <Stepper
        label={`Hosts of ${order.offering}`}
        min={0}
        max={Math.max(MAX_COUNT, order.hostIds.length)}
        value={count}
        onChange={props.onCount}
      />
    </li>
  )
}

function OpenDialog({ asked }: { readonly asked: AskedDuplicate }): ReactElement {
  const [open, setOpen] = useState(true)
  const [orders, setOrders] = useState<readonly WantedOrder[]>(() =>
    asked.orders.map((order) => ({ order, count: order.hostIds.length })),
  )
  const { isSending, send } = useSendOrders()
  const wanted = orders.filter(({ count }) => count > 0)
  const all = allHosts(wanted.map(({ count }) => count))

  async function confirm(): Promise<void> {
    if (isSending || wanted.length === 0) return
    const { sent, refused } = await send(wanted)
    if (sent > 0) {
      toastManager.show({
        tone: 'ok',
        title: `Checking out ${allHosts([sent])} again`,
        actions: [
          {
            label: 'Show tasks',
            onPress: () => {
              goTo(paths.tasks)
            },
          },
        ],
      })
    }
    if (refused.length === 0) setOpen(false)
    else setOrders(refused)
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onClosed={() => {
        askedDuplicate.update(() => undefined)
      }}
      width={700}
      flush
      title={`Check out ${all} again`}
      description="With the arguments that they were checked out with. Each line becomes a task."
      onSubmit={() => void confirm()}
      footer={
        <>
          <Button
            size={32}
            keyHint="Esc"
            onClick={() => {
              setOpen(false)
            }}
          >
            Cancel
          </Button>
          <Button size={32} variant="primary" keyHint="Enter" busy={isSending} onClick={() => void confirm()}>
            {`Check out ${all}`}
          </Button>
        </>
      }
    >
      <ul aria-label="What will be checked out" className="border-t border-line">
        {orders.map((order, at) => (
          <OrderRow
            key={order.order.hostIds[0]}
            wanted={order}
            onCount={(count) => {
              setOrders(orders.map((other, place) => (place === at ? { ...other, count } : other)))
            }}
          />
        ))}
      </ul>
      {asked.without.length === 0 ? null : (
        <Callout banner tone="warn" title="Left out">
          {withoutText(asked.without)}
        </Callout>
      )}
    </Dialog>
  )
}

/** Asks before several hosts are checked out again, and says what that will be. */
export function DuplicateDialog(): ReactElement | null {
  const asked = useKept(askedDuplicate)
  return asked === undefined ? null : <OpenDialog asked={asked} />
}
