/** Making rounds out of plans, and settling which visits count for them. */
import { coveredState, uncoveredState } from '../../checkpoints/coverage.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { entangledAt, type Round, type Settlement, settle } from '../../checkpoints/round.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../checkpoints/time.ts'
import type { RoundProgress } from '../../checkpoints/wire/estate.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { CoveredRound } from '../store/rounds.ts'
import type { Stores } from '../store/stores.ts'
import type { SettledVisit, StoredVisit } from '../store/visits.ts'
import { groupBy } from './group-by.ts'
import { makingOf, roundsOf, windowsDue } from './making.ts'

/** Rounds are stored this long before they open; later ones are only foreseen, and change with their plan. */
export const ROUNDS_AHEAD_MS = 2 * DAY_MS
/** Most are no longer than this. */
const MOST_ROUNDS_MS = 12 * HOUR_MS

/**
 * Makes every round that opens before now + {@link ROUNDS_AHEAD_MS} and is not there yet, each exactly once, also after
 * downtime: what was missed while the server stood still is missed, not forgotten.
 */
export async function makeRounds(context: Context, estate: Estate): Promise<void> {
  const until = context.now() + ROUNDS_AHEAD_MS
  await context.database.write(async (stores) => {
    const due = (await stores.plans.of(estate.id)).filter(
      ({ plan, roundsUntil }) => plan.state === 'active' && roundsUntil < until,
    )
    if (due.length === 0) return
    const making = await makingOf(stores, estate, Math.min(...due.map(({ roundsUntil }) => roundsUntil)))
    for (const stored of due) {
      for (const round of roundsOf(making, stored.plan, windowsDue(context, making, stored, until))) {
        const fresh = round.expected.length > 0 && (await stores.rounds.add(estate.id, round))
        if (fresh && round.opensAt <= context.now()) await settleRound(stores, round)
      }
      await stores.plans.setRoundsUntil(stored.plan.id, until)
    }
  })
}

/**
 * The rounds that will be made after those that are stored, and open before an instant, if nothing changes until then.
 * @param from earlier ones are left out
 */
export async function foreseenRounds(context: Context, estate: Estate, from: Instant, to: Instant): Promise<Round[]> {
  const { read } = context.database
  const plans = (await read.plans.of(estate.id)).filter(
    ({ plan, roundsUntil }) => plan.state === 'active' && roundsUntil < to,
  )
  if (plans.length === 0) return []
  const making = await makingOf(read, estate, context.now())
  return plans
    .flatMap((stored) => {
      const later = { ...stored, roundsUntil: Math.max(stored.roundsUntil, from) }
      return roundsOf(making, stored.plan, windowsDue(context, making, later, to))
    })
    .filter((round) => round.expected.length > 0 && round.opensAt >= from)
    .sort((a, b) => a.opensAt - b.opensAt)
}

/** After a change: takes back the upcoming rounds of the plans concerned and makes them anew. Opened ones are history. */
export async function remakeUpcoming(
  context: Context,
  estateId: string,
  concerned: (plan: Plan) => boolean,
): Promise<void> {
  const now = context.now()
  const estate = await context.database.write(async (stores) => {
    for (const { plan } of await stores.plans.of(estateId)) {
      if (!concerned(plan)) continue
      await stores.rounds.dropUpcoming(plan.id, now)
      await stores.plans.setRoundsUntil(plan.id, now + 1)
    }
    return stores.estates.byId(estateId)
  })
  if (!estate) return
  await makeRounds(context, estate)
  context.live.changed(estateId)
}

/**
 * Keeps a visit, settled (design.md §3 "Which round a visit counts for"), and settles anew what it changes around it.
 * @returns false, with nothing written, if there is a visit with its id already
 */
export async function keepSettled(stores: Stores, visit: StoredVisit): Promise<boolean> {
  const { id, person, occurredAt, namedRound: round, verdict } = visit
  const incoming = { id, person, occurredAt, round, outcome: verdict.outcome, countsFor: null }
  const settled = await settledAround(stores, visit.checkpoint, occurredAt, [incoming])
  const countsFor = settled.roundOf.get(id) ?? null
  if (!(await stores.visits.keep(visit, countsFor))) return false
  await writeSettled(stores, visit.checkpoint, {
    ...settled,
    visits: settled.visits.filter((other) => other !== incoming),
  })
  return true
}

/** Visits may have arrived before a round was made, or opened to others, that they fit. */
export async function settleRound(
  stores: Stores,
  round: { readonly opensAt: Instant; readonly expected: readonly { readonly checkpoint: string }[] },
): Promise<void> {
  for (const { checkpoint } of round.expected) await settleAt(stores, checkpoint, round.opensAt)
}

/** Settles a spot anew around an instant: what is to be thought of one of its visits there has changed. */
export async function settleAt(stores: Stores, checkpoint: string, at: Instant): Promise<void> {
  await writeSettled(stores, checkpoint, await settledAround(stores, checkpoint, at, []))
}

type SettledPart = Settlement & {
  readonly rounds: readonly CoveredRound[]
  readonly visits: readonly SettledVisit[]
}

/** Reads wider and wider until nothing beyond can be entangled with what is at the instant: mostly, once. */
async function settledAround(
  stores: Stores,
  checkpoint: string,
  at: Instant,
  incoming: readonly SettledVisit[],
): Promise<SettledPart> {
  let [from, to] = [at - MOST_ROUNDS_MS, at + MOST_ROUNDS_MS]
  for (;;) {
    const rounds = await stores.rounds.expecting(checkpoint, from, to)
    const visits = await stores.visits.counting(checkpoint, from, to)
    const part = entangledAt(at, rounds, [...visits, ...incoming])
    const first = Math.min(from, ...part.rounds.map((round) => round.opensAt))
    const last = Math.max(to, ...part.rounds.map((round) => round.closesAt + round.graceMs))
    if (first === from && last === to) return { ...part, ...settle(part.rounds, part.visits) }
    ;[from, to] = [first, last]
  }
}

/** Writes only what has changed. */
async function writeSettled(
  stores: Stores,
  checkpoint: string,
  { rounds, visits, roundOf, coverOf }: SettledPart,
): Promise<void> {
  for (const visit of visits) {
    const round = roundOf.get(visit.id) ?? null
    if (round !== visit.countsFor) await stores.visits.setRound(visit.id, round)
  }
  for (const round of rounds) {
    const cover = coverOf.get(round.id)
    const covered = cover ? { visit: cover.id, state: coveredState(round, cover) } : null
    if (covered?.visit !== round.cover?.visit || covered?.state !== round.cover?.state)
      await stores.rounds.setCover(round.id, checkpoint, covered)
  }
}

/** Rounds that open in [from, to) with the state of every cell: those that are made, then those that are foreseen. */
export async function roundsBetween(
  context: Context,
  estate: Estate,
  from: Instant,
  to: Instant,
): Promise<RoundProgress[]> {
  const { read } = context.database
  const heads = await read.rounds.heads(estate.id, from, to)
  const cells = groupBy(await read.rounds.asked(heads.map(({ id }) => id)), ({ round }) => round)
  const now = context.now()
  const made = heads.map((head): RoundProgress => {
    const own = cells.get(head.id) ?? []
    return {
      ...head,
      expected: own.map(({ checkpoint, checklist, excused }) => ({
        checkpoint,
        checklist,
        ...(excused && { excused }),
      })),
      states: own.map(({ state, excused }) => state ?? uncoveredState(head, now, { excused })),
    }
  })
  const known = new Set(heads.map(({ id }) => id))
  const foreseen = to > now ? await foreseenRounds(context, estate, Math.max(from, now), to) : []
  const rest = foreseen
    .filter(({ id }) => !known.has(id))
    .map((round) => ({
      ...round,
      states: round.expected.map(({ excused }) => uncoveredState(round, now, { excused: excused === true })),
    }))
  return [...made, ...rest]
}
