/**
 * What webhooks are signed with (Standard Webhooks 1.0.0 "Verifying the authenticity"): `whsec_` and 32 random bytes in base64.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { Instant } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import type { StoredWebhook } from '../store/webhooks.ts'
import { seal, unseal } from './sealing.ts'

const PREFIX = 'whsec_'

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

export function sealWebhookSecret(context: Context, webhook: string, secret: string): Promise<string> {
  return seal(context, secret, `webhook.${webhook}`)
}

/**
 * Those that sign now, the newest first: after a change the former one signs along for a day, so that a receiver has time to learn
 * the new one.
 * @throws JWEDecryptionFailed if the installation's secret is not the one they were sealed under
 */
export async function signingSecrets(
  context: Context,
  { sealedSecret, former }: Pick<StoredWebhook, 'sealedSecret' | 'former'>,
): Promise<string[]> {
  const sealed = [sealedSecret, ...(former && former.until > context.now() ? [former.sealedSecret] : [])]
  return Promise.all(sealed.map(async (one) => new TextDecoder().decode(await unseal(context, one))))
}

export type Message = { readonly id: string; readonly at: Instant; readonly body: string }

/** The three headers of a call; `at` is the moment of this attempt, so that a receiver can refuse one that is old. */
export function signedHeaders({ id, at, body }: Message, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
