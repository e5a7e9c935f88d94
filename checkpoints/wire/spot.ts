/** Places, and everything about one checkpoint: its history, what was found wrong there, readings, outages, tags. */
import * as v from 'valibot'
import { Extras, ItemId, Meter } from '../checklist.ts'
import { Revision } from '../checkpoint.ts'
import { CheckpointId, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { MeterQuestion } from '../meter.ts'
import { Outage } from '../outage.ts'
import { Occupancy, Place, PlaceKind } from '../place.ts'
import { Sighting } from '../sighting.ts'
import { CivilDate, Instant } from '../time.ts'
import { OutOfPlanVisit } from './coverage.ts'
import { LabelPrint, SpotInstallation } from './hanging.ts'

export const Places = v.strictObject({ places: v.array(Place) })
export type Places = v.InferOutput<typeof Places>

/** `occupancy` makes it a unit. */
export const AddPlace = v.strictObject({
  parent: v.nullable(Uuid),
  kind: PlaceKind,
  names: Names,
  occupancy: v.optional(v.nullable(Occupancy)),
})
export type AddPlace = v.InferOutput<typeof AddPlace>

/** Only what is given changes. `position` is where it will stand among its (new) siblings, from 0; they make room. */
export const ChangePlace = v.strictObject({
  names: v.optional(Names),
  kind: v.optional(PlaceKind),
  parent: v.optional(v.nullable(Uuid)),
  position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
export type ChangePlace = v.InferOutput<typeof ChangePlace>

export const SetOccupancy = v.strictObject({ occupancy: v.nullable(Occupancy) })
export type SetOccupancy = v.InferOutput<typeof SetOccupancy>

/** The spots of one place in their new walking order; all of them, each once. */
export const OrderCheckpoints = v.strictObject({
  checkpoints: v.pipe(
    v.array(CheckpointId),
    v.minLength(1),
    v.maxLength(2000),
    v.check((ids) => new Set(ids).size === ids.length, 'each once'),
  ),
})
export type OrderCheckpoints = v.InferOutput<typeof OrderCheckpoints>

/** Starts today at the earliest: what is over stays missed. */
export const AddOutage = v.omit(Outage, ['id'])
export type AddOutage = v.InferOutput<typeof AddOutage>
/** `until` before `from` takes back an outage that has not begun. */
export const ChangeOutage = v.strictObject({
  until: v.optional(v.nullable(CivilDate)),
  reason: v.optional(Outage.entries.reason),
})
export type ChangeOutage = v.InferOutput<typeof ChangeOutage>

export const SpotVisit = v.strictObject({ ...OutOfPlanVisit.entries, round: v.nullable(Uuid), defects: v.number() })
export type SpotVisit = v.InferOutput<typeof SpotVisit>

export const SpotSighting = v.strictObject({
  ...Sighting.entries,
  visit: Uuid,
  occurredAt: Instant,
  /** The item's words in the version it was answered in. */
  words: Names,
  /** That it began; null: it was over before there were any. */
  finding: v.nullable(Uuid),
})
export type SpotSighting = v.InferOutput<typeof SpotSighting>

export const MeterPoint = v.strictObject({
  visit: Uuid,
  at: Instant,
  value: v.number(),
  /** What the rules ask about it; with `remark` answered on the spot. */
  questions: v.array(MeterQuestion),
  remark: v.nullable(v.string()),
})
export type MeterPoint = v.InferOutput<typeof MeterPoint>

/** One meter of the spot, its readings in order of time, the last 400. */
export const MeterSeries = v.strictObject({
  item: ItemId,
  words: Names,
  unit: v.string(),
  decimals: v.number(),
  meter: v.nullable(Meter),
  points: v.array(MeterPoint),
})
export type MeterSeries = v.InferOutput<typeof MeterSeries>

/** The last 100 visits and sightings of a spot, newest first, its readings, outages and tags. */
export const SpotHistory = v.strictObject({
  now: Instant,
  visits: v.array(SpotVisit),
  sightings: v.array(SpotSighting),
  meters: v.array(MeterSeries),
  outages: v.array(v.strictObject({ ...Outage.entries, by: v.string(), declaredAt: Instant })),
  tags: v.array(v.strictObject({ revision: Revision, issuedAt: Instant, revokedAt: v.nullable(Instant) })),
  /** The last 50 times its label was printed, and hung, newest first. */
  prints: v.array(LabelPrint),
  installations: v.array(SpotInstallation),
  extras: v.nullable(Extras),
  /** Names of the active plans that visit it. */
  plans: v.array(v.strictObject({ id: Uuid, names: Names })),
})
export type SpotHistory = v.InferOutput<typeof SpotHistory>
