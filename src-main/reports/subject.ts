import type { HostEvent } from '@shared/domain/host'
import type { Task } from '@shared/domain/task'
import type { HostRecord } from '@main/ports/inventory'

/** A host with its history, oldest first. */
export interface ReportedHost {
  readonly host: HostRecord
  readonly events: readonly HostEvent[]
}

/** What a report tells of, as the inventory has it. */
export interface Subject {
  readonly about: 'task' | 'hosts' | 'inventory'
  readonly task?: Task | undefined
  readonly hosts: readonly ReportedHost[]
}
