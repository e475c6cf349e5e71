/** A UTC time for file names: "20260102T030405Z", with milliseconds "20260102T030405006Z". */
export function utcStamp(atMs: number, withMs = false): string {
  const text = new Date(atMs).toISOString().replaceAll(/[-:.]/g, '')
  return withMs ? text : text.replace(/\d{3}Z$/, 'Z')
}

/** The time of a stamp with milliseconds, or undefined when it is none. */
export function stampMs(stamp: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(stamp)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, ms] = match
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
}
