export { CheckinNotices } from '@renderer/features/hosts/CheckinNotices'
export { HostsPage } from '@renderer/features/hosts/HostsPage'
