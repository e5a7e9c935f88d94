/** Reminding people of findings about which nothing happens, rung by rung (checkpoints/escalation.ts): each rung once, whatever restarts. */
import { type DueStep, nextStepAt, stepsDue } from '../../checkpoints/escalation.ts'
import { type Finding, isSeenAgain } from '../../checkpoints/finding.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { type CivilDate, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { findingRulesOf } from './finding-rules.ts'
import { groupBy } from './group-by.ts'
import { audiencesOf, tell } from './make-notifications.ts'
import { makeEscalationDeliveries } from './make-webhook-deliveries.ts'

/** What has been so for too long, as those hear of it who tell people and other systems: in the transaction that notes it. */
type Escalated = {
  readonly estate: Uuid
  readonly number: number
  readonly finding: Finding
  /** The rungs that were climbed. */
  readonly steps: readonly DueStep[]
  readonly at: Instant
}

/** Of each estate what was looked at last, and until when nothing comes due if it stays so. */
export type Watch = Map<Uuid, { readonly seen: string; readonly until: Instant }>

/**
 * Climbs every rung that is due now. It is asked often, so an estate on which nothing has happened, and nothing has come due, is
 * not looked through again.
 */
export async function escalate(context: Context, watch: Watch = new Map()): Promise<void> {
  const { read } = context.database
  const [open, rules] = [await read.findings.openSums(), await read.findingRules.changes()]
  for (const estate of await read.estates.all()) {
    const sum = open.get(estate.id)
    if (sum === undefined) continue
    const seen = [sum, rules.get(estate.id) ?? 0, estate.zone].join(' ')
    const known = watch.get(estate.id)
    if (known?.seen === seen && context.now() < known.until) continue
    watch.set(estate.id, { seen, until: await escalateOn(context, estate) })
  }
}

/** @returns when the next rung of the estate comes due, if nothing happens */
async function escalateOn(context: Context, estate: Estate): Promise<Instant> {
  const { read, write } = context.database
  const { rules } = await findingRulesOf(read, estate.id)
  const times = timesOf(estate, context.now())
  const open = (await read.findings.openOf(estate.id)).map(({ finding }) => finding)
  const looked = withoutRepetitions(open).map((finding) => ({
    ...{ id: finding.id, keys: stepsDue(finding, rules.ladders[finding.severity], times).map(({ key }) => key) },
    next: nextStepAt(finding, rules.ladders[finding.severity], times),
  }))
  const due = looked.filter(({ keys }) => keys.length > 0)
  const climbed = await read.escalations.climbed(due.map(({ id }) => id))
  for (const { id, keys } of due) {
    if (keys.every((key) => climbed.has(`${id} ${key}`))) continue
    if (await write((stores) => climb(context, stores, estate, id))) context.live.changed(estate.id)
  }
  return looked.reduce((soonest, { next }) => Math.min(soonest, next), Number.POSITIVE_INFINITY)
}

/** What each round has seen again and nobody has decided upon would remind the same people of the same lamp, each by itself. */
function withoutRepetitions(inOrder: readonly Finding[]): Finding[] {
  const earlier = groupBy(inOrder, ({ checkpoint }) => checkpoint)
  return inOrder.filter((finding) => {
    if (finding.state !== 'reported') return true
    const same = earlier.get(finding.checkpoint) ?? []
    return !same.slice(0, same.indexOf(finding)).some((one) => isSeenAgain(finding, one))
  })
}

/** The same few days are asked for by every finding. */
function timesOf({ zone }: Estate, now: Instant) {
  const begun = new Map<CivilDate, Instant>()
  const startOf = (day: CivilDate) => {
    const start = begun.get(day) ?? startOfDay(day, zone)
    begun.set(day, start)
    return start
  }
  return { now, startOf }
}

/**
 * Reads the finding again: somebody may have taken it in hand a moment ago. Whoever writes a rung's row first climbs it, and nobody
 * else ever does.
 */
async function climb(context: Context, stores: Stores, estate: Estate, id: Uuid): Promise<boolean> {
  const known = await stores.findings.byId(id)
  if (!known) return false
  const { number, finding } = known
  const at = context.now()
  const steps: DueStep[] = []
  const { rules } = await findingRulesOf(stores, estate.id)
  const due = stepsDue(finding, rules.ladders[finding.severity], timesOf(estate, at))
  // Two rungs that say the same at the same time are one, for all whom either is to reach.
  for (const [key, same] of groupBy(due, ({ key }) => key)) {
    if (await stores.escalations.climb(id, key, at)) steps.push(...same)
  }
  if (steps.length === 0) return false
  await tellOfEscalation(context, stores, { estate: estate.id, number, finding, steps, at })
  return true
}

/** Everybody who wants to hear of an escalation is told here: people, and whoever listens from outside. */
async function tellOfEscalation(context: Context, stores: Stores, escalated: Escalated): Promise<void> {
  await tellPeople(context, stores, escalated)
  const { estate, number, finding, steps } = escalated
  for (const { step, since } of steps) {
    await makeEscalationDeliveries(context, stores, { estate, number, finding, step, since })
  }
}

async function tellPeople(context: Context, stores: Stores, escalated: Escalated): Promise<void> {
  const { estate, finding, steps, at } = escalated
  const { within } = await audiencesOf(stores, estate, finding)
  const overdue = steps.filter(({ step }) => step.when === 'overdue')
  const late = new Set(within(overdue.flatMap(({ step }) => step.to)))
  for (const [when, same] of groupBy(steps, ({ step }) => step.when)) {
    const alarm = when === 'unacknowledged'
    const last = same.at(-1)!
    // After an outage a day may be over before anybody has heard that it had come: he hears the later of the two.
    const already = alarm ? await alarmed(stores, finding, lastDue(same, at)) : when === 'due' ? late : new Set()
    const people = within(same.flatMap(({ step }) => step.to)).filter((person) => !already.has(person))
    await tell(context, stores, people, {
      ...{ estate, finding: finding.id, key: last.key, by: null },
      ...{ kind: alarm ? 'emergency' : 'escalated', trigger: alarm ? null : when },
    })
  }
}

/** Who knows already that it rings: whoever was told since then, and at first whoever reported it. */
async function alarmed(stores: Stores, { id, alarmedAt, reportedBy }: Finding, since: Instant): Promise<Set<Uuid>> {
  const told = await stores.notifications.alarmedSince(id, since)
  return since === alarmedAt && reportedBy !== null ? told.add(reportedBy) : told
}

/** When the last of them came due: whoever has heard the alarm since then need not hear it twice. */
function lastDue(steps: readonly DueStep[], now: Instant): Instant {
  const dues = steps.map(({ step: { afterMinutes, repeatMinutes }, since }) => {
    const first = since + afterMinutes * MINUTE_MS
    return repeatMinutes === null ? first : now - ((now - first) % (repeatMinutes * MINUTE_MS))
  })
  return Math.max(...dues)
}
