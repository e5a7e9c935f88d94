/** The key by which push services know this server (RFC 8292). Browsers subscribe with it, so it is made once and never changes. */
import { CompactEncrypt, compactDecrypt, errors, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Context } from '../context.ts'
import { memoryOf } from '../memory.ts'
import type { Sender } from '../notify/web-push.ts'

/** @returns undefined if it was sealed under a secret that has been lost: then no browser can be told */
export async function pushSender(context: Context): Promise<Sender | undefined> {
  const { read, write } = context.database
  if (!(await read.notificationSettings.vapidKey())) {
    const made = await newKey(context)
    await write(({ notificationSettings }) => notificationSettings.addVapidKey(made, context.now()))
  }
  const key = await read.notificationSettings.vapidKey()
  if (!key) throw new Error('the key for push services was not kept')
  return opened(key.publicKey, async () => {
    try {
      const { plaintext } = await compactDecrypt(key.sealedPrivate, context.secret)
      const privateKey: JWK = JSON.parse(new TextDecoder().decode(plaintext))
      return { privateKey, publicKey: key.publicKey, subject: subjectOf(context) }
    } catch (error) {
      if (!(error instanceof errors.JWEDecryptionFailed)) throw error
      context.log('error', 'the key for push services is sealed under another secret')
      return undefined
    }
  })
}

async function newKey(context: Context) {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const plain = new TextEncoder().encode(JSON.stringify(await exportJWK(pair.privateKey)))
  const header = { alg: 'dir', enc: 'A256GCM', kid: 'vapid' } as const
  const sealedPrivate = await new CompactEncrypt(plain).setProtectedHeader(header).encrypt(context.secret)
  const { x = '', y = '' } = await exportJWK(pair.publicKey)
  const point = Buffer.concat([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return { publicKey: point.toString('base64url'), sealedPrivate }
}

/** Push services take https and mailto alone. */
function subjectOf({ config: { origin } }: Context): string {
  return origin.startsWith('https:') ? origin : `mailto:waymark@${new URL(origin).hostname}`
}

/** A key never changes once it is there. */
const opened = memoryOf<Sender>(100)
