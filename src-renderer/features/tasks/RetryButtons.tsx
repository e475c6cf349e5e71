import { Pencil, RotateCw } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Task } from '@shared/domain/task'
import { goTo } from '@renderer/app/navigation'
import { useShortcut } from '@renderer/app/shortcuts'
import { SHORTCUTS } from '@renderer/app/shortcut-map'
import { retryPath } from '@renderer/features/checkout/retry'
import { useRetry } from '@renderer/features/tasks/use-retry'
import { Button } from '@renderer/ui/Button'

/**
 * Retry as it was and with changes. As it was is always there: a person may have mended the world meanwhile, and what
 * may still run at the provider is taken up again. A sync that was applied is history and has neither.
 */
export function RetryButtons(props: { readonly task: Task; readonly primary: boolean }): ReactElement | null {
  const { task } = props
  const retry = useRetry(task.id)
  const { kind } = task
  const hasForm = kind === 'checkout' || kind === 'execute'
  const change = (): void => {
    if (hasForm) goTo(retryPath(task.id, kind))
  }
  useShortcut('retryWithChanges', change, hasForm)
  if (kind === 'sync') return null
  return (
    <>
      <Button icon={RotateCw} busy={retry.busy} onClick={retry.start}>
        {hasForm ? 'Retry as it was' : 'Retry'}
      </Button>
      {hasForm ? (
        <Button
          variant={props.primary ? 'primary' : 'secondary'}
          icon={Pencil}
          keyHint={SHORTCUTS.retryWithChanges.keys[0]}
          onClick={change}
        >
          Retry with changes
        </Button>
      ) : null}
    </>
  )
}
