import type { ExecutionResult } from '@shared/domain/execute'

/** The exit code in words; undefined where there is none. */
export function exitText(result: ExecutionResult | undefined): string | undefined {
  return result?.exitCode === undefined ? undefined : `Exit code ${result.exitCode}`
}

/** Whether what ran says that it failed. */
export function isBadExit(result: ExecutionResult | undefined): boolean {
  return result?.exitCode !== undefined && result.exitCode !== 0
}
