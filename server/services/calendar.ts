/** What was, is and will be walked; and what a change of a plan would change, before it is made. */
import { type CalendarRound, changesBetween, conflictsAmong, spotChanges } from '../../checkpoints/calendar.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { mayDo } from '../../checkpoints/people.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { spotsOf } from '../../checkpoints/plan-spots.ts'
import { type OpenWindow, startOfDay } from '../../checkpoints/plan-window.ts'
import { unassignedPlaces } from '../../checkpoints/team.ts'
import { addDays, civilDateOf, DAY_MS, type Instant } from '../../checkpoints/time.ts'
import type { Calendar, CalendarQuery, PlanPreview, PreviewPlan } from '../../checkpoints/wire/plan.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { makingOf, roundsOf, windowsOf } from './making.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { faultOf, standingPlans } from './plans.ts'
import { foreseenRounds } from './rounds.ts'

const MOST_DAYS = 62
const PREVIEW_MS = 28 * DAY_MS
const FIRST_ROUNDS = 10

export async function calendarOf(
  context: Context,
  estate: Estate,
  { from, to }: CalendarQuery,
): Promise<Outcome<Calendar>> {
  if (to < from || to >= addDays(from, MOST_DAYS)) return refused('body-invalid', { where: ['to'] })
  const { read } = context.database
  const [start, end] = [startOfDay(from, estate.zone), startOfDay(addDays(to, 1), estate.zone)]
  const rounds = await calendarRounds(context, estate, start, end)
  const making = await makingOf(read, estate, context.now())
  const plans = await standingPlans(read, estate.id)
  const teams = new Map(making.teams.map((team) => [team.id, team]))
  const isOpen = new Map(plans.map((plan) => [plan.id, plan.assignees.length === 0 && !teams.has(plan.team ?? '')]))
  const coming = rounds.filter(({ closesAt }) => closesAt > context.now())
  const planned = coming.map((round) => ({
    ...round,
    open: round.assignees.length === 0 && (isOpen.get(round.plan) ?? true),
  }))
  const visited = new Set(
    plans.filter(({ state }) => state === 'active').flatMap((plan) => spotsOf(plan, making.spots)),
  )
  const everySpot = spotsOf({ checkpoints: [], rules: [{ kinds: [], places: [] }] }, making.spots)
  return done({
    now: context.now(),
    from,
    to,
    rounds,
    conflicts: conflictsAmong(planned, await walkersOn(context, estate.id)),
    holidays: (await read.teams.holidays(estate.id)).filter(({ on }) => on >= from && on <= to),
    unplanned: everySpot.filter((id) => !visited.has(id)),
    unassigned: unassignedPlaces(making.spots.places, making.teams).map(({ id }) => id),
  })
}

/** Rounds that open in [from, to), made and foreseen, in order of opening. */
export async function calendarRounds(
  context: Context,
  estate: Estate,
  from: Instant,
  to: Instant,
): Promise<CalendarRound[]> {
  const { read } = context.database
  const heads = await read.rounds.heads(estate.id, from, to)
  const spots = new Map<Uuid, number>()
  for (const { round, cells } of await read.rounds.stateCounts(estate.id, from, to))
    spots.set(round, (spots.get(round) ?? 0) + cells)
  const random = new Set(
    (await read.plans.of(estate.id)).filter(({ plan }) => plan.randomStart !== null).map(({ plan }) => plan.id),
  )
  const known = new Set(heads.map(({ id }) => id))
  const foreseen = (await foreseenRounds(context, estate, Math.max(from, context.now()), to)).filter(
    ({ id }) => !known.has(id),
  )
  const all = [
    ...heads.map((head) => ({ ...head, spots: spots.get(head.id) ?? 0, made: true })),
    ...foreseen.map((round) => ({ ...round, spots: round.expected.length, made: false })),
  ]
  return all
    .map(({ id, plan, names, opensAt, closesAt, graceMs, assignees, spots, made }) => ({
      round: id,
      ...{ plan, names, opensAt, closesAt, graceMs, assignees, spots, made },
      randomStart: random.has(plan),
    }))
    .sort((a, b) => a.opensAt - b.opensAt)
}

/** What would come of a draft in the next four weeks. Random starts are shown as their whole window, lest they be foreseen. */
export async function previewOf(
  context: Context,
  estate: Estate,
  { plan: planId, draft }: PreviewPlan,
): Promise<Outcome<PlanPreview>> {
  const { read } = context.database
  const stored = (await read.plans.of(estate.id)).find(({ plan, adHoc }) => plan.id === planId && !adHoc)
  if (planId !== null && !stored) return refused('not-found')
  const fault = await faultOf(read, estate.id, { ...draft, ...(planId !== null && { id: planId }) })
  if (fault) return fault
  const now = context.now()
  const until = now + PREVIEW_MS
  const making = await makingOf(read, estate, now)
  const after: Plan = { ...draft, id: planId ?? context.newId(), state: stored?.plan.state ?? 'active' }
  const before = stored?.plan.state === 'active' ? stored.plan : undefined
  const isNew = !stored
  const windows = (plan: Plan | undefined): OpenWindow[] => {
    if (!plan) return []
    const days = { from: addDays(civilDateOf(now, estate.zone), -1), to: civilDateOf(until, estate.zone) }
    return windowsOf(context, making, { ...plan, randomStart: null }, days).filter(
      ({ opensAt, closesAt }) => (opensAt > now || (isNew && closesAt > now)) && opensAt < until,
    )
  }
  const comes = after.state === 'active' ? windows(after) : []
  const spots = spotsOf(after, making.spots)
  const rounds = roundsOf(making, after, comes).map(({ id, opensAt, closesAt, assignees }) => ({
    ...{ round: id, opensAt, closesAt, assignees, spots: spots.length },
    open: draft.assignees.length === 0 && draft.team === null,
  }))
  const others = (await calendarRounds(context, estate, now, until))
    .filter(({ plan }) => plan !== planId)
    .map((round) => ({ ...round, open: round.assignees.length === 0 }))
  const own = new Set(rounds.map(({ round }) => round))
  return done({
    from: now,
    until,
    next: comes.slice(0, FIRST_ROUNDS),
    rounds: stored ? changesBetween(windows(before), comes) : [],
    spots: spotChanges(stored ? spotsOf(stored.plan, making.spots) : [], spots),
    total: spots.length,
    othersChange: stored !== undefined && differsOtherwise(stored.plan, after),
    conflicts: conflictsAmong([...rounds, ...others], await walkersOn(context, estate.id)).filter(({ rounds }) =>
      rounds.some((id) => own.has(id)),
    ),
  })
}

/** What changes on a round besides when it is and where it goes. */
function differsOtherwise(before: Plan, after: Plan): boolean {
  const rest = ({ names, graceMinutes, order, minGapSeconds, assignees, team, focus, checkpoints }: Plan) =>
    JSON.stringify([names, graceMinutes, order, minGapSeconds, assignees, team, focus, checkpoints])
  return rest(before) !== rest(after)
}

async function walkersOn(context: Context, estate: string): Promise<Set<Uuid>> {
  const staff = await context.database.read.people.staffOf(estate)
  return new Set(staff.filter(({ roles }) => mayDo('file a visit', roles)).map(({ person }) => person.id))
}
