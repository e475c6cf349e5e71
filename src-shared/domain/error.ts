import { z } from 'zod'

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

/** An error as plain data: what crosses the bridge, is stored with a task line, and is shown. */
export const errorDataSchema = z.object({
  code: errorCodeSchema,
  /** What is wrong and where, one or two sentences of ours; never a secret. */
  message: z.string(),
  /** What to do next. */
  hint: z.string().optional(),
  /** The provider's own words, verbatim but for secrets; shown apart from ours. */
  said: z.string().optional(),
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

/** An error with every text of it cleaned of secrets. */
export function redactError(error: ErrorData, redact: (text: string) => string): ErrorData {
  return {
    ...error,
    message: redact(error.message),
    ...(error.hint === undefined ? {} : { hint: redact(error.hint) }),
    ...(error.said === undefined ? {} : { said: redact(error.said) }),
    ...(error.fieldErrors === undefined
      ? {}
      : {
          fieldErrors: Object.fromEntries(
            Object.entries(error.fieldErrors).map(([field, text]) => [field, redact(text)]),
          ),
        }),
  }
}
