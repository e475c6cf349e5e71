import { z } from 'zod'
import { linkSchema } from '@shared/domain/link'

/** The closed set of error codes; the UI decides by code, never by text. */
export const errorCodeSchema = z.enum([
  'AUTH',
  'PERMISSION',
  'NOT_FOUND',
  'CONFIG',
  'INVALID_INPUT',
  'PROVIDER',
  'NOT_SUPPORTED',
  'TIMEOUT',
  'CANCELLED',
  'INTERRUPTED',
  'INTERNAL',
])
export type ErrorCode = z.infer<typeof errorCodeSchema>

/** One of the reasons that a provider gives for a failure, and where in its own work it happened. */
export const failureCauseSchema = z.object({
  /** Verbatim but for secrets. */
  reason: z.string(),
  /** The reason is in our own words, because the provider tells none. */
  ours: z.boolean().optional(),
  /** The provider's job that failed, with its page. */
  job: z.object({ name: z.string(), id: z.string(), link: linkSchema.optional() }).optional(),
  /** Its place among the steps of the whole: "provision-network, 3 of 5". */
  node: z.object({ name: z.string(), index: z.number().int(), count: z.number().int() }).optional(),
  play: z.string().optional(),
  task: z.string().optional(),
  host: z.string().optional(),
})
export type FailureCause = z.infer<typeof failureCauseSchema>

/** An error as plain data: what crosses the bridge, is stored with a task line, and is shown. */
export const errorDataSchema = z.object({
  code: errorCodeSchema,
  /** What is wrong and where, one or two sentences of ours; never a secret. */
  message: z.string(),
  /** What to do next. */
  hint: z.string().optional(),
  /** The provider's own words, verbatim but for secrets; shown apart from ours. */
  said: z.string().optional(),
  /** Why, in the provider's own terms, newest first; `said` is the first one's reason where there is one. */
  causes: z.array(failureCauseSchema).optional(),
  provider: z.string().optional(),
  instance: z.string().optional(),
  /** Whether the same request may succeed when it is made again unchanged. */
  retryable: z.boolean(),
  /** Messages for single form fields, by field name. */
  fieldErrors: z.record(z.string(), z.string()).optional(),
})
export type ErrorData = z.infer<typeof errorDataSchema>

/** The one error class thrown on purpose in the main process; anything else that is thrown is a defect (`INTERNAL`). */
export class BrokerError extends Error {
  readonly data: ErrorData

  constructor(
    data: Omit<ErrorData, 'retryable'> & { readonly retryable?: boolean },
    options?: { readonly cause?: unknown },
  ) {
    super(data.message, options)
    this.name = 'BrokerError'
    this.data = { ...data, retryable: data.retryable ?? false }
  }
}

/**
 * Turns whatever was thrown into error data. Unknown errors keep their message as the detail, so that nothing is
 * explained away, under the code `INTERNAL`; an AbortError is `CANCELLED`.
 */
export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof BrokerError) return thrown.data
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { code: 'CANCELLED', message: 'Cancelled.', retryable: true }
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    code: 'INTERNAL',
    message: `Something in Broker Desktop failed: ${text}`,
    hint: 'Try again. The log file has the details.',
    retryable: true,
  }
}

/** How the traceback of a Python program begins: what went wrong stands at its end. */
const TRACEBACK = 'Traceback (most recent call last):'

/** Why it failed in one line: the provider's first reason where it tells reasons, else our own message. */
export function briefReason(error: Pick<ErrorData, 'message' | 'causes'>): string {
  const lines = (error.causes?.[0]?.reason ?? '').trim().split('\n')
  const line = lines.at(lines[0]?.trim() === TRACEBACK ? -1 : 0)?.trim() ?? ''
  return line === '' ? error.message : line
}

/** An error with every text of it cleaned of secrets. */
export function redactError(error: ErrorData, redact: (text: string) => string): ErrorData {
  return {
    ...error,
    message: redact(error.message),
    ...(error.hint === undefined ? {} : { hint: redact(error.hint) }),
    ...(error.said === undefined ? {} : { said: redact(error.said) }),
    ...(error.causes === undefined
      ? {}
      : { causes: error.causes.map((cause) => redactCause(cause, redact)) }),
    ...(error.fieldErrors === undefined
      ? {}
      : {
          fieldErrors: Object.fromEntries(
            Object.entries(error.fieldErrors).map(([field, text]) => [field, redact(text)]),
          ),
        }),
  }
}

function redactCause(cause: FailureCause, redact: (text: string) => string): FailureCause {
  return {
    ...cause,
    reason: redact(cause.reason),
    ...(cause.play === undefined ? {} : { play: redact(cause.play) }),
    ...(cause.task === undefined ? {} : { task: redact(cause.task) }),
    ...(cause.host === undefined ? {} : { host: redact(cause.host) }),
  }
}
