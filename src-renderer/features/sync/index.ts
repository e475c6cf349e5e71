export { SyncAllPane } from '@renderer/features/sync/SyncAllPane'
export { SyncPane } from '@renderer/features/sync/SyncPane'
