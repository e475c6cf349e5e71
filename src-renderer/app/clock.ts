/** The clock of this run, where it is not the computer's: what it showed when it was asked, and its pace. */
interface ClockOfRun {
  readonly nowMs: number
  readonly rate: number
}

let shown: ClockOfRun | undefined
let askedAtMs = 0

/** Goes by the application's clock from now on. */
export function setClock(clock: ClockOfRun | undefined): void {
  shown = clock
  askedAtMs = Date.now()
}

/** How many times as fast as the computer's the clock goes. */
export function clockRate(): number {
  return shown?.rate ?? 1
}

/** What the application's clock shows, as UTC epoch milliseconds. */
export function clockNow(): number {
  const now = Date.now()
  return shown === undefined ? now : Math.floor(shown.nowMs + (now - askedAtMs) * shown.rate)
}
