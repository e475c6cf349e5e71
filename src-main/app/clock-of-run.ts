import { systemClock, type Clock } from '@main/ports/clock'
import { ratedClock, type ClockRate } from '@main/ports/rated-clock'

const MAX_RATE = 100_000

/** Which clock a start asks for with `--clock-rate=60` and `--clock-start=2026-11-12T14:00:00Z`; undefined for none. */
export function clockRate(option: (name: string) => string): ClockRate | undefined {
  const rateText = option('clock-rate')
  const startText = option('clock-start')
  if (rateText === '' && startText === '') return undefined
  const rate = rateText === '' ? 1 : Number(rateText)
  if (!(rate > 0 && rate <= MAX_RATE))
    throw new Error(`--clock-rate=${rateText}: say how many times as fast, from 1 to ${MAX_RATE}.`)
  const startAtMs = startText === '' ? undefined : Date.parse(startText)
  if (Number.isNaN(startAtMs))
    throw new Error(`--clock-start=${startText}: say a time as 2026-11-12T14:00:00Z.`)
  return { rate, startAtMs }
}

/** The clock that everything in a run goes by. */
export function clockOfRun(asked: ClockRate | undefined): Clock {
  return asked === undefined ? systemClock : ratedClock(asked)
}
