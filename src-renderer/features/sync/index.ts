export { SyncPane } from '@renderer/features/sync/SyncPane'
