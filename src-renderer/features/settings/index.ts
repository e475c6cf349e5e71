export { SettingsPage } from '@renderer/features/settings/SettingsPage'
