export { FirstRunPage } from '@renderer/features/first-run/FirstRunPage'
