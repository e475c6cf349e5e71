import { useQuery } from '@tanstack/react-query'
import { Plug } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { navigate } from 'wouter/use-hash-location'
import { CallProblem } from '@renderer/app/CallProblem'
import { goTo, paths, usePlaceBelow } from '@renderer/app/navigation'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { Checkout } from '@renderer/features/checkout/Checkout'
import { drafts } from '@renderer/features/checkout/draft-store'
import { instancesQuery, kindsQuery, taskQuery } from '@renderer/features/checkout/queries'
import { retriedTask, retryDraft } from '@renderer/features/checkout/retry'
import { resolveSelection } from '@renderer/features/checkout/selection'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'

/** Fills the page in with what a task asked for, and goes on to the page itself. */
function Retry({ taskId }: { readonly taskId: number }): ReactElement {
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
    navigate(paths.checkout, { replace: true })
  }, [data])
  if (task.error === null) return <Waiting label={`Reading task ${taskId}`} />
  return (
    <div className="p-5">
      <CallProblem error={task.error} onRetry={() => void task.refetch()} />
    </div>
  )
}

function Content(): ReactElement {
  const kinds = useQuery(kindsQuery)
  const instances = useQuery(instancesQuery)
  const error = kinds.error ?? instances.error
  if (error !== null) {
    return (
      <div className="p-5">
        <CallProblem
          error={error}
          onRetry={() => {
            void kinds.refetch()
            void instances.refetch()
          }}
        />
      </div>
    )
  }
  if (kinds.data === undefined || instances.data === undefined)
    return <Waiting label="Reading the settings" />
  const first = resolveSelection(drafts.lastChoice(), instances.data.instances, kinds.data.kinds)
  if (first === undefined) {
    return (
      <EmptyState
        icon={Plug}
        title="No instance to check out from"
        text="Add a container engine, or the Sandbox, which makes pretend hosts to try everything with."
        actions={
          <Button
            variant="primary"
            size={32}
            onClick={() => {
              goTo(paths.settings)
            }}
          >
            Open settings
          </Button>
        }
      />
    )
  }
  return <Checkout first={first} instances={instances.data.instances} kinds={kinds.data.kinds} />
}

/** Check out: what, how, how many; beside it what will be sent. */
export function CheckoutPage(): ReactElement {
  const retried = retriedTask(usePlaceBelow(paths.checkout))
  return (
    <>
      <PageHeader title="Check out" />
      {retried === undefined ? <Content /> : <Retry taskId={retried} />}
    </>
  )
}
