import { useQuery } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useId, type ReactElement } from 'react'
import { DEFAULT_PREFERENCES, type Preferences } from '@shared/domain/settings'
import { toastProblem } from '@renderer/app/problem-toast'
import { preferencesQuery } from '@renderer/app/queries'
import { useCall } from '@renderer/bridge/queries'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { Button } from '@renderer/ui/Button'
import { IconButton } from '@renderer/ui/IconButton'
import { Toolbar } from '@renderer/ui/Layout'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

const CHOICES = [
  { value: 'off', label: 'No report' },
  { value: 'full', label: 'Full report' },
  { value: 'broker', label: 'Broker output' },
] as const satisfies readonly { value: Preferences['automaticReports']; label: string }[]

/** What is written for each task that ends, and where. */
export function AutomaticBar({ folder }: { readonly folder: string | undefined }): ReactElement {
  const { automaticReports } = useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES
  const save = useSavePreferences()
  const choose = useCall('reports.chooseFolder', { onError: toastProblem })
  const open = useCall('reports.openFolder', { onError: toastProblem })
  const pathId = useId()
  return (
    <Toolbar label="Automatic reports">
      <span className="whitespace-nowrap text-ink-2">For each task that ends</span>
      <SegmentedControl
        label="For each task that ends"
        value={automaticReports}
        onChange={(value) => {
          save({ automaticReports: value })
        }}
        options={CHOICES}
      />
      {automaticReports === 'off' || folder === undefined ? null : (
        <>
          <span className="text-ink-2">in</span>
          <span id={pathId} className="min-w-0 truncate mono text-ink-2 select-text" title={folder}>
            {folder}
          </span>
          <Button
            aria-describedby={pathId}
            busy={choose.isPending}
            onClick={() => {
              choose.mutate({})
            }}
          >
            Change folder
          </Button>
          <IconButton
            icon={FolderOpen}
            label="Open the folder"
            onClick={() => {
              open.mutate({})
            }}
          />
        </>
      )}
    </Toolbar>
  )
}
