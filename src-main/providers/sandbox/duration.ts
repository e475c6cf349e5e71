const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** What a length of time in an argument or in the configuration looks like: "90m", "4h", "2d". */
export const DURATION_PATTERN = String.raw`[1-9]\d{0,5}[smhd]`

/** The same in words, for a field. */
export const DURATION_HINT = 'Say a number with s, m, h or d: 90m, 4h, 2d.'

/** The milliseconds of a length such as "90m", "4h" or "2d"; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  if (!new RegExp(`^${DURATION_PATTERN}$`).test(text)) return undefined
  const unit = UNIT_MS[text.slice(-1)]
  return unit === undefined ? undefined : Number(text.slice(0, -1)) * unit
}
