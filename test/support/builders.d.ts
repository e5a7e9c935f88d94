import { type CheckpointId, type Uuid } from '../../checkpoints/ids.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import type { CountingVisit, Round } from '../../checkpoints/round.ts'
import { type CivilDate, type Instant } from '../../checkpoints/time.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
/** The day on which everything happens, a Monday in Hong Kong, unless a test says otherwise. */
export declare const TODAY: CivilDate
/** `at('21:00')`: that moment of {@link TODAY} in Hong Kong; seconds and milliseconds may follow: `21:00:00.001`. */
export declare function at(time: string, day?: CivilDate): Instant
export declare const seconds: (count: number) => number
export declare const minutes: (count: number) => number
export declare const hours: (count: number) => number
export declare const days: (count: number) => number
/** The same number gives the same UUID. */
export declare function uuid(number: number): Uuid
/** The same number gives the same id. */
export declare function checkpointId(number: number): CheckpointId
export declare const ESTATE: string
export declare const PERSON: string
export declare const DEVICE: string
export declare const LOBBY: string
/** 174 digits as a scanner reads them; no key ever signed them. */
export declare const UNSIGNED_DIGITS: string
/** A visit at {@link LOBBY} scanned at 21:00 by a phone that saw the server an hour before. */
export declare function aVisit(given?: Partial<VisitClaims>): VisitClaims
/** What decides which round a visit counts for: verified, at 21:00, naming no round. */
export declare function aCountingVisit(given?: Partial<CountingVisit>): CountingVisit
/** A round of {@link LOBBY} from 20:00 to 22:00 without grace, for any assistant. */
export declare function aRound(given?: Partial<Round>): Round
/** An active plan of {@link LOBBY}, every day from 20:00 to 22:00 without grace. */
export declare function aPlan(given?: Partial<Plan>): Plan
/** A building directly under the estate. */
export declare function aPlace(given?: Partial<Place>): Place
/** A fresh ES256 key pair with its public half as a JWK, as for a phone or an estate. */
export declare function aKeyPair(): Promise<{
  privateKey: CryptoKey
  publicKey: CryptoKey
  publicJwk: import('jose').JWK
}>
