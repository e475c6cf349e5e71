/** Makes the compiler prove that every case of a union was handled; throws if data from outside proves it wrong. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unhandled ${what}: ${JSON.stringify(value)}`)
}
