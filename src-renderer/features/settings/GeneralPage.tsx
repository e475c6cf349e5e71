import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { AppInfo } from '@shared/ipc/contract'
import type { Preferences } from '@shared/domain/settings'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { originHelp } from '@renderer/features/settings/environment-help'
import { PreferenceNumber } from '@renderer/features/settings/PreferenceNumber'
import { originsQuery } from '@renderer/features/settings/queries'
import { SettingsBody, SettingsGroup } from '@renderer/features/settings/SettingsBody'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { Button } from '@renderer/ui/Button'
import { Field } from '@renderer/ui/Field'
import { Switch } from '@renderer/ui/Switch'

function PathRow(props: {
  readonly label: string
  readonly path: string
  readonly onShow: () => void
}): ReactElement {
  return (
    <div className="flex min-h-11 items-center gap-3 px-4 py-2">
      <span className="w-24 flex-none text-ink-2">{props.label}</span>
      <span className="min-w-0 flex-1 mono break-all text-ink select-text">{props.path}</span>
      <Button size={24} aria-label={`Show ${props.label.toLowerCase()}`} onClick={props.onShow}>
        Show
      </Button>
    </div>
  )
}

function SecretsRow({ isProtected }: { readonly isProtected: boolean }): ReactElement {
  const Icon = isProtected ? CircleCheck : TriangleAlert
  return (
    <div className="flex min-h-11 items-start gap-3 px-4 py-3">
      <span className="w-24 flex-none text-ink-2">Secrets</span>
      <Icon
        size={16}
        strokeWidth={1.75}
        aria-hidden
        className={isProtected ? 'mt-0.5 text-ok-ink' : 'mt-0.5 text-warn-ink'}
      />
      <div className="min-w-0 flex-1">
        <p className="text-ink">
          {isProtected
            ? 'Protected by the system keyring'
            : 'Kept in memory only: this system has no keyring'}
        </p>
        <p className="text-xs text-ink-2">
          {isProtected
            ? 'Passwords and tokens that you type are not in the settings file.'
            : 'Passwords and tokens are gone when Broker Desktop ends, unless you keep them in the settings file.'}
        </p>
      </div>
    </div>
  )
}

/** How Broker Desktop works, and where it keeps what it knows. */
export function GeneralPage(props: {
  readonly preferences: Preferences
  readonly info: AppInfo
}): ReactElement {
  const { preferences, info } = props
  const save = useSavePreferences()
  const origins = useQuery(originsQuery).data
  const show = useCall('app.showPath', { onError: toastProblem })
  return (
    <SettingsBody title="General">
      <SettingsGroup title="Work">
        <div className="grid grid-cols-2 gap-x-5 gap-y-4">
          <PreferenceNumber
            label="Hosts worked on at once"
            help={originHelp(origins, 'concurrency') ?? 'Over all tasks. The others wait their turn.'}
            value={preferences.concurrency}
            min={1}
            max={100}
            unit="hosts"
            onSave={(concurrency) => {
              save({ concurrency })
            }}
          />
          <PreferenceNumber
            label="Time to undo a check in"
            help={originHelp(origins, 'undoSeconds') ?? '0 sends a check in at once.'}
            value={preferences.undoSeconds}
            min={0}
            max={120}
            unit="seconds"
            onSave={(undoSeconds) => {
              save({ undoSeconds })
            }}
          />
        </div>
      </SettingsGroup>
      <SettingsGroup title="Keyboard">
        <Field
          label="Letter shortcuts"
          help={
            originHelp(origins, 'letterShortcuts') ??
            'Keys that are one letter alone: C checks out, Y copies hostnames. All others stay.'
          }
        >
          <Switch
            checked={preferences.letterShortcuts}
            onChange={(letterShortcuts) => {
              save({ letterShortcuts })
            }}
          >
            {preferences.letterShortcuts ? 'On' : 'Off'}
          </Switch>
        </Field>
      </SettingsGroup>
      <SettingsGroup title="On this computer">
        <div className="divide-y divide-line rounded-lg border border-line-2 bg-surface">
          <PathRow
            label="Data folder"
            path={info.dataFolder}
            onShow={() => {
              show.mutate({ what: 'data' })
            }}
          />
          <PathRow
            label="Log file"
            path={info.logFile}
            onShow={() => {
              show.mutate({ what: 'log' })
            }}
          />
          <SecretsRow isProtected={info.secretsProtected} />
        </div>
        <p className="mt-2 text-xs text-ink-3 tnum select-text">
          Broker Desktop {info.version}, Electron {info.electronVersion}
        </p>
      </SettingsGroup>
    </SettingsBody>
  )
}
