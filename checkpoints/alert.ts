/**
 * What a supervisor must not have to look for: a round that is about to close with spots still to visit, and one that has closed
 * with gaps. Whoever sees to it says so, with a reason; then it is quiet until there is more to see to.
 */
import * as v from 'valibot'
import { CheckpointId, Uuid } from './ids.ts'
import type { RoundPhase } from './round.ts'
import { type Instant, Instant as InstantSchema, MINUTE_MS } from './time.ts'

/** `closing`: spots are left and little time; `missed`: it is over, and nobody was there. */
export const AlertKind = v.picklist(['closing', 'missed'])
export type AlertKind = v.InferOutput<typeof AlertKind>

export const Acknowledgement = v.strictObject({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  by: v.string(),
  at: InstantSchema,
  /** How many spots there were to see to then. */
  spots: v.number(),
})
export type Acknowledgement = v.InferOutput<typeof Acknowledgement>

export const Alert = v.strictObject({
  kind: AlertKind,
  round: Uuid,
  /** In walking order. */
  spots: v.array(CheckpointId),
  /** `closing`: when late visits stop counting, or visits in time while the window is open; `missed`: when that was. */
  until: InstantSchema,
  /** null: nobody has seen to it, or there have come to be more spots since. */
  acknowledged: v.nullable(Acknowledgement),
})
export type Alert = v.InferOutput<typeof Alert>

/** Before the end of a window, so that there is time to send somebody; of a short window its last third. */
export const ALERT_BEFORE_MS = 20 * MINUTE_MS
const OF_THE_WINDOW = 1 / 3

/** When the first alert of a round is due, if it still has spots to visit then. */
export function alertsFrom({ opensAt, closesAt }: Pick<AlertRound, 'opensAt' | 'closesAt'>): Instant {
  return closesAt - Math.min(ALERT_BEFORE_MS, Math.floor((closesAt - opensAt) * OF_THE_WINDOW))
}

export type AlertRound = {
  readonly round: Uuid
  readonly opensAt: Instant
  readonly closesAt: Instant
  readonly graceMs: number
  readonly phase: RoundPhase
  readonly cells: readonly { readonly checkpoint: CheckpointId; readonly state: string }[]
}

/** At most one a round; those that close next stand first, then the missed ones, the latest first. */
export function alertsOf(
  rounds: readonly AlertRound[],
  acknowledgements: ReadonlyMap<string, Acknowledgement>,
  now: Instant,
): Alert[] {
  const alerts = rounds.flatMap((round): Alert[] => {
    const kind = round.phase === 'closed' ? 'missed' : now >= alertsFrom(round) ? 'closing' : undefined
    if (!kind) return []
    const wanted = kind === 'missed' ? 'missed' : 'pending'
    const spots = round.cells.filter(({ state }) => state === wanted).map(({ checkpoint }) => checkpoint)
    if (spots.length === 0) return []
    const said = acknowledgements.get(alertKey(round.round, kind))
    const until = round.phase === 'open' ? round.closesAt : round.closesAt + round.graceMs
    return [{ kind, round: round.round, spots, until, acknowledged: said && spots.length <= said.spots ? said : null }]
  })
  const [closing, missed] = [
    alerts.filter(({ kind }) => kind === 'closing'),
    alerts.filter(({ kind }) => kind === 'missed'),
  ]
  return [...closing.sort((a, b) => a.until - b.until), ...missed.sort((a, b) => b.until - a.until)]
}

/** What an acknowledgement is found by. */
export function alertKey(round: Uuid, kind: AlertKind): string {
  return `${round} ${kind}`
}
