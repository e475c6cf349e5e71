import { useQueryClient } from '@tanstack/react-query'
import type { HostSummary } from '@shared/domain/host'
import { count } from '@shared/lib/words'
import { orToast } from '@renderer/app/problem-toast'
import { loadHosts } from '@renderer/features/hosts/load-hosts'
import { useCopyText } from '@renderer/ui/copy-text'
import { toastManager } from '@renderer/ui/toast-manager'

/** Copies the hostnames of hosts, one a line, and says how many there were. */
export function useCopyHostnames(known: Iterable<HostSummary>): (ids: ReadonlySet<string>) => Promise<void> {
  const client = useQueryClient()
  const copyText = useCopyText()
  return async (ids) => {
    await orToast(async () => {
      const names = (await loadHosts(client, ids, known)).flatMap((host) => host.hostname ?? [])
      const [first] = names
      if (first === undefined) {
        toastManager.show({ tone: 'warn', title: 'No hostname to copy', description: 'It is not known yet.' })
        return
      }
      await copyText(names.join('\n'))
      const title = names.length === 1 ? `${first} copied` : `${count(names.length, 'hostname')} copied`
      toastManager.show({ tone: 'ok', title })
    })
  }
}
