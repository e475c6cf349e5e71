import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Preferences } from '@shared/domain/settings'
import { CallProblem } from '@renderer/app/CallProblem'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { SettingsBody, SettingsGroup } from '@renderer/features/settings/SettingsBody'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { FolderCard } from '@renderer/features/settings-file/FolderCard'
import { folderQuery } from '@renderer/features/settings-file/queries'
import { Button } from '@renderer/ui/Button'
import { Field } from '@renderer/ui/Field'
import { Switch } from '@renderer/ui/Switch'

/** What the broker command has on this computer, and living side by side with it. */
export function ImportPage({ preferences }: { readonly preferences: Preferences }): ReactElement {
  const [folder, setFolder] = useState<string>()
  const found = useQuery(folderQuery(folder))
  const save = useSavePreferences()
  const choose = useCall('brokerFolder.choose', {
    onSuccess(answer) {
      if (answer.folder !== undefined) setFolder(answer.folder)
    },
    onError: toastProblem,
  })
  const isEmpty = found.data?.settings === undefined && found.data?.inventory === undefined
  return (
    <SettingsBody
      title="Import"
      text="Use or copy the settings of the broker command, and take over the hosts of its inventory."
      actions={
        <Button
          busy={choose.isPending}
          onClick={() => {
            choose.mutate({})
          }}
        >
          Choose another folder
        </Button>
      }
    >
      <div className="mt-4">
        {found.error === null ? null : (
          <CallProblem
            error={found.error}
            onRetry={() => {
              void found.refetch()
            }}
          />
        )}
        {found.data === undefined ? null : isEmpty ? (
          <p className="text-ink-2">
            There is no Broker configuration in <span className="mono select-text">{found.data.folder}</span>.
          </p>
        ) : (
          <FolderCard key={found.data.folder} found={found.data} isProposed />
        )}
      </div>
      <SettingsGroup title="Side by side with the broker command">
        <Field
          label="Keep its inventory.yaml up to date"
          help="Hosts that you check out and check in here appear and disappear there. What others wrote stays. Pretend hosts are left out."
        >
          <Switch
            checked={preferences.writeInventory}
            onChange={(writeInventory) => {
              save({ writeInventory })
            }}
          >
            {preferences.writeInventory ? 'On' : 'Off'}
          </Switch>
        </Field>
      </SettingsGroup>
    </SettingsBody>
  )
}
