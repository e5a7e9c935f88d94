import type { Zone } from '../../checkpoints/time.ts'
import type { Cell, RoundCoverage } from '../../checkpoints/wire/coverage.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { timeOfDay } from '../words/writing.ts'

type Window = Pick<RoundCoverage, 'phase' | 'opensAt' | 'closesAt' | 'graceMs'>

/** Where a round stands, with the time that matters next. */
export function phaseText({ phases }: BoardWords, round: Window, zone: Zone): string {
  switch (round.phase) {
    case 'upcoming':
      return phases.upcoming(timeOfDay(round.opensAt, zone))
    case 'open':
      return phases.open(timeOfDay(round.closesAt, zone))
    case 'grace':
      return phases.grace(timeOfDay(round.closesAt + round.graceMs, zone))
    case 'closed':
      return phases.closed
  }
}

/** Where a cell leads: to the visit that covers it, else to its round. */
export function cellHref(round: string, { visit }: Pick<Cell, 'visit'>): string {
  return visit === null ? `/board/rounds/${round}` : `/visits/${visit}`
}
