import type { ArgumentSources } from '@shared/domain/argument-source'
import type { HostEvent } from '@shared/domain/host'
import type { Task } from '@shared/domain/task'
import type { HostRecord } from '@main/ports/inventory'

/** A host with its history, oldest first. */
export interface ReportedHost {
  readonly host: HostRecord
  readonly events: readonly HostEvent[]
  /** Where its arguments came from, as far as its check out says. */
  readonly sources?: ArgumentSources | undefined
}

/** What a report tells of, as the inventory has it. */
export interface Subject {
  readonly about: 'task' | 'hosts' | 'inventory'
  readonly task?: Task | undefined
  readonly hosts: readonly ReportedHost[]
}
