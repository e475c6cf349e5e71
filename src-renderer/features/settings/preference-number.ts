/** What is wrong with a whole number that must lie between two others; undefined when nothing is. */
export function rangeError(value: number | undefined, min: number, max: number): string | undefined {
  const advice = `Say a whole number from ${min} to ${max}.`
  if (value === undefined || !Number.isInteger(value)) return advice
  if (value > max) return `At most ${max}. ${advice}`
  return value < min ? `At least ${min}. ${advice}` : undefined
}
