/**
 * What time it is on a display (design.md §3 "Display"). Its codes must be of the server's time, whatever its own clock says:
 * from the moment the server is heard, time is counted by a clock that nobody can set. A page that opens without a network
 * takes the tablet's clock less what it was wrong by when the server was last heard.
 */
import { WINDOW_MS } from '../../checkpoints/display-code.ts'
import type { Instant } from '../../checkpoints/time.ts'

/** What a tablet's clocks say at one moment. */
export type Reading = { readonly wallAt: Instant; readonly monotonicAt: number }

export type Heard = { readonly at: Instant; readonly wallAt: Instant }

export type DisplayClock = {
  readonly now: (reading: Reading) => Instant
  /** How far the tablet's own clock is ahead, or behind if less than 0; 0 within what a code's tolerance forgives. */
  readonly errorMs: (reading: Reading) => number
  /** Whether its codes can be right: not after its clock has gone back behind what it once knew, as with an empty battery. */
  readonly isSure: boolean
}

/** @param reading at the moment the server's answer came */
export function clockHeard(at: Instant, reading: Reading): DisplayClock {
  return counting(at, reading, true)
}

/** @param heard when the server was last heard, by an earlier page or before the tablet slept */
export function clockKept(heard: Heard, reading: Reading): DisplayClock {
  const now = reading.wallAt - (heard.wallAt - heard.at)
  return counting(now, reading, now >= heard.at)
}

/** Whether the tablet slept in between: its own clock has gone on, and what counts has stood still. */
export function hasSlept(before: Reading, after: Reading): boolean {
  return after.wallAt - before.wallAt - (after.monotonicAt - before.monotonicAt) > SLEPT_MS
}
const SLEPT_MS = 2_000

function counting(at: Instant, since: Reading, isSure: boolean): DisplayClock {
  const now = ({ monotonicAt }: Reading) => Math.floor(at + Math.max(0, monotonicAt - since.monotonicAt))
  return {
    now,
    errorMs(reading) {
      const errorMs = reading.wallAt - now(reading)
      return Math.abs(errorMs) > WINDOW_MS ? errorMs : 0
    },
    isSure,
  }
}
