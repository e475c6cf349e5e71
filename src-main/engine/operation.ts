/** A line that is about one host. */
export interface LineOfHost {
  readonly taskId: number
  readonly line: number
  readonly hostId: string
}

/**
 * Names what a line does with its host, over all installations (host ids are unique, tasks are numbered in each). The
 * same after a crash, another in a retry, which is another task.
 */
export function operationOf({ taskId, line, hostId }: LineOfHost): string {
  return `${hostId}-${taskId}-${line}`
}

/** Names the removal of what a line has made, or a host that it left. */
export function removalOf(line: LineOfHost): string {
  return `${operationOf(line)}-release`
}
