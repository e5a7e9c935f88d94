/**
 * What makes six digits hard to guess off the phone: they are stretched, and then mixed with a key that this browser keeps and
 * does not give away, over the public half of the person's device key. Whoever copies the verifier elsewhere can try nothing.
 */

export type PinLock = {
  /** HMAC-SHA-256, non-extractable. */
  readonly pepper: CryptoKey
  readonly salt: ArrayBuffer
  readonly verifier: ArrayBuffer
}

/** Of the device key it is for: another key's lock does not open with it. */
type DeviceMark = { readonly x: string; readonly y: string }

/** OWASP's figure for PBKDF2 with SHA-512: about half a second on a cheap phone. */
const ITERATIONS = 210_000

export async function makePinLock(pin: string, device: DeviceMark): Promise<PinLock> {
  const pepper = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const salt = crypto.getRandomValues(new Uint8Array(16)).buffer
  return { pepper, salt, verifier: await verifierOf(pin, { pepper, salt }, device) }
}

export async function opensPinLock(pin: string, lock: PinLock, device: DeviceMark): Promise<boolean> {
  const given = new Uint8Array(await verifierOf(pin, lock, device))
  const kept = new Uint8Array(lock.verifier)
  return given.every((byte, i) => byte === kept[i])
}

async function verifierOf(
  pin: string,
  { pepper, salt }: Pick<PinLock, 'pepper' | 'salt'>,
  { x, y }: DeviceMark,
): Promise<ArrayBuffer> {
  const text = new TextEncoder()
  const typed = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits'])
  const stretched = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: ITERATIONS },
    typed,
    256,
  )
  const mark = text.encode(`${x}.${y}`)
  const mixed = new Uint8Array(stretched.byteLength + mark.length)
  mixed.set(new Uint8Array(stretched))
  mixed.set(mark, stretched.byteLength)
  return crypto.subtle.sign('HMAC', pepper, mixed)
}
