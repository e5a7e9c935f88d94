/** The checklists that come with the product, by kind, release by release. */
import type { Item } from '../checklist.ts'
import type { Kind } from '../checkpoint.ts'
import { CAR_PARK } from './car-park.ts'
import { FIT_OUT } from './fit-out.ts'
import { GROUNDS } from './grounds.ts'
import { LIFT } from './lift.ts'
import { LOBBY } from './lobby.ts'
import { METER_ROOM } from './meter-room.ts'
import { OUTDOOR_UTILITIES } from './outdoor-utilities.ts'
import { PERIMETER } from './perimeter.ts'
import { RECREATION } from './recreation.ts'
import { ROOFTOP } from './rooftop.ts'
import type { Releases } from './rows.ts'
import { STAIRWELL } from './stairwell.ts'
import { VACANT_UNIT } from './vacant-unit.ts'

/**
 * An estate takes over each release as a version of its own, once, until it publishes its own wording (server/services/checklists.ts).
 * Append only: what estates have taken over never changes.
 */
export const SHIPPED: Readonly<Record<Kind, Releases>> = {
  'meter-room': METER_ROOM,
  stairwell: STAIRWELL,
  rooftop: ROOFTOP,
  lift: LIFT,
  lobby: LOBBY,
  'outdoor-utilities': OUTDOOR_UTILITIES,
  recreation: RECREATION,
  grounds: GROUNDS,
  'car-park': CAR_PARK,
  perimeter: PERIMETER,
  'fit-out': FIT_OUT,
  'vacant-unit': VACANT_UNIT,
}

/** The items of a kind as shipped now: what "restore" goes back to. */
export function shippedItems(kind: Kind): readonly Item[] {
  return SHIPPED[kind].at(-1) ?? []
}
