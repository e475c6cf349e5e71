import { stringify } from 'yaml'
import type { ExecutionResult } from '@shared/domain/execute'
import type { Json } from '@shared/lib/json'
import type { LogLine } from '@renderer/ui/log-lines'

/** A text of a result as a view shows it, and the name of the file that it is saved as. */
export interface ResultText {
  readonly id: 'output' | 'raw' | 'yaml'
  readonly label: string
  readonly text: string
  readonly extension: 'txt' | 'json' | 'yaml'
}

/** What the provider returned, as data: the artifacts that were asked for, its own description of what ran, or what is known. */
function dataOf(result: ExecutionResult): Json {
  const { artifacts, raw, output, exitCode } = result
  return artifacts ?? raw ?? { ...(exitCode === undefined ? {} : { exit_code: exitCode }), output }
}

/** The texts of a result: what was printed, the answer verbatim, and the same as YAML. */
export function resultTexts(result: ExecutionResult): readonly ResultText[] {
  const data = dataOf(result)
  return [
    ...(result.output === ''
      ? []
      : [{ id: 'output', label: 'Output', text: result.output, extension: 'txt' } as const]),
    { id: 'raw', label: 'Raw', text: JSON.stringify(data, null, 2), extension: 'json' },
    // Lines are not folded: what is copied from here must be what the provider said.
    { id: 'yaml', label: 'YAML', text: stringify(data, { lineWidth: 0 }), extension: 'yaml' },
  ]
}

/** A text as lines without times. */
export function textLines(text: string): readonly LogLine[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  return lines.map((line, index) => ({ number: index + 1, time: '', text: line }))
}
