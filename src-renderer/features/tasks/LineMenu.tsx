import { Ban, Copy, Ellipsis, Server } from 'lucide-react'
import type { ReactElement } from 'react'
import { isEnded, type Task, type TaskLine } from '@shared/domain/task'
import { goTo, paths } from '@renderer/app/navigation'
import { useLinkEntries } from '@renderer/app/OpenLink'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu, type MenuEntry } from '@renderer/ui/Menu'

/** What can be done with one host of a task. */
export function LineMenu(props: {
  readonly taskId: number
  readonly line: TaskLine
  readonly kind: Task['kind']
  readonly cancelling: boolean
}): ReactElement {
  const { line, taskId } = props
  const cancel = useCall('tasks.cancel', { onError: toastProblem })
  const copy = useCall('app.copyText', { onError: toastProblem })
  const links = useLinkEntries(line.links)
  const { state } = line.status
  const ready = props.kind === 'checkout' && state === 'succeeded'
  const items: readonly MenuEntry[] = [
    ...(ready
      ? ([
          {
            id: 'copy',
            label: 'Copy hostname',
            icon: Copy,
            onSelect() {
              copy.mutate({ text: line.title })
            },
          },
          {
            id: 'hosts',
            label: 'Show hosts',
            icon: Server,
            onSelect() {
              goTo(paths.hosts)
            },
          },
        ] satisfies readonly MenuEntry[])
      : []),
    ...links,
    {
      id: 'cancel',
      label: state === 'waiting' ? 'Undo for this host' : 'Cancel this host',
      icon: Ban,
      danger: true,
      disabledReason: cancelReason(isEnded(state), props.cancelling),
      onSelect() {
        cancel.mutate({ taskId, line: line.line })
      },
    },
  ]
  return (
    <span
      role="presentation"
      onClick={(event) => {
        event.stopPropagation()
      }}
    >
      <Menu
        align="end"
        label={`Actions for host ${line.line}`}
        trigger={<IconButton icon={Ellipsis} label={`Actions for host ${line.line}`} size={24} />}
        items={items}
      />
    </span>
  )
}

function cancelReason(ended: boolean, cancelling: boolean): string | undefined {
  if (ended) return 'It has ended.'
  return cancelling ? 'The whole task is being cancelled.' : undefined
}
