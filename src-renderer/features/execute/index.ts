export { RunPage } from '@renderer/features/execute/RunPage'
