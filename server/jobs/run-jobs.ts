/** What happens without being asked: rounds are made ahead and rolled up, boards told, what has run out is dropped. */
import { DAY_MS, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import { noteTurns } from '../services/alerts.ts'
import { adoptShipped } from '../services/checklists.ts'
import { rollUpClosed } from '../services/rollups.ts'
import { makeRounds } from '../services/rounds.ts'
import { runDeliveryJob } from './delivery-job.ts'
import { runEscalationJob } from './escalation-job.ts'
import { runMailJob } from './mail-job.ts'
import { logged } from './often.ts'
import { runWebhookJob } from './webhook-job.ts'

/**
 * Brings every estate up to date with the checklists of this release, then runs every job once now, and again every minute.
 * @returns a stop that waits for a run under way
 */
export async function runJobs(context: Context): Promise<() => Promise<void>> {
  await context.database.write(async (stores) => {
    for (const { id } of await stores.estates.all()) await adoptShipped(stores, id, context.now())
  })
  await runOnce(context)
  // Years of rounds that were never rolled up take a while; nobody has to wait for them, reports can do without.
  let running = logged(context, ROUNDS, () => rollUpAll(context, 0))
  const stops = [runMailJob, runEscalationJob, runDeliveryJob, runWebhookJob].map((start) => start(context))
  let before = context.now()
  const timer = setInterval(() => {
    const since = before
    before = context.now()
    running = running.then(() => logged(context, ROUNDS, () => runOnce(context, since)))
  }, MINUTE_MS)
  return async () => {
    clearInterval(timer)
    await Promise.all([running, ...stops.map((stop) => stop())])
  }
}

const ROUNDS = { job: 'rounds' }

/** Late visits rarely reach back further; what they outdate beyond that is rolled up at the next start. */
const ROLLED_UP_ANEW_MS = 40 * DAY_MS

/** @param before when it ran last; undefined: at the start */
async function runOnce(context: Context, before?: Instant): Promise<void> {
  const now = context.now()
  for (const estate of await context.database.read.estates.all()) {
    await makeRounds(context, estate)
    if (before !== undefined) await noteTurns(context, estate.id, before)
  }
  if (before !== undefined) await rollUpAll(context, now - ROLLED_UP_ANEW_MS)
  await context.database.write(async (stores) => {
    await stores.sessions.dropExpired(now)
    await stores.announcements.dropBefore(now - TOLD_KEPT_MS)
    await stores.notifications.dropBefore(now - INBOX_KEPT_MS)
    await stores.escalations.dropOver()
  })
}

/** Long after anybody waits for them: a phone that tells of a visit again is not believed for another day. */
const TOLD_KEPT_MS = 40 * DAY_MS
/** An inbox is no archive: what happened stands with the finding. */
const INBOX_KEPT_MS = 400 * DAY_MS

async function rollUpAll(context: Context, since: Instant): Promise<void> {
  for (const { id } of await context.database.read.estates.all()) await rollUpClosed(context, id, since)
}
