import { useQuery } from '@tanstack/react-query'
import { BookmarkPlus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { HostFilter } from '@shared/domain/host'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { toastProblem } from '@renderer/app/problem-toast'
import { preferencesQuery } from '@renderer/app/queries'
import { useCall } from '@renderer/bridge/queries'
import { NameFilterDialog } from '@renderer/features/hosts/NameFilterDialog'
import { isFiltered } from '@renderer/features/hosts/view'
import { IconButton } from '@renderer/ui/IconButton'
import { toastManager } from '@renderer/ui/toast-manager'

/** Keeps what the list is filtered by under a name, in the sidebar. */
export function SaveFilterButton({ filter }: { readonly filter: HostFilter }): ReactElement {
  const { savedFilters } = useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES
  const save = useCall('settings.savePreferences', { onError: toastProblem })
  const [asked, setAsked] = useState<HostFilter>()
  return (
    <>
      <IconButton
        icon={BookmarkPlus}
        label="Save this filter"
        onClick={() => {
          if (isFiltered(filter)) setAsked(filter)
          else
            toastManager.show({
              title: 'There is no filter to save',
              description: 'Search, choose a chip or write a filter first.',
            })
        }}
      />
      {asked === undefined ? null : (
        <NameFilterDialog
          title="Save this filter"
          confirmLabel="Save filter"
          name=""
          others={savedFilters}
          onName={(name) => {
            save.mutate({ savedFilters: [...savedFilters, { name, ...asked }] })
          }}
          onClose={() => {
            setAsked(undefined)
          }}
        >
          {asked.filter === undefined ? null : (
            <p className="mt-3 mono text-xs break-words text-ink-2">{asked.filter}</p>
          )}
        </NameFilterDialog>
      )}
    </>
  )
}
