/** A day of its own for every test of a server that is started once. */
import { addDays, type CivilDate } from '../../checkpoints/time.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { at } from './builders.ts'
import type { EstateServer } from './estate-server.ts'

/** Turns the clock to half past eight on the day after; the rounds of that day are made. @returns it */
export async function nextEvening({ context, estate, setClock }: EstateServer, day: CivilDate): Promise<CivilDate> {
  const next = addDays(day, 1)
  setClock(at('20:30', next))
  await makeRounds(context, (await context.database.read.estates.byId(estate))!)
  return next
}
