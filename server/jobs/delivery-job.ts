/** Sends what people are told of findings. An alarm must not wait for a minute to be over, so it looks every few seconds. */
import type { Channel } from '../../checkpoints/notification.ts'
import type { Context } from '../context.ts'
import { deliverWaiting } from '../services/deliver-notifications.ts'
import { logged, often } from './often.ts'

const EVERY_MS = 3000

/** Each way by itself: a mail server that hangs must not keep an alarm from a phone. @returns a stop for all of them */
export function runDeliveryJob(context: Context, everyMs = EVERY_MS): () => Promise<void> {
  const stops = waysOf(context).map((channel) => often(everyMs, () => runOne(context, channel)))
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}

/** Once, by every way. */
export async function run(context: Context): Promise<void> {
  await Promise.all(waysOf(context).map((channel) => runOne(context, channel)))
}

function waysOf({ mailer }: Context): readonly Channel[] {
  return mailer ? ['push', 'mail'] : ['push']
}

function runOne(context: Context, channel: Channel): Promise<void> {
  return logged(context, { job: 'delivery', channel }, () => deliverWaiting(context, channel))
}
