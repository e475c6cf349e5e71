import type { ReactElement } from 'react'
import type { ReminderSettings } from '@shared/domain/reminder'
import type { InstanceView, Preferences } from '@shared/domain/settings'
import { useNow } from '@renderer/app/now'
import { LeaseRules } from '@renderer/features/settings/LeaseRules'
import { lengthText, readThresholds, thresholdError } from '@renderer/features/settings/length-text'
import { PauseGroup } from '@renderer/features/settings/PauseGroup'
import { PreferenceTime } from '@renderer/features/settings/PreferenceTime'
import { reminderPreview, WEEK, weekendText } from '@renderer/features/settings/reminder-preview'
import { SettingsBody, SettingsGroup } from '@renderer/features/settings/SettingsBody'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { Checkbox } from '@renderer/ui/Checkbox'
import { Field } from '@renderer/ui/Field'
import { Switch } from '@renderer/ui/Switch'
import { TagInput } from '@renderer/ui/TagInput'

function Preview({ settings }: { readonly settings: ReminderSettings }): ReactElement {
  const now = useNow()
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const { title, lines } = reminderPreview(settings, now, timeZone)
  return (
    <div className="mt-3 rounded-lg border border-line bg-sunken px-4 py-3 text-xs">
      <p className="font-medium text-ink">{title}</p>
      <ul className="mt-1 list-disc pl-4 text-ink-2 tnum">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

/** When leases are reminded of, when not, and what the application does while its window is closed. */
export function RemindersPage(props: {
  readonly preferences: Preferences
  readonly instances: readonly InstanceView[]
}): ReactElement {
  const { preferences } = props
  const { reminders } = preferences
  const { quietHours, workingHours } = reminders
  const save = useSavePreferences()
  const change = (patch: Partial<ReminderSettings>): void => {
    save({ reminders: { ...reminders, ...patch } })
  }
  const weekend = weekendText(reminders)
  return (
    <SettingsBody title="Reminders">
      <PauseGroup />
      <SettingsGroup title="Before a lease ends">
        <Field
          label="Remind me"
          help="Lengths such as 1 day, 4 h or 15 min, at most 10. Each comes once for each end."
        >
          <TagInput
            values={reminders.thresholdsMinutes.map(lengthText)}
            validate={thresholdError}
            placeholder={reminders.thresholdsMinutes.length === 0 ? 'No reminder before the end' : 'Add'}
            onChange={(texts) => {
              change({ thresholdsMinutes: readThresholds(texts).slice(0, 10) })
            }}
          />
        </Field>
        <Preview settings={reminders} />
      </SettingsGroup>
      <SettingsGroup title="Quiet hours">
        <Switch
          checked={quietHours.enabled}
          onChange={(enabled) => {
            change({ quietHours: { ...quietHours, enabled } })
          }}
        >
          Tell nothing at night
        </Switch>
        <div className="mt-2 flex gap-4">
          <PreferenceTime
            label="Quiet from"
            value={quietHours.from}
            disabled={!quietHours.enabled}
            onSave={(from) => {
              change({ quietHours: { ...quietHours, from } })
            }}
          />
          <PreferenceTime
            label="Quiet until"
            value={quietHours.to}
            disabled={!quietHours.enabled}
            onSave={(to) => {
              change({ quietHours: { ...quietHours, to } })
            }}
          />
        </div>
        <p className="mt-2 text-xs text-ink-3">
          {quietHours.enabled
            ? `What comes due in them is told at ${quietHours.to} in one summary.`
            : 'Reminders come at any time of day.'}
        </p>
      </SettingsGroup>
      <SettingsGroup title="Working hours">
        <div role="group" aria-label="Working days" className="flex flex-wrap gap-x-4 gap-y-1">
          {WEEK.map(({ day, label, name }) => (
            <Checkbox
              key={day}
              checked={workingHours.days.includes(day)}
              onChange={(checked) => {
                const others = workingHours.days.filter((each) => each !== day)
                const days = checked ? [...others, day].toSorted((a, b) => a - b) : others
                change({ workingHours: { ...workingHours, days } })
              }}
            >
              <abbr title={name} className="no-underline">
                {label}
              </abbr>
            </Checkbox>
          ))}
        </div>
        <div className="mt-3 flex gap-4">
          <PreferenceTime
            label="Work from"
            value={workingHours.from}
            onSave={(from) => {
              change({ workingHours: { ...workingHours, from } })
            }}
          />
          <PreferenceTime
            label="Work until"
            value={workingHours.to}
            onSave={(to) => {
              change({ workingHours: { ...workingHours, to } })
            }}
          />
        </div>
        <div className="mt-3">
          <Switch
            checked={reminders.weekendGuard}
            onChange={(weekendGuard) => {
              change({ weekendGuard })
            }}
          >
            One notice before days off
          </Switch>
          <p className="text-xs text-ink-3">
            {weekend ??
              (reminders.weekendGuard
                ? 'There are no days off in the week, so there is no notice.'
                : 'Leases that end on days off are reminded of like all others.')}
          </p>
        </div>
      </SettingsGroup>
      <SettingsGroup title="Single instances and nicks">
        <LeaseRules
          rules={preferences.leaseRules}
          instances={props.instances}
          everywhere={reminders.thresholdsMinutes}
          onSave={(leaseRules) => {
            save({ leaseRules })
          }}
        />
      </SettingsGroup>
      <SettingsGroup title="While the window is closed">
        <div className="flex flex-col gap-1">
          <Switch
            checked={preferences.closeToTray}
            onChange={(closeToTray) => {
              save({ closeToTray })
            }}
          >
            Stay in the tray when the window is closed
          </Switch>
          <Switch
            checked={preferences.startAtLogin}
            onChange={(startAtLogin) => {
              save({ startAtLogin })
            }}
          >
            Start hidden when you sign in
          </Switch>
        </div>
        <p className="text-xs text-ink-3">
          {preferences.closeToTray
            ? 'Reminders go on until you quit from the menu of the tray.'
            : 'Reminders end with the window. What was missed is told at the next start.'}
        </p>
      </SettingsGroup>
    </SettingsBody>
  )
}
