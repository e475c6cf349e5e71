import type { ReactElement } from 'react'
import { PageHeader } from '@renderer/app/shell/PageHeader'

/** What is held. */
export function HostsPage(): ReactElement {
  return <PageHeader title="Hosts" />
}
