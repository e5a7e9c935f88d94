/** Spots out of service: declared, ended, taken back. What is over stays missed. */
import { excuses, type Outage } from '../../checkpoints/outage.ts'
import type { Person } from '../../checkpoints/people.ts'
import { addDays, type CivilDate, civilDateOf } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { AddOutage, ChangeOutage } from '../../checkpoints/wire/spot.ts'
import type { Context } from '../context.ts'
import type { StoredOutage } from '../store/outages.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { ROUNDS_AHEAD_MS } from './rounds.ts'

export async function addOutage(
  context: Context,
  estate: Estate,
  { checkpoint, by }: { readonly checkpoint: string; readonly by: Person },
  added: AddOutage,
): Promise<Outcome<Outage>> {
  if (added.from < civilDateOf(context.now(), estate.zone)) return refused('body-invalid', { where: ['from'] })
  if (added.until !== null && added.until < added.from) return refused('body-invalid', { where: ['until'] })
  return telling(context, estate, async (stores) => {
    if ((await stores.checkpoints.byId(checkpoint))?.estate !== estate.id) return refused('not-found')
    const outage: Outage = { id: context.newId(), ...added }
    if ((await stores.outages.of(checkpoint)).some((other) => meet(other, outage))) return refused('outage-overlaps')
    await stores.outages.add({ ...outage, checkpoint, person: by.id, declaredAt: context.now() })
    await excuseAnew(context, stores, estate, checkpoint)
    return done(outage)
  })
}

/** Ends an outage on another day, or tells its reason better. An end before its start takes it back, if it has not begun. */
export async function changeOutage(
  context: Context,
  estate: Estate,
  { checkpoint, outage: id }: { readonly checkpoint: string; readonly outage: string },
  change: ChangeOutage,
): Promise<Outcome<Outage>> {
  const today = civilDateOf(context.now(), estate.zone)
  return telling(context, estate, async (stores) => {
    if ((await stores.checkpoints.byId(checkpoint))?.estate !== estate.id) return refused('not-found')
    const all = await stores.outages.of(checkpoint)
    const found = all.find((one) => one.id === id)
    if (!found) return refused('not-found')
    const until = change.until === undefined ? found.until : change.until
    const fault = faultOf(found, until, today)
    if (fault) return fault
    const changed = { ...found, until, reason: change.reason ?? found.reason }
    if (until !== null && until < found.from) await stores.outages.remove(id)
    else if (all.some((other) => other.id !== id && meet(other, changed))) return refused('outage-overlaps')
    else await stores.outages.change(changed)
    await excuseAnew(context, stores, estate, checkpoint)
    return done({ id, from: changed.from, until, reason: changed.reason })
  })
}

/** Writes, and tells the estate's boards once it is on disk. */
async function telling(
  context: Context,
  estate: Estate,
  work: (stores: Stores) => Promise<Outcome<Outage>>,
): Promise<Outcome<Outage>> {
  const outcome = await context.database.write(work)
  if (outcome.ok) context.live.changed(estate.id)
  return outcome
}

function faultOf(found: StoredOutage, until: CivilDate | null, today: CivilDate) {
  if (found.until !== null && found.until < today) return refused('outage-over')
  if (until === null) return undefined
  const isTakenBack = until < found.from
  if (isTakenBack && found.from < today) return refused('body-invalid', { where: ['until'] })
  // Yesterday at the earliest: it works again since this morning.
  return !isTakenBack && until < addDays(today, -1) ? refused('body-invalid', { where: ['until'] }) : undefined
}

/** Excuses the spot in every round that is not over and meets an outage, and in no other that is not over. */
async function excuseAnew(context: Context, stores: Stores, estate: Estate, checkpoint: string): Promise<void> {
  const now = context.now()
  const outages = await stores.outages.of(checkpoint)
  const open = await stores.rounds.expecting(checkpoint, now, now + ROUNDS_AHEAD_MS)
  const isExcused = (round: (typeof open)[number]) => outages.some((outage) => excuses(outage, round, estate.zone))
  const [excused, others] = [open.filter(isExcused), open.filter((round) => !isExcused(round))]
  await stores.rounds.setExcused(
    checkpoint,
    excused.map(({ id }) => id),
    true,
  )
  await stores.rounds.setExcused(
    checkpoint,
    others.map(({ id }) => id),
    false,
  )
}

function meet(a: Pick<Outage, 'from' | 'until'>, b: Pick<Outage, 'from' | 'until'>): boolean {
  return (a.until === null || a.until >= b.from) && (b.until === null || b.until >= a.from)
}
