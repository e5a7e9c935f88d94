/** Values for tests. The literal under test is written in the test itself; these give the rest. */
import { exportJWK, generateKeyPair } from 'jose'
import { type DisplayDigits, windowAt } from '../../checkpoints/display-code.ts'
import { bytesOfCheckpointId, type CheckpointId, checkpointIdOfBytes, type Uuid } from '../../checkpoints/ids.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import type { CountingVisit, Round } from '../../checkpoints/round.ts'
import { type CivilDate, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import { VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import { planDraft } from '../../scripts/support/plan.ts'

/** The day on which everything happens, a Monday in Hong Kong, unless a test says otherwise. */
export const TODAY: CivilDate = '2026-03-02'

/** `at('21:00')`: that moment of {@link TODAY} in Hong Kong; seconds and milliseconds may follow: `21:00:00.001`. */
export function at(time: string, day: CivilDate = TODAY): Instant {
  return Date.parse(`${day}T${time}+08:00`)
}
export const seconds = (count: number): number => count * 1000
export const minutes = (count: number): number => count * MINUTE_MS
export const hours = (count: number): number => count * HOUR_MS
export const days = (count: number): number => count * DAY_MS

/** The same number gives the same UUID. */
export function uuid(number: number): Uuid {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

let uuidsMade = 0

/** One that nobody else has: none of {@link uuid}, and no other of this process, whose test files share what is counted. */
export function freshUuid(): Uuid {
  return `00000000-0000-7000-9000-${(++uuidsMade).toString(16).padStart(12, '0')}`
}

/** The same number gives the same id. */
export function checkpointId(number: number): CheckpointId {
  const bytes = new Uint8Array(6)
  new DataView(bytes.buffer).setUint32(2, number)
  return checkpointIdOfBytes(bytes)
}

export const ESTATE = uuid(0xe5)
export const PERSON = uuid(0xa1)
export const DEVICE = uuid(0xde)
export const LOBBY = checkpointId(1)
/** 174 digits as a scanner reads them; no key ever signed them. */
export const UNSIGNED_DIGITS = `${'0'.repeat(173)}1`

/** A display's code of {@link LOBBY} as shown from the half minute on in which the instant lies; no key ever signed it. */
export function unsignedCode(shownAt: Instant): DisplayDigits {
  const fields = [1, ...bytesOfCheckpointId(LOBBY)]
  const head = Buffer.from(fields).toString('hex') + windowAt(shownAt).toString(16).padStart(8, '0')
  return BigInt(`0x${head}${'1'.padStart(128, '0')}`)
    .toString()
    .padStart(181, '0')
}

/** A visit at {@link LOBBY} scanned at 21:00 by a phone that saw the server an hour before. */
export function aVisit(given: Partial<VisitClaims> = {}): VisitClaims {
  const scannedAt = given.scannedAt ?? at('21:00')
  return {
    v: VISIT_VERSION,
    id: uuid(0x51),
    estate: ESTATE,
    person: PERSON,
    device: DEVICE,
    sequence: 1,
    previous: null,
    checkpoint: LOBBY,
    evidence: { channel: 'camera', digits: UNSIGNED_DIGITS },
    openedAt: scannedAt,
    scannedAt,
    submittedAt: scannedAt + minutes(1),
    lastServerTime: { at: scannedAt - hours(1), elapsedMs: hours(1) },
    position: null,
    round: null,
    checklist: { kind: 'lobby', version: 1 },
    answers: [],
    ...given,
  }
}

/** What decides which round a visit counts for: verified, at 21:00, naming no round. */
export function aCountingVisit(given: Partial<CountingVisit> = {}): CountingVisit {
  return { id: uuid(0x51), person: PERSON, occurredAt: at('21:00'), round: null, outcome: 'verified', ...given }
}

/** A round of {@link LOBBY} from 20:00 to 22:00 without grace, for any assistant. */
export function aRound(given: Partial<Round> = {}): Round {
  return {
    id: uuid(0xb0),
    plan: uuid(0xa7),
    names: { en: 'Evening round' },
    focus: '',
    opensAt: at('20:00'),
    closesAt: at('22:00'),
    graceMs: 0,
    order: 'free',
    minGapMs: 0,
    assignees: [],
    expected: [{ checkpoint: LOBBY, checklist: { kind: 'lobby', version: 1 } }],
    ...given,
  }
}

/** An active plan of {@link LOBBY}, every day from 20:00 to 22:00 without grace. */
export function aPlan(given: Partial<Plan> = {}): Plan {
  return {
    ...planDraft({ names: { en: 'Evening round' }, checkpoints: [LOBBY] }),
    id: uuid(0xa7),
    state: 'active',
    ...given,
  }
}

/** A building directly under the estate. */
export function aPlace(given: Partial<Place> = {}): Place {
  return {
    id: uuid(0xb1),
    parent: null,
    kind: 'building',
    names: { en: 'Tower 1' },
    position: 0,
    occupancy: null,
    ...given,
  }
}

/** A fresh ES256 key pair with its public half as a JWK, as for a phone or an estate. */
export async function aKeyPair() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return { privateKey, publicKey, publicJwk: await exportJWK(publicKey) }
}
