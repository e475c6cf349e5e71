import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactElement } from 'react'
import { navigate } from 'wouter/use-hash-location'
import { CallProblem } from '@renderer/app/CallProblem'
import { usePlaceBelow } from '@renderer/app/navigation'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { OrderContent } from '@renderer/features/checkout/OrderContent'
import type { OrderPurpose } from '@renderer/features/checkout/purpose'
import { taskQuery } from '@renderer/features/checkout/queries'
import { ORDER_PATHS, retriedTask, retryDraft } from '@renderer/features/checkout/retry'

/** Fills the page in with what a task asked for, and goes on to the page itself. */
function Retry(props: { readonly taskId: number; readonly purpose: OrderPurpose }): ReactElement {
  const { taskId } = props
  const { drafts, verb } = props.purpose
  const task = useQuery(taskQuery(taskId))
  const { data } = task
  useEffect(() => {
    if (data === undefined) return
    const retry = retryDraft(data)
    if (retry !== undefined) {
      drafts.keep(retry.selection, retry.draft)
      drafts.choose(retry.selection)
    }
    // In place of this entry: going back must not fill the form in again over what was changed.
    navigate(ORDER_PATHS[verb], { replace: true })
  }, [data, drafts, verb])
  if (task.error === null) return <Waiting label={`Reading task ${taskId}`} />
  return (
    <div className="p-5">
      <CallProblem error={task.error} onRetry={() => void task.refetch()} />
    </div>
  )
}

/** A page that orders: what, how, where; beside it what will be sent. */
export function OrderPage({ purpose }: { readonly purpose: OrderPurpose }): ReactElement {
  const retried = retriedTask(usePlaceBelow(ORDER_PATHS[purpose.verb]))
  return (
    <>
      <PageHeader title={purpose.title} />
      {retried === undefined ? (
        <OrderContent purpose={purpose} />
      ) : (
        <Retry taskId={retried} purpose={purpose} />
      )}
    </>
  )
}
