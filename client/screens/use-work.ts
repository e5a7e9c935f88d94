import type { Pack } from '../../checkpoints/wire/estate.ts'
import { roles } from '../models/estate.ts'
import { mySaid } from '../models/finding-outbox.ts'
import { type Sorted, sorted, type Work, workOf } from '../models/finding-work.ts'
import { items } from '../models/outbox.ts'
import { pack } from '../models/pack.ts'
import { dayOf } from '../models/rounds.ts'
import { now } from '../models/server-time.ts'
import { me } from '../models/session.ts'

export type MyWork = { readonly pack: Pack; readonly works: readonly Work[]; readonly sorted: Sorted }

/** Everything about problems that this phone knows of his estate; undefined before it has a pack. */
export function useWork(): MyWork | undefined {
  const known = pack.value
  const person = me.value?.person.id
  if (!known || !person) return undefined
  const said = mySaid.value.filter(({ event }) => event.estate === known.estate.id)
  const works = workOf(known, said)
  const day = dayOf(known.rounds, items.value, { person, now: now.value })
  const spots = [...day.due, ...day.upcoming].flatMap(({ round }) => round.expected.map(({ checkpoint }) => checkpoint))
  return { pack: known, works, sorted: sorted(works, { person, roles: roles.value, spots: [...new Set(spots)] }) }
}
