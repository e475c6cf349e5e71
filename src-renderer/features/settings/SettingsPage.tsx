import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { navigate } from 'wouter/use-hash-location'
import type { InstanceView } from '@shared/domain/settings'
import { CallProblem } from '@renderer/app/CallProblem'
import { paths, usePlace, usePlaceBelow } from '@renderer/app/navigation'
import { appInfoQuery, preferencesQuery } from '@renderer/app/queries'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { NickEditorPage, NicksPage } from '@renderer/features/nicks'
import { LogPage } from '@renderer/features/app-log'
import { FilePage, ImportPage } from '@renderer/features/settings-file'
import { AddInstancePage } from '@renderer/features/settings/AddInstancePage'
import { AppearancePage } from '@renderer/features/settings/AppearancePage'
import { GeneralPage } from '@renderer/features/settings/GeneralPage'
import { InstancePage } from '@renderer/features/settings/InstancePage'
import { settingsPaths, settingsPlace } from '@renderer/features/settings/place'
import { ProvidersPage } from '@renderer/features/settings/ProvidersPage'
import { instancesQuery, kindsQuery } from '@renderer/features/settings/queries'
import { RemindersPage } from '@renderer/features/settings/RemindersPage'
import { SettingsRail } from '@renderer/features/settings/SettingsRail'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { SplitPane } from '@renderer/ui/Layout'

function Content(): ReactElement {
  const path = usePlace()
  const place = settingsPlace(usePlaceBelow(paths.settings))
  const [kinds, instances, info, preferences] = [
    useQuery(kindsQuery),
    useQuery(instancesQuery),
    useQuery(appInfoQuery),
    useQuery(preferencesQuery),
  ]
  const savePreferences = useSavePreferences()
  // A saved instance may have another place than its form had; it is the same form all the same.
  const [moved, setMoved] = useState<{ readonly to: string; readonly key: string }>()
  const key = moved?.to === path ? moved.key : path
  const error = kinds.error ?? instances.error ?? info.error ?? preferences.error

  function saved(instance: InstanceView): void {
    // An instance of one's own is what the first run was to lead to.
    if (preferences.data?.firstRunDone === false) savePreferences({ firstRunDone: true })
    const to = settingsPaths.instance(instance)
    if (to === path) return
    setMoved({ to, key })
    navigate(to, { replace: true })
  }

  if (error !== null) {
    return (
      <div className="flex-1 p-5">
        <CallProblem
          error={error}
          onRetry={() => {
            for (const query of [kinds, instances, info, preferences]) void query.refetch()
          }}
        />
      </div>
    )
  }
  if (!kinds.data || !instances.data || !info.data || !preferences.data)
    return <Waiting label="Reading the settings" />
  const all = { kinds: kinds.data.kinds, instances: instances.data.instances }
  return (
    <SplitPane>
      <SettingsRail place={place} instances={all.instances} />
      <div className="@container/settings flex min-h-0 min-w-0 flex-1 flex-col">
        {place.page === 'general' ? <GeneralPage preferences={preferences.data} info={info.data} /> : null}
        {place.page === 'reminders' ? (
          <RemindersPage preferences={preferences.data} instances={all.instances} />
        ) : null}
        {place.page === 'appearance' ? <AppearancePage preferences={preferences.data} /> : null}
        {place.page === 'providers' ? <ProvidersPage {...all} /> : null}
        {place.page === 'file' ? <FilePage /> : null}
        {place.page === 'import' ? <ImportPage preferences={preferences.data} /> : null}
        {place.page === 'log' ? <LogPage preferences={preferences.data} /> : null}
        {place.page === 'nicks' ? <NicksPage /> : null}
        {place.page === 'nick' ? <NickEditorPage key={path} name={place.name} {...all} /> : null}
        {place.page === 'add' ? <AddInstancePage {...all} /> : null}
        {place.page === 'instance' || place.page === 'new' ? (
          <InstancePage
            key={key}
            place={place}
            {...all}
            secretsProtected={info.data.secretsProtected}
            onSaved={saved}
          />
        ) : null}
      </div>
    </SplitPane>
  )
}

/** The settings: how the application works, how it looks, and the providers it works with. */
export function SettingsPage(): ReactElement {
  return (
    <>
      <PageHeader title="Settings" />
      <Content />
    </>
  )
}
