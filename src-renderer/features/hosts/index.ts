export { CheckinNotices } from '@renderer/features/hosts/CheckinNotices'
export { SavedFilters } from '@renderer/features/hosts/SavedFilters'
export { HostsPage } from '@renderer/features/hosts/HostsPage'
