import type { ReactElement } from 'react'
import type { TaskLine } from '@shared/domain/task'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { lineSteps } from '@renderer/features/tasks/line-steps'
import { StepRail } from '@renderer/ui/StepRail'

/** The steps of the line that is looked at: each with its state, its time, and its own page where it has one. */
export function LineProgress(props: {
  readonly line: TaskLine
  readonly nowMs: number
}): ReactElement | null {
  const { line } = props
  const open = useCall('app.openLink', { onError: toastProblem })
  if (line.steps.length === 0) return null
  return (
    <div className="border-t border-line px-5 pt-3 pb-2">
      <StepRail
        label={`Steps of ${line.title}`}
        steps={lineSteps(line, props.nowMs).map(({ link, ...step }) => ({
          ...step,
          onOpen:
            link === undefined
              ? undefined
              : () => {
                  open.mutate({ url: link.url })
                },
        }))}
      />
    </div>
  )
}
