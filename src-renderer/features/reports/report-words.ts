import type { ReportAbout, ReportFormat } from '@shared/domain/written-report'
import { count } from '@shared/lib/words'

/** What a format is called in a list. */
export const FORMAT_WORDS: Readonly<Record<ReportFormat, string>> = {
  full: 'Full report',
  broker: 'Broker output',
  csv: 'Table',
}

/** A format to choose, with what it is for. */
export interface FormatChoice {
  readonly value: ReportFormat
  readonly label: string
  readonly description: string
}

const CHOICES: readonly FormatChoice[] = [
  {
    value: 'full',
    label: 'Full report',
    description:
      'JSON with everything that is known: hosts, leases, arguments, steps, errors. It has a schema.',
  },
  {
    value: 'broker',
    label: 'Broker output',
    description: 'JSON with the keys of broker --output-file, for scripts that read it.',
  },
  { value: 'csv', label: 'Table', description: 'CSV with a row for each host, for a spreadsheet.' },
]

/** What something can be exported as: a task is no table of hosts. */
export function formatsFor(about: ReportAbout): readonly FormatChoice[] {
  return about.kind === 'task' ? CHOICES.filter(({ value }) => value !== 'csv') : CHOICES
}

/** The title of the export dialog: verb and count. */
export function exportTitle(about: ReportAbout): string {
  switch (about.kind) {
    case 'task':
      return `Export task ${about.taskId}`
    case 'hosts':
      return `Export ${count(about.hostIds.length, 'host')}`
    case 'inventory':
      return 'Export the inventory'
  }
}

/** "812 B", "12 kB", "3.4 MB": decimal, as file managers count. Number and unit never part. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes}\u00A0B`
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB']
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)}\u00A0${unit}`
}

/** A path as its folder and its name, on every system. */
export function pathParts(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return { folder: path.slice(0, Math.max(at, 0)), name: path.slice(at + 1) }
}
