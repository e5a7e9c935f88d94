/** The public half as the server keeps it: RFC 7517 members in their spelling, nothing optional. */
export type PublicDeviceJwk = { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }

/** The private half as plain text, which any browser can keep and anyone who reads it can copy. */
export type PrivateDeviceJwk = PublicDeviceJwk & { readonly d: string }

export type DeviceKey<PrivateKey> = { readonly privateKey: PrivateKey; readonly publicJwk: PublicDeviceJwk }

const ES256_KEY = { name: 'ECDSA', namedCurve: 'P-256' }

/**
 * Makes the ES256 key that binds this phone: non-extractable, so that the page can sign with it, and neither it nor a script in
 * it can copy it to another phone. Keeping it is client/local's work.
 */
export async function createDeviceKey(): Promise<DeviceKey<CryptoKey>> {
  const pair = await crypto.subtle.generateKey(ES256_KEY, false, ['sign', 'verify'])
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { privateKey: pair.privateKey, publicJwk: { kty: 'EC', crv: 'P-256', x: x!, y: y! } }
}

/** For a browser that cannot keep such a key: one that can be copied, and binds nothing. */
export async function createUnboundKey(): Promise<DeviceKey<PrivateDeviceJwk>> {
  const pair = await crypto.subtle.generateKey(ES256_KEY, true, ['sign', 'verify'])
  const { x, y, d } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const publicJwk = { kty: 'EC', crv: 'P-256', x: x!, y: y! } as const
  return { privateKey: { ...publicJwk, d: d! }, publicJwk }
}

/** Whether a key that was kept still signs. Some iOS modes take one in and give nothing usable back. */
export async function canSign(key: CryptoKey | PrivateDeviceJwk): Promise<boolean> {
  try {
    const signing = 'd' in key ? await crypto.subtle.importKey('jwk', { ...key }, ES256_KEY, false, ['sign']) : key
    await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signing, new Uint8Array(1))
    return true
  } catch {
    return false
  }
}
