import { count } from '@shared/lib/words'
import { orToast } from '@renderer/app/problem-toast'
import { broker } from '@renderer/bridge/broker'
import { useCopyText } from '@renderer/ui/copy-text'
import { toastManager } from '@renderer/ui/toast-manager'

/** Copies a line for each host, as `inventory_list_vars` of the settings file says, and how many there were. */
export function useCopyList(): (ids: ReadonlySet<string>) => Promise<void> {
  const copyText = useCopyText()
  return async (ids) => {
    await orToast(async () => {
      const { lines } = await broker.call('hosts.list', { hostIds: [...ids] })
      if (lines.length === 0) {
        toastManager.show({
          tone: 'warn',
          title: 'Nothing to copy',
          description: 'The hosts have nothing of what inventory_list_vars asks for.',
        })
        return
      }
      await copyText(lines.join('\n'))
      toastManager.show({ tone: 'ok', title: `${count(lines.length, 'line')} copied` })
    })
  }
}
