import { Monitor, Moon, Sun } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Preferences } from '@shared/domain/settings'
import { SettingsBody, SettingsGroup } from '@renderer/features/settings/SettingsBody'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { Field } from '@renderer/ui/Field'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

/** How Broker Desktop looks; what is chosen holds at once. */
export function AppearancePage({ preferences }: { readonly preferences: Preferences }): ReactElement {
  const save = useSavePreferences()
  return (
    <SettingsBody title="Appearance">
      <SettingsGroup title="Colours">
        <Field label="Theme" help={preferences.theme === 'system' ? 'Light or dark, as the system is' : ''}>
          <SegmentedControl
            size={32}
            value={preferences.theme}
            onChange={(theme) => {
              save({ theme })
            }}
            options={[
              { value: 'system', label: 'System', icon: Monitor },
              { value: 'light', label: 'Light', icon: Sun },
              { value: 'dark', label: 'Dark', icon: Moon },
            ]}
          />
        </Field>
      </SettingsGroup>
    </SettingsBody>
  )
}
