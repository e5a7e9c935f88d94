/** What rounds are made of: an estate's plans, spots, people and checklists as they stand now. */
import { createHash, createHmac } from 'node:crypto'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { type Uuid, uuidV7 } from '../../checkpoints/ids.ts'
import { excuses, type Outage } from '../../checkpoints/outage.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { spotsOf, walkersOf } from '../../checkpoints/plan-spots.ts'
import { type OpenWindow, type WindowContext, windowsBetween } from '../../checkpoints/plan-window.ts'
import type { Round } from '../../checkpoints/round.ts'
import type { Team } from '../../checkpoints/team.ts'
import { addDays, type CivilDate, civilDateOf, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { StoredCheckpoint } from '../store/checkpoints.ts'
import type { StoredPlan } from '../store/plans.ts'
import type { Stores } from '../store/stores.ts'
import { newestVersions, refOf } from './checklists.ts'
import { groupBy } from './group-by.ts'

export type Making = {
  readonly estate: Estate
  readonly spots: { readonly places: readonly Place[]; readonly checkpoints: readonly StoredCheckpoint[] }
  readonly versions: ReadonlyMap<Kind, number>
  readonly teams: readonly Team[]
  readonly holidays: ReadonlySet<CivilDate>
  /** By checkpoint; only those that are not over for good. */
  readonly outages: ReadonlyMap<string, readonly Outage[]>
  /** Round → who walks it instead. */
  readonly handovers: ReadonlyMap<Uuid, readonly Uuid[]>
}

/** @param since outages that were over before this are left out */
export async function makingOf(stores: Stores, estate: Estate, since: Instant): Promise<Making> {
  const { id, zone } = estate
  const outages = await stores.outages.since(id, addDays(civilDateOf(since, zone), -2))
  return {
    estate,
    spots: { places: await stores.places.of(id), checkpoints: await stores.checkpoints.of(id) },
    versions: await newestVersions(stores, id),
    teams: await stores.teams.of(id),
    holidays: new Set((await stores.teams.holidays(id)).map(({ on }) => on)),
    outages: groupBy(outages, ({ checkpoint }) => checkpoint),
    handovers: await stores.handovers.lastWords(id),
  }
}

/**
 * The rounds of a plan as they would be made now, one for each window, in order.
 * A round's id follows from plan and opening, so that it is known days before it is made, and made twice it is the same.
 */
export function roundsOf(making: Making, plan: Plan, windows: readonly OpenWindow[]): Round[] {
  const { spots, versions, teams, outages, handovers, estate } = making
  const byId = new Map(spots.checkpoints.map((spot) => [spot.id, spot]))
  const expected = spotsOf(plan, spots).flatMap((id) => {
    const spot = byId.get(id)
    return spot ? [{ checkpoint: id, checklist: refOf(spot, versions) }] : []
  })
  const walkers = walkersOf(plan, teams)
  const { names, focus, order } = plan
  const [graceMs, minGapMs] = [plan.graceMinutes * MINUTE_MS, plan.minGapSeconds * 1000]
  return windows.map((window) => {
    const id = roundIdOf(plan.id, window.opensAt)
    const excused = (spot: string) => (outages.get(spot) ?? []).some((outage) => excuses(outage, window, estate.zone))
    return {
      id,
      plan: plan.id,
      names,
      focus,
      ...window,
      graceMs,
      order,
      minGapMs,
      assignees: [...(handovers.get(id) ?? walkers)],
      expected:
        outages.size === 0
          ? expected
          : expected.map((one) => (excused(one.checkpoint) ? { ...one, excused: true } : one)),
    }
  })
}

/** The windows of a plan that open on the civil days from one to another, both included. */
export function windowsOf(
  context: Context,
  { estate, holidays }: Pick<Making, 'estate' | 'holidays'>,
  plan: Plan,
  days: { readonly from: CivilDate; readonly to: CivilDate },
): OpenWindow[] {
  const windowContext: WindowContext = { zone: estate.zone, holidays, dice: diceOf(context, plan.id) }
  return windowsBetween(plan, days, windowContext)
}

/**
 * The windows for which a plan still has no rounds, up to an instant. What was missed while the server stood still is among
 * them. A new plan starts with the window it was written in; one that was changed starts with the next.
 */
export function windowsDue(
  context: Context,
  making: Pick<Making, 'estate' | 'holidays'>,
  { plan, roundsUntil, createdAt }: Pick<StoredPlan, 'plan' | 'roundsUntil' | 'createdAt'>,
  until: Instant,
): OpenWindow[] {
  const { zone } = making.estate
  // A window that crosses midnight opened the day before.
  const days = { from: addDays(civilDateOf(roundsUntil, zone), -1), to: civilDateOf(until, zone) }
  return windowsOf(context, making, plan, days).filter(({ opensAt, closesAt }) => {
    const starts = opensAt >= roundsUntil || (roundsUntil === createdAt && closesAt > createdAt)
    return starts && opensAt < until
  })
}

function roundIdOf(plan: Uuid, opensAt: Instant): Uuid {
  return uuidV7(opensAt, createHash('sha256').update(`${plan} ${opensAt}`).digest().subarray(0, 10))
}

/** Under the installation's secret: nobody who knows the plan can foresee when its next round starts. */
function diceOf(context: Context, plan: Uuid): (key: string) => number {
  return (key) => createHmac('sha256', context.secret).update(`${plan} ${key}`).digest().readUIntBE(0, 6) / 2 ** 48
}
