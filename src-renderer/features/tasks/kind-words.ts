import type { Task } from '@shared/domain/task'

/** How the lines of a kind of task are spoken of. */
export interface KindWords {
  /** A line that is done: "Ready". */
  readonly done: string
  /** Several that are done: "2 ready". */
  readonly doneMany: string
  /** Several that have not ended: "2 being made". */
  readonly open: string
  /** Whether a line stands for a host that has its name from the start. */
  readonly isNamed: boolean
}

/** The words of each kind of task. */
export const KIND_WORDS: Readonly<Record<Task['kind'], KindWords>> = {
  checkout: { done: 'Ready', doneMany: 'ready', open: 'being made', isNamed: false },
  checkin: { done: 'Checked in', doneMany: 'checked in', open: 'being checked in', isNamed: true },
  extend: { done: 'Extended', doneMany: 'extended', open: 'being extended', isNamed: true },
  execute: { done: 'Done', doneMany: 'done', open: 'running', isNamed: true },
  sync: { done: 'Written', doneMany: 'written', open: 'being written', isNamed: true },
}
