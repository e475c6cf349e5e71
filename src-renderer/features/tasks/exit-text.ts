import type { ExecutionResult } from '@shared/domain/execute'

/** The exit code in words; undefined where there is none. */
export function exitText(result: ExecutionResult | undefined): string | undefined {
  return result?.exitCode === undefined ? undefined : `Exit code ${result.exitCode}`
}
