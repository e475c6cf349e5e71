/**
 * An error that a person can act on: the message says what is, then what to do. Command lines print it without a stack.
 */
export class PlainError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message)
    this.name = 'PlainError'
  }
}

/**
 * One line of progress, on stderr so that a command's own output stays clean.
 * @param {string} subject
 * @param {string} message
 */
export function say(subject, message) {
  process.stderr.write(`${subject.padEnd(14)} ${message}\n`)
}

/**
 * Runs a command line's main function: a PlainError is printed as it is, anything else with its stack; both exit with 1.
 * @param {() => Promise<number | void>} main Resolves to the exit code.
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    const text =
      error instanceof PlainError ? error.message : (error instanceof Error && error.stack) || error
    process.stderr.write(`\n${String(text)}\n`)
    process.exitCode = 1
  }
}

/**
 * Seconds since a `performance.now()` value, for people.
 * @param {number} startedAt
 */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}
