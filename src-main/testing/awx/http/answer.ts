import type { JsonObject } from '@shared/lib/json'

/** What goes back. `json` wins over `text`; neither is an empty body. */
export interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly text?: string
  /** Of `text`. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
}

/** An answer that ends the work at once. */
export class ApiError extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`HTTP ${answer.status}`)
    this.answer = answer
  }
}

export function ok(json: unknown, headers?: Answer['headers']): Answer {
  return { status: 200, json, ...(headers === undefined ? {} : { headers }) }
}

export function html(status: number, title: string, headers?: Answer['headers']): Answer {
  return {
    status,
    type: 'text/html; charset=utf-8',
    text: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
    ...(headers === undefined ? {} : { headers }),
  }
}

export function detail(status: number, text: string): ApiError {
  return new ApiError({ status, json: { detail: text } })
}

/** 400 of a serializer: messages by field, `__all__` for those of none. */
export function invalid(errors: JsonObject): ApiError {
  return new ApiError({ status: 400, json: errors })
}

export function forbidden(text = 'You do not have permission to perform this action.'): ApiError {
  return detail(403, text)
}

export function noSuchRoute(): ApiError {
  return detail(404, 'The requested resource could not be found.')
}

export function methodNotAllowed(method: string): ApiError {
  return detail(405, `Method "${method}" not allowed.`)
}
