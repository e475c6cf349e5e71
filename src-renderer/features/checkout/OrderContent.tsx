import { useQuery } from '@tanstack/react-query'
import { Plug } from 'lucide-react'
import type { ReactElement } from 'react'
import { CallProblem } from '@renderer/app/CallProblem'
import { useKept } from '@renderer/app/kept'
import { goTo, paths } from '@renderer/app/navigation'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { OrderScreen } from '@renderer/features/checkout/OrderScreen'
import type { OrderPurpose } from '@renderer/features/checkout/purpose'
import { instancesQuery, kindsQuery } from '@renderer/features/checkout/queries'
import { resolveSelection } from '@renderer/features/checkout/selection'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'

/** The page with its title bar: beginning with the last choice, or saying that there is nothing to choose. */
export function OrderContent({ purpose }: { readonly purpose: OrderPurpose }): ReactElement {
  const kinds = useQuery(kindsQuery)
  const instances = useQuery(instancesQuery)
  const asked = useKept(purpose.drafts.asked)
  const header = <PageHeader title={purpose.title} />
  const error = kinds.error ?? instances.error
  if (error !== null) {
    return (
      <>
        {header}
        <div className="p-5">
          <CallProblem
            error={error}
            onRetry={() => {
              void kinds.refetch()
              void instances.refetch()
            }}
          />
        </div>
      </>
    )
  }
  if (kinds.data === undefined || instances.data === undefined)
    return (
      <>
        {header}
        <Waiting label="Reading the settings" />
      </>
    )
  const wish = purpose.drafts.lastChoice()
  const first = resolveSelection(purpose.verb, wish, instances.data.instances, kinds.data.kinds)
  if (first === undefined) {
    return (
      <>
        {header}
        <EmptyState
          icon={Plug}
          title={purpose.emptyTitle}
          text={purpose.emptyText}
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
      </>
    )
  }
  return (
    <OrderScreen
      key={asked}
      purpose={purpose}
      first={first}
      instances={instances.data.instances}
      kinds={kinds.data.kinds}
    />
  )
}
