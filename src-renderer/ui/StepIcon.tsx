import { Ban, Circle, CircleCheck, CircleMinus, CircleX } from 'lucide-react'
import type { ReactElement } from 'react'
import { Spinner } from '@renderer/ui/Spinner'
import type { StepState } from '@renderer/ui/step-segments'

/** The sign of a step; its word stands beside it. */
export function StepIcon({ state }: { readonly state: StepState }): ReactElement {
  switch (state) {
    case 'done':
      return <CircleCheck size={16} strokeWidth={1.75} aria-hidden className="flex-none text-accent-ink" />
    case 'running':
      return <Spinner size={16} />
    case 'failed':
      return <CircleX size={16} strokeWidth={1.75} aria-hidden className="flex-none text-danger-ink" />
    case 'cancelled':
      return <Ban size={16} strokeWidth={1.75} aria-hidden className="flex-none text-ink-3" />
    case 'skipped':
      return <CircleMinus size={16} strokeWidth={1.75} aria-hidden className="flex-none text-ink-3" />
    case 'waiting':
      return <Circle size={16} strokeWidth={1.75} aria-hidden className="flex-none text-ink-3" />
  }
}
