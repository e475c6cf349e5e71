import type { LogLine } from '@renderer/ui/log-lines'

/** Long reasons are broken in a log; this much of one says which it is. */
const TELLING = 40

/**
 * The line of a log at which a failure is read: the one with the provider's reason in it, else the first that is an
 * error. Errors that were ignored on the way come before the reason, those of cleaning up after it. -1: there is none.
 */
export function failingLine(
  lines: readonly Pick<LogLine, 'level' | 'text'>[],
  reason: string | undefined,
): number {
  const firstError = lines.findIndex((line) => line.level === 'error')
  const telling = (reason ?? '').split('\n', 1)[0]?.trim().slice(0, TELLING) ?? ''
  if (telling === '') return firstError
  const withReason = lines.findLastIndex((line) => line.level === 'error' && line.text.includes(telling))
  if (withReason < 0) return firstError
  // A result of several lines ("fatal: ... {", '"msg": ...') begins above the line with its reason.
  let start = withReason
  while (lines[start - 1]?.level === 'error') start -= 1
  return start
}
