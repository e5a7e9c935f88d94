/** What happens without being asked: rounds are made ahead, sessions that have run out are dropped. */
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import { makeRounds } from '../services/rounds.ts'

/** Runs every job once now, then every minute. @returns a stop that waits for a run under way */
export async function runJobs(context: Context): Promise<() => Promise<void>> {
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
