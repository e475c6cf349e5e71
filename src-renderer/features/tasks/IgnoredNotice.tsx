import { Pencil } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Task, TaskLine } from '@shared/domain/task'
import { goTo } from '@renderer/app/navigation'
import { retryPath } from '@renderer/features/checkout/retry'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'

/** Says that the provider took no notice of arguments of a line: what came to be may be something else. */
export function IgnoredNotice({
  task,
  line,
}: {
  readonly task: Task
  readonly line: TaskLine
}): ReactElement | null {
  const { ignored = [] } = line
  const { kind } = task
  if (ignored.length === 0) return null
  return (
    <div className="px-5 py-4">
      <Callout
        tone="warn"
        title={`Ignored at the launch: ${ignored.join(', ')}`}
        actions={
          kind === 'checkout' || kind === 'execute' ? (
            <Button
              icon={Pencil}
              onClick={() => {
                goTo(retryPath(task.id, kind))
              }}
            >
              {kind === 'execute' ? 'Run again with changes' : 'Check out again with changes'}
            </Button>
          ) : undefined
        }
      >
        The template does not take this at its launch, so what it made may not be what was asked for. Leave it
        out, or ask the owner of the template to allow it.
      </Callout>
    </div>
  )
}
