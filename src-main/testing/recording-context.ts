import type { HostRef } from '@shared/domain/host'
import type { Link } from '@shared/domain/link'
import type { LogLevel } from '@shared/domain/task'
import type {
  CheckoutContext,
  ExtendContext,
  LeftBehindSettlement,
  ProvisionedHost,
  ReportedStep,
  WorkMark,
} from '@main/providers/contract'

/** One call that a provider made to its context, in the order of the calls. */
export type RecordedEvent =
  | { readonly type: 'plan'; readonly steps: readonly string[] }
  | { readonly type: 'step'; readonly name: string }
  | { readonly type: 'progress'; readonly fraction: number | undefined; readonly message: string | undefined }
  | { readonly type: 'log'; readonly text: string; readonly level: LogLevel }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'claim'; readonly ref: HostRef }
  | { readonly type: 'unclaim' }
  | { readonly type: 'mark'; readonly mark: WorkMark }
  | { readonly type: 'steps'; readonly steps: readonly ReportedStep[] }
  | { readonly type: 'reconnecting'; readonly why: string | undefined }
  | { readonly type: 'ignored'; readonly names: readonly string[] }
  | {
      readonly type: 'leaveBehind'
      readonly hosts: readonly ProvisionedHost[]
      readonly settle: LeftBehindSettlement
    }

function removalOf(operationId: () => string): CheckoutContext['removal'] {
  let marked: WorkMark | undefined
  return {
    get operationId() {
      return `${operationId()}-release`
    },
    get marked() {
      return marked
    },
    mark(mark) {
      marked = { ...mark }
    },
  }
}

/** Tells the operations of a run apart. */
let operations = 0

/**
 * A context that writes down what a provider tells it, and can be aborted at any of these moments: `onEvent` is called
 * synchronously with each event and its place (from 0) after it was written down.
 */
export class RecordingContext implements CheckoutContext, ExtendContext {
  readonly events: RecordedEvent[] = []
  readonly #controller = new AbortController()
  readonly #onEvent: ((event: RecordedEvent, index: number) => void) | undefined
  #planned: readonly string[] = []
  #begun: readonly string[] = []
  #claim: HostRef | undefined

  readonly operationId: string
  #mark: WorkMark | undefined

  /** With `resumed` it is the context of work that an earlier context had begun: its id, and what it marked last. */
  constructor(
    onEvent?: (event: RecordedEvent, index: number) => void,
    resumed?: Pick<RecordingContext, 'operationId' | 'marked'>,
  ) {
    this.#onEvent = onEvent
    this.operationId = resumed?.operationId ?? `operation-${(operations += 1)}`
    this.#mark = resumed?.marked
  }

  /** The labels of an extension. */
  labels: Readonly<Record<string, string>> = {}

  /** What was marked of the removal of what was made. */
  readonly removal: CheckoutContext['removal'] = removalOf(() => this.operationId)

  get marked(): WorkMark | undefined {
    return this.#mark
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Asks the provider to stop, as a person's Cancel does. */
  abort(): void {
    this.#controller.abort()
  }

  /** All steps of the operation as planned last: those begun, then those to come. */
  get planned(): readonly string[] {
    return this.#planned
  }

  /** The steps begun so far. */
  get begun(): readonly string[] {
    return this.#begun
  }

  /** What is claimed now; undefined when nothing was claimed, or when the claim was taken back. */
  get claimed(): HostRef | undefined {
    return this.#claim
  }

  /** The text of the log so far. */
  get lines(): readonly string[] {
    return this.events.flatMap((event) => (event.type === 'log' ? [event.text] : []))
  }

  plan(steps: readonly string[]): void {
    this.#planned = [...this.#begun, ...steps]
    this.#record({ type: 'plan', steps: [...steps] })
  }

  step(name: string): void {
    this.#begun = [...this.#begun, name]
    this.#record({ type: 'step', name })
  }

  progress(fraction: number | undefined, message?: string): void {
    this.#record({ type: 'progress', fraction, message })
  }

  log(text: string, level: LogLevel = 'info'): void {
    this.#record({ type: 'log', text, level })
  }

  link(link: Link): void {
    this.#record({ type: 'link', link })
  }

  claim(ref: HostRef): void {
    this.#claim = { ...ref }
    this.#record({ type: 'claim', ref: { ...ref } })
  }

  unclaim(): void {
    this.#claim = undefined
    this.#record({ type: 'unclaim' })
  }

  mark(mark: WorkMark): void {
    this.#mark = { ...mark }
    this.#record({ type: 'mark', mark: { ...mark } })
  }

  steps(steps: readonly ReportedStep[]): void {
    const told = steps.filter((step) => step.state !== 'skipped')
    this.#planned = told.map((step) => step.name)
    this.#begun = told.flatMap((step) => (step.state === 'waiting' ? [] : [step.name]))
    this.#record({ type: 'steps', steps: steps.map((step) => ({ ...step })) })
  }

  reconnecting(why: string | undefined): void {
    this.#record({ type: 'reconnecting', why })
  }

  ignored(names: readonly string[]): void {
    this.#record({ type: 'ignored', names: [...names] })
  }

  leaveBehind(hosts: readonly ProvisionedHost[], settle: LeftBehindSettlement): void {
    this.#record({ type: 'leaveBehind', hosts: [...hosts], settle })
  }

  #record(event: RecordedEvent): void {
    this.events.push(event)
    this.#onEvent?.(event, this.events.length - 1)
  }
}
