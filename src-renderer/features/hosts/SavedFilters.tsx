import { useQuery } from '@tanstack/react-query'
import { Ellipsis, ListFilter, Pencil, Trash2, TriangleAlert } from 'lucide-react'
import { useId, useState, type ReactElement } from 'react'
import type { HostCount } from '@shared/domain/host'
import type { SavedFilter } from '@shared/domain/saved-filter'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { count } from '@shared/lib/words'
import { hrefTo, paths } from '@renderer/app/navigation'
import { toastProblem } from '@renderer/app/problem-toast'
import { preferencesQuery } from '@renderer/app/queries'
import { NavLink } from '@renderer/app/shell/NavLink'
import { useCall } from '@renderer/bridge/queries'
import { NameFilterDialog } from '@renderer/features/hosts/NameFilterDialog'
import { hostCountsQuery } from '@renderer/features/hosts/queries'
import { filterOfSaved } from '@renderer/features/hosts/saved-filters'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu } from '@renderer/ui/Menu'
import { toastManager } from '@renderer/ui/toast-manager'

function countOf(found: HostCount | undefined): { readonly count?: number; readonly countLabel?: string } {
  if (found === undefined || 'problem' in found) return {}
  return { count: found.total, countLabel: count(found.total, 'host') }
}

/** The saved filters of the Hosts page in the sidebar, each with how many hosts it keeps now. */
export function SavedFilters(): ReactElement | null {
  const titleId = useId()
  const { savedFilters: all } = useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES
  const counts = useQuery({
    ...hostCountsQuery(all.map(filterOfSaved)),
    enabled: all.length > 0,
    placeholderData: (last) => last,
  }).data?.counts
  const save = useCall('settings.savePreferences', { onError: toastProblem })
  const [renamed, setRenamed] = useState<SavedFilter>()
  if (all.length === 0) return null

  function remove(saved: SavedFilter): void {
    save.mutate(
      { savedFilters: all.filter((other) => other !== saved) },
      {
        onSuccess: () => {
          toastManager.show({
            title: `Saved filter ${saved.name} deleted`,
            actions: [
              {
                label: 'Undo',
                onPress: () => {
                  save.mutate({ savedFilters: [...all] })
                },
              },
            ],
          })
        },
      },
    )
  }

  return (
    <section aria-labelledby={titleId} className="mt-5">
      <h2 id={titleId} className="mb-1 px-2 text-2xs font-medium text-ink-3">
        Saved filters
      </h2>
      <ul className="flex flex-col gap-px">
        {all.map((saved, index) => {
          const found = counts?.length === all.length ? counts[index] : undefined
          const isWrong = found !== undefined && 'problem' in found
          return (
            <li
              key={saved.name}
              className="group relative"
              title={isWrong ? found.problem.message : undefined}
            >
              <NavLink
                small
                current={false}
                item={{
                  id: saved.name,
                  label: saved.name,
                  icon: isWrong ? TriangleAlert : ListFilter,
                  href: hrefTo(paths.savedFilter(saved.name)),
                  ...countOf(found),
                }}
              />
              {isWrong ? <span className="sr-only">Cannot be used now: {found.problem.message}</span> : null}
              <span className="absolute top-0.5 right-0.5 rounded-md bg-track opacity-0 group-hover:opacity-100 focus-within:opacity-100 has-data-popup-open:opacity-100">
                <Menu
                  label={`Saved filter ${saved.name}`}
                  align="end"
                  trigger={
                    <IconButton icon={Ellipsis} size={24} label={`Change saved filter ${saved.name}`} />
                  }
                  items={[
                    {
                      id: 'rename',
                      label: 'Rename',
                      icon: Pencil,
                      onSelect: () => {
                        setRenamed(saved)
                      },
                    },
                    {
                      id: 'delete',
                      label: 'Delete',
                      icon: Trash2,
                      danger: true,
                      onSelect: () => {
                        remove(saved)
                      },
                    },
                  ]}
                />
              </span>
            </li>
          )
        })}
      </ul>
      {renamed === undefined ? null : (
        <NameFilterDialog
          title="Rename saved filter"
          confirmLabel="Rename filter"
          name={renamed.name}
          others={all.filter((other) => other.name !== renamed.name)}
          onName={(name) => {
            save.mutate({
              savedFilters: all.map((saved) => (saved.name === renamed.name ? { ...saved, name } : saved)),
            })
          }}
          onClose={() => {
            setRenamed(undefined)
          }}
        />
      )}
    </section>
  )
}
