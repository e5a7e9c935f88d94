/** Alerts about rounds, from what is settled and what the desk has said. */
import { type Acknowledgement, type Alert, alertKey, alertsFrom, alertsOf } from '../../checkpoints/alert.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { uncoveredIn } from '../../checkpoints/rollup.ts'
import { LONGEST_ROUND_MS, phaseOf } from '../../checkpoints/round.ts'
import { HOUR_MS, MINUTE_MS } from '../../checkpoints/time.ts'
import type { BoardAlert } from '../../checkpoints/wire/coverage.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { RoundHead } from '../store/rounds.ts'
import { groupBy } from './group-by.ts'
import type { AwaitedCells } from './rollups.ts'

/** A round that was missed is an alert until the next shift has read it. */
const MISSED_FOR_MS = 12 * HOUR_MS

/** What is to be seen to now: rounds that are about to close, and rounds that have closed with gaps lately. */
export async function alertsNow(context: Context, estate: Estate, awaited: AwaitedCells): Promise<BoardAlert[]> {
  const now = context.now()
  const heads = await context.database.read.rounds.heads(estate.id, now - LONGEST_ROUND_MS - MISSED_FOR_MS, now + 1)
  const recent = heads.filter(({ closesAt, graceMs }) => closesAt + graceMs > now - MISSED_FOR_MS)
  const byId = new Map(recent.map((head) => [head.id, head]))
  return (await alertsAmong(context, recent, awaited)).flatMap((alert) => {
    const head = byId.get(alert.round)
    return head ? { ...alert, names: head.names, opensAt: head.opensAt, closesAt: head.closesAt } : []
  })
}

/** The alerts of given rounds, however long ago they closed. */
export async function alertsAmong(
  context: Context,
  heads: readonly RoundHead[],
  awaited: AwaitedCells,
): Promise<Alert[]> {
  const now = context.now()
  const { rounds: store, rollups, reviews } = context.database.read
  const due = heads.filter((head) => now >= alertsFrom(head))
  const ids = due.map(({ id }) => id)
  // Those that have closed are mostly rolled up, which is read many times as fast as their cells.
  const kept = await rollups.of(ids)
  const others = groupBy(await store.uncoveredCells(ids.filter((id) => !kept.has(id))), ({ round }) => round)
  const uncoveredOf = (round: Uuid) => {
    const rollup = kept.get(round)
    return rollup ? uncoveredIn(rollup) : (others.get(round) ?? []).map(({ checkpoint }) => checkpoint)
  }
  const said = new Map<string, Acknowledgement>()
  for (const { round, kind, ...rest } of await reviews.acknowledgements(ids)) said.set(alertKey(round, kind), rest)
  const rounds = due.map((head) => {
    const phase = phaseOf(head, now)
    const state = phase === 'closed' ? 'missed' : 'pending'
    const cells = uncoveredOf(head.id)
      .filter((checkpoint) => !isIn(awaited.get(head.id), checkpoint))
      .map((checkpoint) => ({ checkpoint, state }))
    return { ...head, round: head.id, phase, cells }
  })
  return alertsOf(rounds, said, now)
}

function isIn(spots: ReadonlySet<CheckpointId> | undefined, checkpoint: CheckpointId): boolean {
  return spots?.has(checkpoint) ?? false
}

/**
 * Tells the boards of an estate whose rounds have opened, come close to their end, or closed since the last time: nobody
 * files anything then, and yet the board changes.
 * @param since when it was last asked
 */
export async function noteTurns(context: Context, estate: Uuid, since: number): Promise<void> {
  const now = context.now()
  const heads = await context.database.read.rounds.heads(estate, now - LONGEST_ROUND_MS - MINUTE_MS, now + 1)
  const turns = heads.flatMap((head) => [
    head.opensAt,
    alertsFrom(head),
    head.closesAt + 1,
    head.closesAt + head.graceMs + 1,
  ])
  if (turns.some((at) => at > since && at <= now)) context.live.changed(estate)
}
