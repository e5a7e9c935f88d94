/** Rounds that go another way than their plan says: handed over to a colleague, swapped, or asked for on the spot. */
import type { CalendarRound } from '../../checkpoints/calendar.ts'
import type { Person } from '../../checkpoints/people.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { recurrenceText } from '../../checkpoints/recurrence.ts'
import { phaseOf, type Round } from '../../checkpoints/round.ts'
import { civilDateOf, DAY_MS, type Instant, MINUTE_MS, type Zone } from '../../checkpoints/time.ts'
import type { AdHocRound, HandOver } from '../../checkpoints/wire/plan.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { calendarRounds } from './calendar.ts'
import { makingOf, roundsOf } from './making.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { foreseenRounds, settleRound } from './rounds.ts'

/** How far ahead a round may be handed over. */
const AHEAD_MS = 62 * DAY_MS

type Handed = Pick<Round, 'id' | 'opensAt' | 'closesAt' | 'graceMs' | 'assignees'>

/**
 * Hands rounds over, all or none (policy 3: the supervisor says who patrols). Before a round opens the new walkers take the others'
 * place; an open one they join: what has been walked stays walked.
 */
export async function handOver(
  context: Context,
  estate: Estate,
  person: Person,
  { rounds, reason }: HandOver,
): Promise<Outcome<{ rounds: CalendarRound[] }>> {
  const now = context.now()
  const foreseen = await foreseenRounds(context, estate, now, now + AHEAD_MS)
  const outcome = await context.database.write(async (stores): Promise<Outcome<Handed[]>> => {
    const staff = new Set((await stores.people.staffOf(estate.id)).map((member) => member.person.id))
    const handed: Handed[] = []
    for (const { round: id, assignees } of rounds) {
      const stored = await stores.rounds.head(estate.id, id)
      const round = stored ?? foreseen.find((one) => one.id === id)
      if (!round) return refused('not-found')
      if (phaseOf(round, now) === 'closed') return refused('round-closed')
      if (!assignees.every((one) => staff.has(one))) return refused('person-unknown')
      const to = phaseOf(round, now) === 'upcoming' ? assignees : joined(round.assignees, assignees)
      await stores.handovers.add(estate.id, { round: id, at: now, by: person.id, from: round.assignees, to, reason })
      if (stored) await reassign(stores, stored, to, now)
      handed.push({ ...round, assignees: [...to] })
    }
    return done(handed)
  })
  if (!outcome.ok) return outcome
  context.live.changed(estate.id)
  const ids = new Set(rounds.map(({ round }) => round))
  const opens = outcome.value.map(({ opensAt }) => opensAt)
  const all = await calendarRounds(context, estate, Math.min(...opens), Math.max(...opens) + 1)
  return done({ rounds: all.filter(({ round }) => ids.has(round)) })
}

/** Nobody named means anyone: then nobody need join. */
function joined(already: readonly string[], more: readonly string[]): string[] {
  return already.length === 0 ? [] : [...new Set([...already, ...more])]
}

async function reassign(stores: Stores, round: Handed, to: readonly string[], now: Instant): Promise<void> {
  await stores.rounds.setAssignees(round.id, to)
  if (round.opensAt > now) return
  const cells = (await stores.rounds.cells([round.id])).get(round.id) ?? []
  await settleRound(stores, { opensAt: round.opensAt, expected: cells })
}

/** Opens a round that no plan brings. Its plan is written with it, suspended, so that it is never made again. */
export async function startAdHoc(
  context: Context,
  estate: Estate,
  asked: AdHocRound,
): Promise<Outcome<{ rounds: CalendarRound[] }>> {
  const now = context.now()
  const outcome = await context.database.write(async (stores): Promise<Outcome<Round>> => {
    const staff = new Set((await stores.people.staffOf(estate.id)).map((member) => member.person.id))
    if (!asked.assignees.every((id) => staff.has(id))) return refused('person-unknown')
    const making = await makingOf(stores, estate, now)
    const plan = adHocPlan(context.newId(), asked, now, estate.zone)
    const window = { opensAt: now, closesAt: now + asked.minutes * MINUTE_MS }
    const [round] = roundsOf(making, plan, [window])
    if (!round || round.expected.length === 0) return refused('plan-empty')
    await stores.plans.add(estate.id, plan, { now, adHoc: true })
    await stores.rounds.add(estate.id, round)
    await settleRound(stores, round)
    return done(round)
  })
  if (!outcome.ok) return outcome
  context.live.changed(estate.id)
  const { id, opensAt } = outcome.value
  const all = await calendarRounds(context, estate, opensAt, opensAt + 1)
  return done({ rounds: all.filter(({ round }) => round === id) })
}

function adHocPlan(id: string, asked: AdHocRound, now: Instant, zone: Zone): Plan {
  const { names, checkpoints, rules, assignees, focus, minutes } = asked
  const day = civilDateOf(now, zone)
  const rule = { every: 'dates' } as const
  return {
    ...{ id, names, checkpoints, rules, assignees, focus },
    state: 'suspended',
    recurrence: recurrenceText({ startsOn: day, until: null, rule, also: [], except: [] }),
    holidays: 'as-usual',
    windows: [{ startsAt: timeOf(now, zone), endsAt: timeOf(now + minutes * MINUTE_MS, zone) }],
    randomStart: null,
    graceMinutes: 0,
    order: 'free',
    minGapSeconds: 0,
    team: null,
  }
}

function timeOf(at: Instant, zone: Zone): string {
  const format = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', format).format(at)
}
