import { Kept } from '@renderer/app/kept'

/** The extensions that were begun in this window and whose outcome was not told yet, by task. */
export const followed = new Kept<ReadonlySet<number>>(new Set())

/** The notice of one extension: what is told of its end takes the place of what was told of its beginning. */
export function extendToastId(taskId: number): string {
  return `extend-${taskId}`
}

/** Tells the outcome of an extension when it has ended. */
export function follow(taskId: number): void {
  followed.update((last) => new Set([...last, taskId]))
}

/** Its outcome is told. */
export function unfollow(taskId: number): void {
  followed.update((last) => new Set([...last].filter((id) => id !== taskId)))
}
