import { setImmediate } from 'node:timers/promises'
import { REPORT_VERSION, type Report, type ReportHost } from '@shared/domain/report'
import type { ReportFormat } from '@shared/domain/written-report'
import { jsonObjectSchema, type Json } from '@shared/lib/json'
import { openArguments } from '@main/engine/argument-secrets'
import type { SecretVault } from '@main/ports/vault'
import type { AuthType } from './auth-type'
import { brokerOutput, brokerText } from './broker-layout'
import { cleanJson, redactor, type Redact } from './clean'
import { hostsCsv } from './csv'
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
}

/** The text of a report. No secret is in it: neither an argument's, nor in what a provider said or described. */
export async function renderReport(
  subject: Subject,
  format: ReportFormat,
  options: RenderOptions,
): Promise<string> {
  const redact = redactor(secretsOf(subject, options.vault), options.redact)
  switch (format) {
    case 'full':
      return `${JSON.stringify(await fullReport(subject, options, redact), undefined, 2)}\n`
    case 'broker':
      return brokerText(jsonObjectSchema.parse(cleanJson(brokerOutput(subject, options.authType), redact)))
    case 'csv':
      return hostsCsv(subject.hosts.map(({ host }) => clean(host, redact)))
  }
}

async function fullReport(subject: Subject, options: RenderOptions, redact: Redact): Promise<Report> {
  const hosts: ReportHost[] = []
  for (const [index, host] of subject.hosts.entries()) {
    if (index > 0 && index % AT_ONCE === 0) await setImmediate()
    hosts.push(clean(reportHost(host), redact))
  }
  return {
    version: REPORT_VERSION,
    application: { name: 'Broker Desktop', version: options.applicationVersion },
    writtenAt: at(options.nowMs),
    about: subject.about,
    ...(subject.task === undefined ? {} : { task: clean(reportTask(subject.task), redact) }),
    hosts,
  }
}

function clean<T extends object>(value: T, redact: Redact): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain data keeps its shape: only texts become others
  return cleanJson(value as unknown as Json, redact) as unknown as T
}

/** The secret arguments of what a report is about; one that is no longer known cannot be in any text that is made now. */
function secretsOf(subject: Subject, vault: SecretVault): readonly string[] {
  const request = subject.task?.request
  const asked = request?.kind === 'checkout' || request?.kind === 'execute' ? [request.request.arguments] : []
  const all = [...asked, ...subject.hosts.map(({ host }) => host.arguments)]
  return all.flatMap((args) => openArguments(vault, args, () => undefined).secrets)
}
