const UNITS_S: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** The milliseconds of a length of time in words: "2d", "1h 30m", "36 hours"; undefined for anything else. */
export function lengthMs(text: string): number | undefined {
  if (!/^\+?\s*(\d+(\.\d+)?\s*[a-z]+\s*)+$/i.test(text)) return undefined
  let seconds = 0
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    const size = UNITS_S[shortUnit(unit.toLowerCase())]
    if (size === undefined) return undefined
    seconds += Number(amount) * size
  }
  return seconds > 0 ? seconds * 1000 : undefined
}

function shortUnit(unit: string): string {
  return /^(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/.test(unit)
    ? unit.slice(0, 1)
    : unit
}
