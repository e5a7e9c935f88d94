/** What the desk says after it has asked: about a doubtful visit, and about gaps it was alerted to. */
import { mayDo, type Person } from '../../checkpoints/people.ts'
import type { Acknowledge } from '../../checkpoints/wire/coverage.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Reviews, ReviewVisit } from '../../checkpoints/wire/visit.ts'
import type { Context } from '../context.ts'
import { alertsAmong } from './alerts.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { awaitedCells } from './rollups.ts'
import { settleAt } from './rounds.ts'

/** Reviews a visit; whatever it covered is settled anew. Nobody reviews his own. */
export async function reviewVisit(
  context: Context,
  person: Person,
  id: string,
  { decision, reason }: ReviewVisit,
): Promise<Outcome<Reviews>> {
  const estate = (await context.database.read.visits.byId(id))?.estate
  const roles = estate ? await context.database.read.people.rolesOn(person.id, estate) : []
  if (!estate || !mayDo('read a visit', roles)) return refused('not-found')
  if (!mayDo('review a visit', roles)) return refused('forbidden')
  const outcome = await context.database.write(async (stores): Promise<Outcome<Reviews>> => {
    const visit = await stores.visits.byId(id)
    if (!visit) return refused('not-found')
    if (visit.person === person.id) return refused('visit-own')
    await stores.reviews.add(id, { decision, reason, by: person.id, at: context.now() })
    if (decision === 'voided') await stores.visits.setRound(id, null)
    await settleAt(stores, visit.checkpoint, visit.occurredAt)
    return done({ reviews: await stores.reviews.of(id) })
  })
  if (outcome.ok) context.live.changed(estate)
  return outcome
}

/** Says what is being done about the gaps of a round, so that its alert is quiet until there are more. */
export async function acknowledge(
  context: Context,
  estate: Estate,
  person: Person,
  { round, kind, reason }: Acknowledge & { readonly round: string },
): Promise<Outcome<Acknowledge>> {
  const head = await context.database.read.rounds.head(estate.id, round)
  if (!head) return refused('not-found')
  const awaited = await awaitedCells(context, [estate.id])
  const alert = (await alertsAmong(context, [head], awaited)).find((one) => one.kind === kind)
  if (!alert) return refused('alert-over')
  const said = { round, kind, reason, by: person.id, at: context.now(), spots: alert.spots.length }
  await context.database.write((stores) => stores.reviews.acknowledge(said))
  context.live.changed(estate.id)
  return done({ kind, reason })
}
