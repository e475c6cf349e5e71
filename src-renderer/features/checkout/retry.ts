import { isEnded, type Task } from '@shared/domain/task'
import { paths } from '@renderer/app/navigation'
import type { CheckoutDraft } from '@renderer/features/checkout/checkout-draft'
import { ignoredValues } from '@renderer/features/checkout/ignored'
import { tagsOf } from '@renderer/features/checkout/labels'
import { orderedLayers } from '@renderer/features/checkout/layers'
import type { OrderVerb, Selection } from '@renderer/features/checkout/selection'

const RETRY = 'retry/'

/** The page that such orders are made on. */
export const ORDER_PATHS = { checkout: paths.checkout, execute: paths.run } as const satisfies Record<
  OrderVerb,
  string
>

/** The place of the Check out or the Run page, filled in with what a task of that kind asked for. */
export function retryPath(taskId: number, kind: OrderVerb = 'checkout'): string {
  return `${ORDER_PATHS[kind]}/${RETRY}${taskId}`
}

/** The task that a place below one of these pages names, if it is `retryPath`. */
export function retriedTask(below: string): number | undefined {
  const id = below.startsWith(RETRY) ? Number(below.slice(RETRY.length)) : Number.NaN
  return Number.isInteger(id) && id > 0 ? id : undefined
}

/**
 * What a task asked for, as a draft to change: of hosts as many as did not come to be, and at each argument what was
 * said of it. Undefined for a task that ordered nothing.
 */
export function retryDraft(
  task: Task,
): { readonly selection: Selection; readonly draft: CheckoutDraft } | undefined {
  if (task.request.kind !== 'checkout' && task.request.kind !== 'execute') return undefined
  const { request } = task.request
  const wanted = task.request.kind === 'checkout' ? task.request.request.count : 1
  const failed = task.lines.filter(
    (line) => line.status.state === 'failed' || line.status.state === 'cancelled',
  )
  const ignored = [...new Set(task.lines.flatMap((line) => line.ignored ?? []))]
  const errors = task.lines.flatMap((line) =>
    line.status.state === 'failed' ? Object.entries(line.status.error.fieldErrors ?? {}) : [],
  )
  return {
    selection: { target: request.target, action: request.action, offering: request.offering },
    draft: {
      values: request.arguments,
      rows: [],
      kept: {},
      count: isEnded(task.state) && failed.length > 0 ? failed.length : wanted,
      tags: tagsOf(request.labels),
      errors: Object.fromEntries(errors),
      layers: orderedLayers(request),
      ...(ignored.length === 0 ? {} : { ignored: ignoredValues(ignored, request) }),
    },
  }
}
