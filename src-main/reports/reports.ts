import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { BrokerError } from '@shared/domain/error'
import type { Preferences } from '@shared/domain/settings'
import type { Task } from '@shared/domain/task'
import type { FieldColumn } from '@shared/domain/inventory-field'
import type { InstanceId } from '@shared/domain/provider'
import type { ReportAbout, ReportFormat, ReportOutcome, WrittenReport } from '@shared/domain/written-report'
import type { JsonObject } from '@shared/lib/json'
import type { Clock } from '@main/ports/clock'
import type { Desktop } from '@main/ports/desktop'
import type { Inventory } from '@main/ports/inventory'
import type { Publisher } from '@main/ports/publisher'
import type { KeptReport } from '@main/ports/reports'
import type { SecretVault } from '@main/ports/vault'
import { writeFileAtomic } from '@main/settings/atomic-file'
import { codeOf } from '@main/settings/values'
import { authTypeOf } from './auth-type'
import { csvFields } from './csv-fields'
import type { Redact } from './clean'
import { fileProblem } from './file-problem'
import { automaticName, numbered, reportTitle, suggestedName } from './names'
import { readSubject } from './read-subject'
import { renderReport } from './render'
import type { Subject } from './subject'

/** What reports are made of and with. */
export interface ReportsDeps {
  readonly inventory: Inventory
  readonly vault: SecretVault
  readonly desktop: Desktop
  readonly clock: Clock
  readonly publisher: Publisher
  readonly newId: () => string
  readonly redact: Redact
  readonly preferences: () => Pick<Preferences, 'automaticReports' | 'reportsFolder'>
  readonly saveFolder: (folder: string) => void
  /** Where automatic reports go unless the person chose a folder. */
  readonly defaultFolder: string
  /** The columns that the settings file adds to the table of hosts. */
  readonly inventoryFields: () => readonly FieldColumn[]
  /** The configuration of an instance; throws for an unknown one. */
  readonly configOf: (target: InstanceId) => JsonObject
}

/** A report that waits for the person to agree that it takes the place of a file. */
interface Pending {
  readonly about: ReportAbout
  readonly format: ReportFormat
  readonly path: string
  readonly automatic: boolean
}

/** So many questions can be open; the person looks at one. */
const MOST_PENDING = 20
/** As other programs make files: the system's mask takes away what others may not. */
const MODE = 0o666 & ~process.umask()
const MOST_NAMES = 1_000

/** Writes reports where the person says, keeps their history, and never replaces a file that nobody agreed to lose. */
export class Reports {
  readonly #deps: ReportsDeps
  readonly #pending = new Map<string, Pending>()

  constructor(deps: ReportsDeps) {
    this.#deps = deps
  }

  list(limit: number): { reports: WrittenReport[]; folder: string } {
    const reports = this.#deps.inventory.reports.list(limit)
    return {
      reports: reports.map((report) => ({ ...report, missing: !existsSync(report.path) })),
      folder: this.folder(),
    }
  }

  /** The folder of automatic reports; a relative one is meant from the data folder. */
  folder(): string {
    const { preferences, defaultFolder } = this.#deps
    const { reportsFolder } = preferences()
    return reportsFolder === '' ? defaultFolder : resolve(dirname(defaultFolder), reportsFolder)
  }

  /** Asks where, and writes it there. Throws `NOT_FOUND` for what is not in the inventory, and what `fileProblem` says. */
  async write(about: ReportAbout, format: ReportFormat): Promise<ReportOutcome> {
    refuseTaskAsTable(about, format)
    const { desktop, clock, inventory } = this.#deps
    const subject = await readSubject(inventory, about, clock.now())
    const chosen = await desktop.chooseFile(suggestedName(subject, format, clock.now()))
    if (chosen === undefined) return { kind: 'cancelled' }
    return this.#writeOrAsk({ about, format, path: chosen.path, automatic: false }, chosen.agreed)
  }

  /** Writes over the file that was found. Throws `NOT_FOUND` when this was answered already. */
  async replace(pendingId: string): Promise<ReportOutcome> {
    const pending = this.#pending.get(pendingId)
    if (pending === undefined) {
      throw new BrokerError({
        code: 'NOT_FOUND',
        message: 'This was answered already.',
        hint: 'Export again.',
      })
    }
    const outcome = await this.#writeOrAsk(pending, true)
    // Only now: what could not be written may be tried again.
    this.#pending.delete(pendingId)
    return outcome
  }

  /** Makes a report of the history again, as things stand now, in the same place. */
  async again(reportId: number): Promise<ReportOutcome> {
    const { about, format, path, automatic } = this.#known(reportId)
    return this.#writeOrAsk({ about, format, path, automatic }, false)
  }

  /** Throws `NOT_FOUND` when the file is gone, and `CONFIG` when no program opens it. */
  async open(reportId: number): Promise<void> {
    await this.#openPath(this.#there(reportId).path)
  }

  reveal(reportId: number): void {
    this.#deps.desktop.revealFile(this.#there(reportId).path)
  }

  /** Asks for the folder of automatic reports, and remembers it. */
  async chooseFolder(): Promise<string | undefined> {
    const folder = await this.#deps.desktop.chooseFolder(this.folder())
    if (folder === undefined) return undefined
    this.#deps.saveFolder(folder)
    this.#deps.publisher.publish('settings.changed', {})
    return folder
  }

  /** Throws `NOT_FOUND` while nothing was written there. */
  async openFolder(): Promise<void> {
    const folder = this.folder()
    if (!existsSync(folder)) {
      throw new BrokerError({
        code: 'NOT_FOUND',
        message: `There is no folder ${folder} yet.`,
        hint: 'It is made with the first report.',
      })
    }
    await this.#openPath(folder)
  }

  /** Writes the report of a task that has ended into the folder, under a name that is free. */
  async writeAutomatic(task: Task, format: 'full' | 'broker'): Promise<void> {
    const about: ReportAbout = { kind: 'task', taskId: task.id }
    const subject = await readSubject(this.#deps.inventory, about, this.#deps.clock.now())
    const text = await this.#render(subject, format)
    const wanted = join(this.folder(), automaticName(task, format))
    for (let n = 1; n <= MOST_NAMES; n += 1) {
      const path = numbered(wanted, n)
      if (!this.#put(path, text, false)) continue
      this.#remember({ about, format, path, automatic: true }, subject, text)
      return
    }
    throw fileProblem(new Error('every name is taken'), wanted)
  }

  async #openPath(path: string): Promise<void> {
    const problem = await this.#deps.desktop.openFile(path)
    if (problem === undefined) return
    throw new BrokerError({
      code: 'CONFIG',
      message: `${path} could not be opened.`,
      hint: 'Open it in the file manager.',
      said: problem,
    })
  }

  async #writeOrAsk(pending: Pending, agreed: boolean): Promise<ReportOutcome> {
    const { about, format, path } = pending
    if (!agreed && existsSync(path)) return this.#ask(pending)
    const subject = await readSubject(this.#deps.inventory, about, this.#deps.clock.now())
    const text = await this.#render(subject, format)
    // A file that came to be in the meantime is asked about, too.
    if (!this.#put(path, text, agreed)) return this.#ask(pending)
    return { kind: 'written', report: this.#remember(pending, subject, text) }
  }

  #ask(pending: Pending): ReportOutcome {
    const { path } = pending
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw fileProblem(Object.assign(new Error('is a folder'), { code: 'EISDIR' }), path)
    }
    const pendingId = this.#deps.newId()
    this.#pending.set(pendingId, pending)
    for (const old of [...this.#pending.keys()].slice(0, -MOST_PENDING)) this.#pending.delete(old)
    return { kind: 'exists', pendingId, path }
  }

  #render(subject: Subject, format: ReportFormat): Promise<string> {
    const { inventory, desktop, clock, vault, redact, configOf } = this.#deps
    const { provider, instance } = subject.task ?? {}
    return renderReport(subject, format, {
      applicationVersion: desktop.info().version,
      nowMs: clock.now(),
      vault,
      redact,
      fields: csvFields(inventory.hosts, this.#deps.inventoryFields(), clock.now()),
      authType:
        provider === undefined || instance === undefined
          ? undefined
          : authTypeOf({ provider, instance }, configOf),
    })
  }

  /** False when a file is there that may not be replaced. Throws what `fileProblem` says; the old file stays then. */
  #put(path: string, text: string, replace: boolean): boolean {
    try {
      writeFileAtomic(path, text, { mode: MODE, replace })
      return true
    } catch (error) {
      if (!replace && codeOf(error) === 'EEXIST' && existsSync(path)) return false
      throw fileProblem(error, path)
    }
  }

  #remember(pending: Pending, subject: Subject, text: string): WrittenReport {
    const { about, format, path, automatic } = pending
    const { inventory, clock, publisher } = this.#deps
    const report = {
      title: reportTitle(subject),
      format,
      path,
      bytes: Buffer.byteLength(text),
      writtenAtMs: clock.now(),
      automatic,
    }
    const id = inventory.reports.add({ ...report, about })
    publisher.publish('reports.changed', {})
    return {
      ...report,
      id,
      about: about.kind,
      ...(about.kind === 'task' ? { taskId: about.taskId } : {}),
      missing: false,
    }
  }

  #known(reportId: number): KeptReport {
    const report = this.#deps.inventory.reports.get(reportId)
    if (report !== undefined) return report
    throw new BrokerError({
      code: 'NOT_FOUND',
      message: 'This report is no longer in the history.',
      hint: 'Another was written over it. Export again.',
    })
  }

  #there(reportId: number): KeptReport {
    const report = this.#known(reportId)
    if (existsSync(report.path)) return report
    this.#deps.publisher.publish('reports.changed', {})
    throw new BrokerError({
      code: 'NOT_FOUND',
      message: `${report.path} is no longer there.`,
      hint: existsSync(dirname(report.path)) ? 'Make it again.' : 'Its folder is gone. Make it again.',
    })
  }
}

function refuseTaskAsTable(about: ReportAbout, format: ReportFormat): void {
  if (about.kind !== 'task' || format !== 'csv') return
  throw new BrokerError({
    code: 'INVALID_INPUT',
    message: 'A task is no table of hosts.',
    hint: 'Export its hosts from the Hosts page.',
  })
}
