import { useQuery } from '@tanstack/react-query'
import { checkQuery, describeQuery, offeringsQuery } from '@renderer/features/checkout/queries'
import type { Selection } from '@renderer/features/checkout/selection'

/** What keeps an instance from being used, with how to ask it again. */
export interface InstanceProblem {
  readonly message: string
  readonly hint: string | undefined
  readonly said: string | undefined
  readonly busy: boolean
  readonly onRetry: () => void
}

/** What is wrong with the chosen instance or offering, told once although three calls may tell it. */
export function useInstanceProblem(selection: Selection): InstanceProblem | undefined {
  const { target, action, offering } = selection
  const check = useQuery(checkQuery(target))
  const offerings = useQuery(offeringsQuery(target, action))
  const describe = useQuery({ ...describeQuery(target, action, offering), enabled: offering !== '' })
  const busy = check.isFetching || offerings.isFetching || describe.isFetching

  function onRetry(): void {
    void check.refetch()
    void offerings.refetch()
    if (offering !== '') void describe.refetch()
  }

  const error = offerings.error ?? describe.error ?? check.error
  if (error !== null) {
    const { message, hint, said } = error.data
    return { message, hint, said, busy, onRetry }
  }
  if (check.data?.usable !== false) return undefined
  const worst = check.data.items.find((item) => item.level === 'error')
  return {
    message: `${target.provider} ${target.instance}: ${worst?.title ?? check.data.summary}`,
    hint: worst?.detail,
    said: undefined,
    busy,
    onRetry,
  }
}
