export { ProvidersPage } from '@renderer/features/providers/ProvidersPage'
