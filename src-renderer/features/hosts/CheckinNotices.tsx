/** The check ins that can still be undone. */
export function CheckinNotices(): null {
  return null
}
