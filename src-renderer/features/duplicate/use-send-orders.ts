import { useState } from 'react'
import { MAX_COUNT } from '@shared/domain/checkout'
import type { HostOrder } from '@shared/domain/host-order'
import { BridgeError } from '@renderer/bridge/client'
import { useCall } from '@renderer/bridge/queries'
import { portions } from '@renderer/features/duplicate/duplicate-words'

/** An order with how many of it are wanted, and why it was refused the last time. */
export interface WantedOrder {
  readonly order: HostOrder
  readonly count: number
  readonly problem?: BridgeError
}

/** Sends orders one after the other, each as a task of its own; one that is refused hinders no other. */
export function useSendOrders(): {
  readonly isSending: boolean
  /** Answers how many hosts are on their way, and what was refused. */
  readonly send: (
    wanted: readonly WantedOrder[],
  ) => Promise<{ readonly sent: number; readonly refused: readonly WantedOrder[] }>
} {
  const checkout = useCall('hosts.checkout')
  const [isSending, setSending] = useState(false)

  async function sendOne({ order, count }: WantedOrder): Promise<WantedOrder | undefined> {
    const { hostIds: _, ignored: _ignored, ...request } = order
    let left = count
    try {
      for (const portion of portions(count, MAX_COUNT)) {
        // The secrets among the arguments are markers already.
        await checkout.mutateAsync({ ...request, secretArguments: [], count: portion })
        left -= portion
      }
      return undefined
    } catch (thrown) {
      if (thrown instanceof BridgeError) return { order, count: left, problem: thrown }
      throw thrown
    }
  }

  return {
    isSending,
    async send(wanted) {
      setSending(true)
      try {
        const refused: WantedOrder[] = []
        for (const one of wanted)
          refused.push(...[await sendOne(one)].filter((problem) => problem !== undefined))
        const all = (some: readonly WantedOrder[]): number => some.reduce((sum, { count }) => sum + count, 0)
        return { sent: all(wanted) - all(refused), refused }
      } finally {
        setSending(false)
      }
    },
  }
}
