import { useQueryClient } from '@tanstack/react-query'
import type { ErrorData } from '@shared/domain/error'
import type { InstanceDraft, InstanceView } from '@shared/domain/settings'
import { useCall } from '@renderer/bridge/queries'
import { instancesQuery } from '@renderer/features/settings/queries'

function withSaved(
  instances: readonly InstanceView[],
  draft: InstanceDraft,
  saved: InstanceView,
): InstanceView[] {
  const before = draft.previousName ?? draft.instance
  const index = instances.findIndex(
    ({ provider, instance }) => provider === draft.provider && instance === before,
  )
  return index === -1 ? [...instances, saved] : instances.with(index, saved)
}

/**
 * Saves an instance. Its answer is put into the list at once, so that the page can go to a new name without a moment in
 * which there is no instance of that name.
 */
export function useSaveInstance(options: {
  readonly onSaved: (saved: InstanceView) => void
  readonly onError: (error: ErrorData) => void
}): { readonly save: (draft: InstanceDraft) => void; readonly isPending: boolean } {
  const client = useQueryClient()
  const call = useCall('settings.saveInstance', {
    onSuccess(saved, draft) {
      client.setQueryData(instancesQuery.queryKey, (last) =>
        last === undefined ? last : { instances: withSaved(last.instances, draft, saved) },
      )
      options.onSaved(saved)
    },
    onError(error) {
      options.onError(error.data)
    },
  })
  return { save: call.mutate, isPending: call.isPending }
}
