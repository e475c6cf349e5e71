import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactElement } from 'react'
import { navigate } from 'wouter/use-hash-location'
import { CallProblem } from '@renderer/app/CallProblem'
import { usePlaceBelow } from '@renderer/app/navigation'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { OrderContent } from '@renderer/features/checkout/OrderContent'
import type { OrderPurpose } from '@renderer/features/checkout/purpose'
import { fillFromNick, namedNick } from '@renderer/features/checkout/by-nick'
import { instancesQuery, kindsQuery, taskQuery } from '@renderer/features/checkout/queries'
import { nickQuery } from '@renderer/features/nicks/queries'
import { Callout } from '@renderer/ui/Callout'
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

/** Fills the page in from a nick, and goes on to the page itself. */
function ByNick(props: { readonly name: string; readonly purpose: OrderPurpose }): ReactElement {
  const { drafts, verb } = props.purpose
  const nick = useQuery(nickQuery(props.name))
  const kinds = useQuery(kindsQuery)
  const instances = useQuery(instancesQuery)
  const error = nick.error ?? kinds.error ?? instances.error
  const filled =
    nick.data === undefined || kinds.data === undefined || instances.data === undefined
      ? undefined
      : fillFromNick(verb, nick.data, kinds.data.kinds, instances.data.instances)
  const ready = filled !== undefined && !('problem' in filled) ? JSON.stringify(filled) : undefined
  useEffect(() => {
    if (filled === undefined || 'problem' in filled) return
    drafts.keep(filled.selection, filled.draft)
    drafts.choose(filled.selection)
    navigate(ORDER_PATHS[verb], { replace: true })
    // oxlint-disable-next-line react/exhaustive-deps -- `ready` is what it says
  }, [ready, drafts, verb])
  if (error !== null) {
    return (
      <div className="p-5">
        <CallProblem error={error} />
      </div>
    )
  }
  if (filled === undefined || !('problem' in filled)) return <Waiting label={`Reading nick ${props.name}`} />
  return (
    <div className="p-5">
      <Callout tone="danger" title={`Nick ${props.name}: ${filled.problem}`} />
    </div>
  )
}

/** A page that orders: what, how, where; beside it what will be sent. */
export function OrderPage({ purpose }: { readonly purpose: OrderPurpose }): ReactElement {
  const below = usePlaceBelow(ORDER_PATHS[purpose.verb])
  const retried = retriedTask(below)
  const nick = namedNick(below)
  if (retried === undefined && nick === undefined) return <OrderContent purpose={purpose} />
  return (
    <>
      <PageHeader title={purpose.title} />
      {retried === undefined ? null : <Retry taskId={retried} purpose={purpose} />}
      {nick === undefined ? null : <ByNick name={nick} purpose={purpose} />}
    </>
  )
}
