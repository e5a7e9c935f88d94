/** The public half as the server keeps it: RFC 7517 members in their spelling, nothing optional. */
export type PublicDeviceJwk = { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }

export type DeviceKey = {
  /** Non-extractable: the page can sign with it, and neither it nor a script in it can copy it to another phone. */
  readonly privateKey: CryptoKey
  readonly publicJwk: PublicDeviceJwk
}

/** Makes the ES256 key that binds this phone. Keeping it is client/local's work. */
export async function createDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { privateKey: pair.privateKey, publicJwk: { kty: 'EC', crv: 'P-256', x: x!, y: y! } }
}
