/** What happens without being asked: rounds are made ahead, sessions that have run out are dropped. */
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import { adoptShipped } from '../services/checklists.ts'
import { makeRounds } from '../services/rounds.ts'

/**
 * Brings every estate up to date with the checklists of this release, then runs every job once now, and again every minute.
 * @returns a stop that waits for a run under way
 */
export async function runJobs(context: Context): Promise<() => Promise<void>> {
  await context.database.write(async (stores) => {
    for (const { id } of await stores.estates.all()) await adoptShipped(stores, id, context.now())
  })
  let running = runOnce(context)
  await running
  const timer = setInterval(() => {
    running = running.then(() =>
      runOnce(context).catch((error: unknown) => context.log('error', 'job failed', { error: String(error) })),
    )
  }, MINUTE_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}

async function runOnce(context: Context): Promise<void> {
  for (const estate of await context.database.read.estates.all()) await makeRounds(context, estate)
  await context.database.write((stores) => stores.sessions.dropExpired(context.now()))
}
