import { setImmediate } from 'node:timers/promises'
import { REPORT_VERSION, type Report } from '@shared/domain/report'
import type { ReportFormat } from '@shared/domain/written-report'
import type { Json } from '@shared/lib/json'
import { openArguments } from '@main/engine/argument-secrets'
import type { SecretVault } from '@main/ports/vault'
import type { AuthType } from './auth-type'
import { brokerHost } from './broker-host'
import { brokerOutput, brokerText } from './broker-layout'
import { cleanJson, redactor, type Redact } from './clean'
import { csvRow, hostsCsv } from './csv'
import { reportHost } from './full-host'
import { reportTask } from './full-task'
import { at } from './moments'
import type { Subject } from './subject'

const AT_ONCE = 100

/** What a report is written with, beside what it is about. */
export interface RenderOptions {
  readonly applicationVersion: string
  readonly nowMs: number
  readonly vault: SecretVault
  /** Takes out every secret that is alive in this process. */
  readonly redact: Redact
  readonly authType: AuthType | undefined
  readonly fields: CsvFields
}

/** The columns that the settings file adds to a table. */
export interface CsvFields {
  readonly titles: readonly string[]
  /** The cells of a host, in the order of the titles. */
  readonly cellsOf: (hostId: string) => readonly string[]
}

/** The text of a report. No secret is in it: neither an argument's, nor in what a provider said or described. */
export async function renderReport(
  subject: Subject,
  format: ReportFormat,
  options: RenderOptions,
): Promise<string> {
  const redact = redactor(secretsOf(subject, options.vault), options.redact)
  const { hosts } = subject
  switch (format) {
    case 'full': {
      const { task } = subject
      const report: Report = {
        version: REPORT_VERSION,
        application: { name: 'Broker Desktop', version: options.applicationVersion },
        writtenAt: at(options.nowMs),
        about: subject.about,
        ...(task === undefined ? {} : { task: clean(reportTask(task), redact) }),
        hosts: await inTurns(hosts, (host) => clean(reportHost(host), redact)),
      }
      return `${JSON.stringify(report, undefined, 2)}\n`
    }
    case 'broker': {
      const { head, list } = brokerOutput(subject, options.authType)
      if (list === undefined) return brokerText(clean(head, redact))
      const records = await inTurns(list.hosts, (host) => clean(brokerHost(host), redact))
      return brokerText({ ...clean(head, redact), [list.key]: records })
    }
    case 'csv': {
      const { titles, cellsOf } = options.fields
      const rows = await inTurns(hosts, ({ host }) => clean([...csvRow(host), ...cellsOf(host.id)], redact))
      return hostsCsv(rows, titles)
    }
  }
}

/** Does it for each, and lets others have their turn in between: a large inventory must not hold up the window. */
async function inTurns<T, U>(all: readonly T[], one: (value: T) => U): Promise<U[]> {
  const done: U[] = []
  for (const [index, value] of all.entries()) {
    if (index > 0 && index % AT_ONCE === 0) await setImmediate()
    done.push(one(value))
  }
  return done
}

function clean<T extends object>(value: T, redact: Redact): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain data keeps its shape: only texts become others
  return cleanJson(value as unknown as Json, redact) as unknown as T
}

/** The secret arguments of what a report is about; one that is no longer known cannot be in any text that is made now. */
function secretsOf(subject: Subject, vault: SecretVault): readonly string[] {
  const request = subject.task?.request
  const asked =
    request?.kind === 'checkout' || request?.kind === 'execute'
      ? [request.request.arguments, request.request.defaults ?? {}]
      : []
  const all = [...asked, ...subject.hosts.map(({ host }) => host.arguments)]
  return all.flatMap((args) => openArguments(vault, args, () => undefined).secrets)
}
