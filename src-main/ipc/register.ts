import type { z } from 'zod'
import { BrokerError, redactError, toErrorData } from '@shared/domain/error'
import { CALL_CHANNEL, CALLS, LONG_ANSWERS, type CallName } from '@shared/ipc/channels'
import { contract, type CallOutput, type CallRequest } from '@shared/ipc/contract'
import type { Envelope } from '@shared/ipc/envelope'
import type { CallEvent } from '@main/ipc/sender'
import { WrittenAnswer } from '@main/ipc/written'
import type { Logger } from '@main/ports/logger'

/** What a handler answers: the output of its call, or that with its long list written already. */
type Answer<N extends CallName> = N extends 'providers.offerings'
  ? WrittenAnswer<CallOutput<'providers.offerings'>, 'offerings'>
  : CallOutput<N>

/** One function per call of the contract; a handler is 3 to 10 lines that hand on to the engine. */
export type Handlers = {
  readonly [N in CallName]: (input: CallRequest<N>) => Answer<N> | Promise<Answer<N>>
}

/** What the wrapper needs of Electron's `ipcMain`. */
export interface CallReceiver {
  handle(channel: string, listener: (event: CallEvent, message: unknown) => unknown): void
  removeHandler(channel: string): void
}

/** What `registerCalls` is made of. */
export interface RegisterOptions {
  readonly ipcMain: CallReceiver
  readonly handlers: Handlers
  /** Whether the sender may call at all (`ipc/sender.ts`). */
  readonly isTrusted: (event: CallEvent) => boolean
  readonly logger: Logger
  /** Takes known secrets out of a text: no message crosses the bridge with one. */
  readonly redact: (text: string) => string
}

/**
 * Answers every call of the contract, each in the same five steps: who calls, which call, is its input right, run it,
 * is its output right. Every outcome is an envelope; nothing is thrown over the bridge and nothing stays unanswered.
 */
export function registerCalls(options: RegisterOptions): { dispose(): void } {
  options.ipcMain.handle(CALL_CHANNEL, async (event, message): Promise<Envelope<unknown>> => {
    try {
      return await answer(options, event, message)
    } catch (thrown) {
      return { ok: false, error: redactError(toErrorData(thrown), options.redact) }
    }
  })
  return { dispose: () => options.ipcMain.removeHandler(CALL_CHANNEL) }
}

async function answer(
  options: RegisterOptions,
  event: CallEvent,
  message: unknown,
): Promise<Envelope<unknown>> {
  const { handlers, logger } = options
  if (!options.isTrusted(event)) {
    logger.warn('A call from outside the window was refused', { sender: event.sender.id })
    throw new BrokerError({ code: 'PERMISSION', message: 'Only the window of Broker Desktop may call this.' })
  }
  const { name, input } = readMessage(message, logger)
  const request = contract[name].input.safeParse(input)
  if (!request.success) {
    const fieldErrors = fieldErrorsOf(request.error.issues)
    logger.warn(`The input of ${name} was refused`, { fieldErrors })
    throw new BrokerError({ code: 'INVALID_INPUT', message: inputMessage(name, fieldErrors), fieldErrors })
  }
  const output = await run(name, request.data, handlers, logger)
  const written = output instanceof WrittenAnswer ? output : undefined
  const checked = contract[name].output.safeParse(written?.withoutEntries ?? output)
  if (!checked.success) {
    // The issues name fields and types, never values: an output may hold what must not be logged.
    logger.error(`The output of ${name} is not as agreed`, {
      fieldErrors: fieldErrorsOf(checked.error.issues),
    })
    throw new BrokerError({
      code: 'INTERNAL',
      message: `Broker Desktop could not put the answer to ${name} together.`,
      hint: 'This is a defect of Broker Desktop. The log file has the details.',
    })
  }
  if (written !== undefined) return { ok: true, json: written.toText() }
  return LONG_ANSWERS.has(name)
    ? { ok: true, json: JSON.stringify(checked.data) }
    : { ok: true, value: checked.data }
}

function readMessage(message: unknown, logger: Logger): { readonly name: CallName; readonly input: unknown } {
  const { name, input } = (typeof message === 'object' && message !== null ? message : {}) as {
    readonly name?: unknown
    readonly input?: unknown
  }
  if (isCallName(name)) return { name, input }
  logger.warn('A call that does not exist was refused', { name: String(name).slice(0, 100) })
  throw new BrokerError({ code: 'INVALID_INPUT', message: 'The page made a call that does not exist.' })
}

function isCallName(name: unknown): name is CallName {
  return CALLS.some((known) => known === name)
}

async function run(name: CallName, request: unknown, handlers: Handlers, logger: Logger): Promise<unknown> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- request and handler are of the same name: the parse made it so
    return await (handlers[name] as (input: unknown) => unknown)(request)
  } catch (thrown) {
    if (thrown instanceof BrokerError) {
      logger.info(`${name} was refused`, { code: thrown.data.code, message: thrown.data.message })
    } else {
      logger.error(`${name} failed`, { error: thrown })
    }
    throw thrown
  }
}

type Issue = z.core.$ZodIssue

/** The first message for each path ("arguments.count"), the input as a whole being "". */
function fieldErrorsOf(
  issues: readonly Issue[],
  prefix: readonly PropertyKey[] = [],
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const path = [...prefix, ...issue.path]
    // Of a union's branches the one that came nearest tells what is wrong; the union itself says only "Invalid input".
    const branch = issue.code === 'invalid_union' ? nearestBranch(issue.errors) : undefined
    const found =
      branch === undefined ? { [path.map(String).join('.')]: issue.message } : fieldErrorsOf(branch, path)
    for (const [field, text] of Object.entries(found)) errors[field] ??= text
  }
  return errors
}

function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length))
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
}

function inputMessage(name: CallName, fieldErrors: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fieldErrors).map(([field, text]) =>
    field === '' ? text : `${field}: ${text}`,
  )
  const more = parts.length > 4 ? [`and ${parts.length - 4} more`] : []
  return `The input of ${name} is not right. ${[...parts.slice(0, 4), ...more].join('; ')}`
}
