/** The checklists that come with the product, by kind; all of version 1. */
import type { Checklist } from '../checklist.ts'
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
import { STAIRWELL } from './stairwell.ts'
import { VACANT_UNIT } from './vacant-unit.ts'

/** The version new visits are filed under. */
export const SHIPPED_CHECKLISTS: Readonly<Record<Kind, Checklist>> = {
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

/** The version a visit names; undefined if it was never published. */
export function shippedChecklist(kind: Kind, version: number): Checklist | undefined {
  const checklist = SHIPPED_CHECKLISTS[kind]
  return checklist.version === version ? checklist : undefined
}
