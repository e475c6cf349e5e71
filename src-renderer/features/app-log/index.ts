export { LogPage } from '@renderer/features/app-log/LogPage'
