import type { Extension } from '@shared/domain/lease'
import { count } from '@shared/lib/words'
import { goTo, paths } from '@renderer/app/navigation'
import type { BridgeError } from '@renderer/bridge/client'
import { useCall } from '@renderer/bridge/queries'
import { extendToastId, follow } from '@renderer/features/leases/followed'
import { toastManager } from '@renderer/ui/toast-manager'

/** Begins an extension, tells that it was begun, and sees that its outcome is told. */
export function useStartExtend(): {
  readonly isPending: boolean
  readonly start: (
    hostIds: readonly string[],
    extension: Extension,
    after: { readonly onStarted?: () => void; readonly onError: (error: BridgeError) => void },
  ) => void
} {
  const extend = useCall('hosts.extend')
  return {
    isPending: extend.isPending,
    start(hostIds, extension, after) {
      extend.mutate(
        { hostIds: [...hostIds], extension },
        {
          onSuccess({ taskId }) {
            toastManager.show({
              id: extendToastId(taskId),
              title: `Extending ${count(hostIds.length, 'host')}`,
              actions: [
                {
                  label: 'Show task',
                  onPress() {
                    goTo(paths.task(taskId))
                  },
                },
              ],
            })
            follow(taskId)
            after.onStarted?.()
          },
          onError: after.onError,
        },
      )
    },
  }
}
