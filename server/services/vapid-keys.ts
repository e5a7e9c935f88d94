/** The key by which push services know this server (RFC 8292). Browsers subscribe with it, so it is made once and never changes. */
import type { Context } from '../context.ts'
import { memoryOf, perServer } from '../memory.ts'
import type { Sender } from '../notify/web-push.ts'
import type { StoredVapidKey } from '../store/notification-settings.ts'
import { newSealedPair, privateKeyIn, unsealIfKnown } from './sealing.ts'

/** @returns undefined if it was sealed under a secret that has been lost: then no browser can be told */
export async function pushSender(context: Context): Promise<Sender | undefined> {
  const key = (await context.database.read.notificationSettings.vapidKey()) ?? (await makeKey(context))
  return opened(context)(key.publicKey, async () => {
    const plain = await unsealIfKnown(context, key.sealedPrivate, 'the key for push services is')
    return plain && { privateKey: privateKeyIn(plain), publicKey: key.publicKey, subject: subjectOf(context) }
  })
}

async function makeKey(context: Context): Promise<StoredVapidKey> {
  const { publicKey, sealedPrivate } = await newSealedPair(context, 'vapid')
  const { x, y } = publicKey
  const point = Buffer.concat([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const made = { publicKey: point.toString('base64url'), sealedPrivate }
  const key = await context.database.write(async ({ notificationSettings }) => {
    await notificationSettings.addVapidKey(made, context.now())
    return notificationSettings.vapidKey()
  })
  if (!key) throw new Error('the key for push services was not kept')
  return key
}

/** Push services take https and mailto alone. */
function subjectOf({ config: { origin } }: Context): string {
  return origin.startsWith('https:') ? origin : `mailto:waymark@${new URL(origin).hostname}`
}

/** A key never changes once it is there. */
const opened = perServer(() => memoryOf<Sender>(1))
