/**
 * Messages to browsers through the push services of their makers (RFC 8030): sealed so that these cannot read them (RFC 8291, in
 * the encoding of RFC 8188), under the name of this server (RFC 8292).
 */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { importJWK, type JWK, SignJWT } from 'jose'
import type { DeliveryTrouble } from '../../checkpoints/notification.ts'
import { HOUR_MS, type Instant } from '../../checkpoints/time.ts'
import type { PublicAnswer, PublicFetch } from './public-fetch.ts'

/** Of a browser, both base64url: its point on P-256, uncompressed, and 16 bytes that it shares with nobody else. */
export type PushKeys = { readonly p256dh: string; readonly auth: string }

/** Dice: made anew for each message, and given in tests only. */
type Dice = { readonly salt: Uint8Array; readonly privateKey: Uint8Array | undefined }

const RECORD_BYTES = 4096
const LAST_RECORD = 2

/**
 * @param text at most 3993 bytes of UTF-8, so that it fits into one record (RFC 8291 §4)
 * @throws Error if the browser's point is none of the curve
 */
export function sealed(
  text: string,
  { p256dh, auth }: PushKeys,
  { salt, privateKey }: Dice = { salt: randomBytes(16), privateKey: undefined },
): Uint8Array {
  const own = createECDH('prime256v1')
  if (privateKey) own.setPrivateKey(privateKey)
  else own.generateKeys()
  const [theirs, ours] = [Buffer.from(p256dh, 'base64url'), own.getPublicKey()]
  const shared = own.computeSecret(theirs)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours])
  const input = hkdf(shared, Buffer.from(auth, 'base64url'), info, 32)
  const cipher = createCipheriv(
    'aes-128-gcm',
    hkdf(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    hkdf(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  )
  const size = Buffer.alloc(4)
  size.writeUInt32BE(RECORD_BYTES)
  const head = [salt, size, Uint8Array.of(ours.length), ours]
  return Buffer.concat([
    ...head,
    cipher.update(text, 'utf8'),
    cipher.update(Uint8Array.of(LAST_RECORD)),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, bytes))
}

/** Who sends (RFC 8292): `subject` is where a push service may complain. */
export type Sender = { readonly privateKey: JWK; readonly publicKey: string; readonly subject: string }

/** Half of what a push service takes (RFC 8292 §2), for clocks that are off. */
const GOOD_FOR_MS = 12 * HOUR_MS

export async function vapidHeader(endpoint: string, sender: Sender, now: Instant): Promise<string> {
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .setAudience(new URL(endpoint).origin)
    .setExpirationTime(Math.floor((now + GOOD_FOR_MS) / 1000))
    .setSubject(sender.subject)
    .sign(await importJWK(sender.privateKey, 'ES256'))
  return `vapid t=${token}, k=${sender.publicKey}`
}

export type Push = {
  readonly endpoint: string
  readonly keys: PushKeys
  readonly text: string
  /** How long it is worth something to a browser that is not there. */
  readonly ttlSeconds: number
  readonly urgent: boolean
  /** A later one of the same name takes the place of one that has not arrived; at most 32 characters of base64url. */
  readonly topic: string
}

export type PushDelivery =
  | { readonly ok: true }
  | { readonly ok: false; readonly trouble: DeliveryTrouble; readonly isFinal: boolean }

export async function sendPush(
  fetch: PublicFetch,
  { endpoint, keys, text, ttlSeconds, urgent, topic }: Push,
  sender: Sender,
  now: Instant,
): Promise<PushDelivery> {
  let body: Uint8Array
  try {
    body = sealed(text, keys)
  } catch {
    // Keys that are none: nothing will ever arrive there.
    return { ok: false, trouble: 'gone', isFinal: true }
  }
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      ...{ Authorization: await vapidHeader(endpoint, sender, now), TTL: String(ttlSeconds), Topic: topic },
      ...{ Urgency: urgent ? 'high' : 'normal' },
      ...{ 'Content-Type': 'application/octet-stream', 'Content-Encoding': 'aes128gcm' },
    },
    body,
    timeoutMs: 10_000,
    mostBytes: 4096,
  })
  return deliveryOf(answer)
}

function deliveryOf(answer: PublicAnswer): PushDelivery {
  const failed = (trouble: DeliveryTrouble, isFinal: boolean) => ({ ok: false, trouble, isFinal }) as const
  switch (answer.outcome) {
    case 'answered':
    case 'too-long': {
      const { status } = answer
      if (status >= 200 && status < 300) return { ok: true }
      if (status === 404 || status === 410) return failed('gone', true)
      return status === 429 || status >= 500 ? failed('deferred', false) : failed('refused', true)
    }
    case 'redirected':
      return failed('refused', true)
    case 'address-invalid':
    case 'internal-address':
      return failed('internal-address', true)
    case 'unexpected':
      return failed('unexpected', false)
    default:
      return failed('unreachable', false)
  }
}
