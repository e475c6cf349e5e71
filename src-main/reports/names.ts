import { hostTitle, shortNames } from '@shared/domain/host'
import type { Task } from '@shared/domain/task'
import type { ReportFormat } from '@shared/domain/written-report'
import { count, nameSome } from '@shared/lib/words'
import type { Subject } from './subject'

const EXTENSIONS: Readonly<Record<ReportFormat, string>> = { full: 'json', broker: 'json', csv: 'csv' }

/** What a report is called in the history. */
export function reportTitle(subject: Subject): string {
  if (subject.task !== undefined) return subject.task.title
  const { hosts } = subject
  if (subject.about === 'inventory') return `Inventory, ${count(hosts.length, 'host')}`
  return nameSome(shortNames(hosts.map(({ host }) => hostTitle(host))))
}

/** The name of a file that the save dialog begins with. */
export function suggestedName(subject: Subject, format: ReportFormat, nowMs: number): string {
  const what = subject.task === undefined ? subject.about : `task-${subject.task.id}`
  const broker = format === 'broker' ? '-broker' : ''
  return `${what}${broker}-${stamp(nowMs)}.${EXTENSIONS[format]}`
}

/** The name of an automatic report: in order by time, and by it one sees what it is about. */
export function automaticName(task: Task, format: 'full' | 'broker'): string {
  const broker = format === 'broker' ? '-broker' : ''
  return `${stamp(task.endedAtMs ?? task.createdAtMs)}-task-${task.id}-${task.kind}${broker}.json`
}

/** Another name for a file whose name is taken: "a.json", "a-2.json". */
export function numbered(path: string, n: number): string {
  return n === 1 ? path : path.replace(/(\.\w+)$/, `-${n}$1`)
}

/** "20261112T140000Z": no character that a file system refuses. */
function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}
