/** What an estate consists of: places, checkpoints, plans, devices; and the pack a phone carries offline. */
import * as v from 'valibot'
import { Checklist, ChecklistRef, Extras } from '../checklist.ts'
import { Checkpoint, CheckpointCode, Kind, Revision } from '../checkpoint.ts'
import { CellState } from '../coverage.ts'
import { Hole, HoleStanding } from '../device-chain.ts'
import { CheckpointId, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { LastReading } from '../meter.ts'
import { Outage } from '../outage.ts'
import { Place } from '../place.ts'
import { Round } from '../round.ts'
import { Sighting } from '../sighting.ts'
import { Instant } from '../time.ts'
import { PackFinding } from './finding.ts'
import { Estate } from './session.ts'

export const ListedCheckpoint = v.strictObject({
  ...Checkpoint.entries,
  /** What a visit answers that is begun now, outside of a round: a round has frozen its own. */
  checklist: ChecklistRef,
  shortCode: v.string(),
  /** What it is out of service for now, or will be next. */
  outage: v.nullable(Outage),
  /** Only for admins: whoever has it can print a copy of the label. */
  tagUrl: v.optional(v.string()),
})
export type ListedCheckpoint = v.InferOutput<typeof ListedCheckpoint>

export const Checkpoints = v.strictObject({ checkpoints: v.array(ListedCheckpoint) })
export type Checkpoints = v.InferOutput<typeof Checkpoints>

export const AddCheckpoint = v.strictObject({ code: CheckpointCode, kind: Kind, names: Names, place: Uuid })
export type AddCheckpoint = v.InferOutput<typeof AddCheckpoint>

/** Only what is given changes. The kind stays: another kind is another checkpoint. `focus: null` takes the note away. */
export const ChangeCheckpoint = v.strictObject({
  code: v.optional(CheckpointCode),
  names: v.optional(Names),
  place: v.optional(Uuid),
  focus: v.optional(v.nullable(Names)),
  state: v.optional(v.picklist(['active', 'retired'])),
})
export type ChangeCheckpoint = v.InferOutput<typeof ChangeCheckpoint>

/** A round as phones and lists show it: who has covered what so far. */
export const RoundProgress = v.strictObject({
  ...Round.entries,
  /** State of each expected checkpoint, in the order of `expected`. */
  states: v.array(CellState),
})
export type RoundProgress = v.InferOutput<typeof RoundProgress>

export const Rounds = v.strictObject({ rounds: v.array(RoundProgress), now: Instant })
export type Rounds = v.InferOutput<typeof Rounds>

/** An EC P-256 public key (RFC 7518 §6.2.1). */
export const PublicJwk = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
})
export type PublicJwk = v.InferOutput<typeof PublicJwk>

export const TagKey = v.strictObject({
  ...PublicJwk.entries,
  /** `<estate>.<generation>` */
  kid: v.string(),
  alg: v.literal('ES256'),
  use: v.literal('sig'),
  /** What it signed is refused, whenever it was signed: somebody else may have the key. */
  revokedAt: v.optional(Instant),
})
export type TagKey = v.InferOutput<typeof TagKey>

export const Jwks = v.strictObject({ keys: v.array(TagKey) })
export type Jwks = v.InferOutput<typeof Jwks>

/** The public half of a display's key, with which a phone checks its codes. */
export const DisplayKey = v.strictObject({
  ...PublicJwk.entries,
  checkpoint: CheckpointId,
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
  revokedAt: v.optional(Instant),
})
export type DisplayKey = v.InferOutput<typeof DisplayKey>

/** All a phone needs to work a day without signal. A checkpoint's `revision` is the one in force: lower ones are revoked. */
export const OpenFinding = v.strictObject({
  checkpoint: CheckpointId,
  ...v.omit(Sighting, ['settled']).entries,
  /** When it was seen last. */
  at: Instant,
})
export type OpenFinding = v.InferOutput<typeof OpenFinding>

export const Pack = v.strictObject({
  now: Instant,
  estate: Estate,
  places: v.array(Place),
  checkpoints: v.array(ListedCheckpoint),
  /** Of every kind the newest, and whatever else its rounds have frozen. */
  checklists: v.array(Checklist),
  /** What single spots are asked beyond their kind: the newest, and whatever its rounds have frozen. */
  extras: v.array(v.strictObject({ checkpoint: CheckpointId, ...Extras.entries })),
  /** The last reading of every meter, so that a phone can ask at once whether a number is right. */
  readings: v.array(LastReading),
  /** What is wrong at a spot and not settled, as far as the last visit goes that said anything about the item. */
  findings: v.array(OpenFinding),
  keys: v.array(TagKey),
  /** A pack that was kept by an older version of the app has none. */
  displays: v.array(DisplayKey),
  /** What is still to be done on the estate: the most urgent 500 first. Packs of before 2026-11-30 have none, nor `emergency`. */
  work: v.array(PackFinding),
  emergency: v.strictObject({
    /** Of the security desk (policy 4.5); null: not given yet. */
    securityPhone: v.nullable(v.string()),
  }),
  /** Closed within the last 48 hours, open, and upcoming within seven days. */
  rounds: v.array(RoundProgress),
})
export type Pack = v.InferOutput<typeof Pack>

export const EnrolDevice = v.strictObject({
  publicKey: PublicJwk,
  /** What its owner sees in the list: "Pixel 7, Chrome". */
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  /** false: it cannot keep the private half to itself; all it files is marked. Phones of before 2026-11-25 always could. */
  bound: v.optional(v.boolean(), true),
  /** The version of visits that it files, so that an app too old hears of it before it has filed any. */
  visitVersion: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
export type EnrolDevice = v.InferInput<typeof EnrolDevice>

export const DeviceEnrolled = v.strictObject({ id: Uuid, enrolledAt: Instant })
export type DeviceEnrolled = v.InferOutput<typeof DeviceEnrolled>

export const Device = v.strictObject({
  id: Uuid,
  label: v.string(),
  person: v.strictObject({ id: Uuid, name: v.string() }),
  /** false: it could not keep its key to itself. */
  bound: v.boolean(),
  enrolledAt: Instant,
  /** When the last of its visits arrived, also one that was refused and kept for review. */
  lastVisitAt: v.nullable(Instant),
  /** The highest number that has arrived; 0: none. */
  lastSequence: v.number(),
  /** Visits of which nothing has arrived, though later ones have. */
  holes: v.array(v.strictObject({ ...Hole.entries, standing: HoleStanding })),
  /** When visits first arrived that do not make one chain; null: they do. */
  forkedAt: v.nullable(Instant),
  revokedAt: v.nullable(Instant),
  /** Who revoked it and why; null: nobody, or before reasons were asked for. */
  revocation: v.nullable(v.strictObject({ by: v.string(), reason: v.string() })),
})
export type Device = v.InferOutput<typeof Device>

export const Devices = v.strictObject({ devices: v.array(Device) })
export type Devices = v.InferOutput<typeof Devices>

export const RevokeDevice = v.strictObject({
  /** In the supervisor's words: lost, left, replaced. */
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})
export type RevokeDevice = v.InferOutput<typeof RevokeDevice>

/** What a tag's URL answers to a client that asks for JSON. */
export const TagOpened = v.strictObject({
  estate: Estate,
  checkpoint: v.strictObject({ id: CheckpointId, kind: Kind, names: Names, revision: Revision }),
  checklist: ChecklistRef,
})
export type TagOpened = v.InferOutput<typeof TagOpened>
