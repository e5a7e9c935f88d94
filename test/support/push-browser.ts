/** A browser that has subscribed to pushes: opens what is sent to it (RFC 8291 §3, RFC 8188 §2), independently of the server's code. */
import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto'
import { importJWK, jwtVerify } from 'jose'
import type { Called } from './https-receiver.ts'

export type PushBrowser = {
  readonly keys: { readonly p256dh: string; readonly auth: string }
  /** @throws Error if it was sealed for somebody else, or has been tampered with */
  readonly open: (bytes: Uint8Array) => string
}

export function pushBrowser(): PushBrowser {
  const own = createECDH('prime256v1')
  const point = own.generateKeys()
  const auth = randomBytes(16)
  return {
    keys: { p256dh: point.toString('base64url'), auth: auth.toString('base64url') },
    open(bytes) {
      const body = Buffer.from(bytes)
      const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)]
      const sender = body.subarray(21, 21 + idLength)
      const sealed = body.subarray(21 + idLength)
      const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), point, sender, Buffer.of(1)])
      const input = hmac(hmac(auth, own.computeSecret(sender)), keyInfo)
      const key = hmac(salt, input)
      const expand = (name: string, length: number) =>
        hmac(key, Buffer.from(`Content-Encoding: ${name}\0\u0001`)).subarray(0, length)
      const cipher = createDecipheriv('aes-128-gcm', expand('aes128gcm', 16), expand('nonce', 12))
      cipher.setAuthTag(sealed.subarray(-16))
      const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
      const end = padded.lastIndexOf(2)
      if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('not a last record')
      return padded.subarray(0, end).toString()
    },
  }
}

function hmac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

/** What a push service checks of its sender (RFC 8292 §2, §3). @returns the claims */
export async function vapidClaims({ headers }: Called, vapidKey: string, now: number) {
  const [, token, key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  if (token === undefined || key !== vapidKey) throw new Error(`no sender known here: ${headers.authorization}`)
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const publicKey = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256')
  return (await jwtVerify(token, publicKey, { currentDate: new Date(now) })).payload
}
