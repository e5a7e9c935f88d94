/** What is secret at rest: as JWE (RFC 7516) under the installation's secret. */
import { CompactEncrypt, compactDecrypt, errors, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { PublicJwk } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'

type Installation = Pick<Context, 'secret'>

/** @param kid names what it is, for whoever finds it */
export function seal({ secret }: Installation, plain: Uint8Array | string, kid: string): Promise<string> {
  const bytes = typeof plain === 'string' ? new TextEncoder().encode(plain) : plain
  return new CompactEncrypt(bytes).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid }).encrypt(secret)
}

/** @throws JWEDecryptionFailed if the secret is not the one it was sealed under */
export async function unseal({ secret }: Installation, sealed: string): Promise<Uint8Array> {
  return (await compactDecrypt(sealed, secret)).plaintext
}

/** The same; undefined if the secret it was sealed under has been lost: then the log says of what, and more about it. */
export async function unsealIfKnown(
  context: Context,
  sealed: string,
  what: string,
  about: Readonly<Record<string, string>> = {},
): Promise<Uint8Array | undefined> {
  try {
    return await unseal(context, sealed)
  } catch (error) {
    if (!(error instanceof errors.JWEDecryptionFailed)) throw error
    context.log('error', `${what} sealed under another secret`, about)
    return undefined
  }
}

export type SealedPair = { readonly publicKey: PublicJwk; readonly sealedPrivate: string }

/** A new pair of keys for ES256, its private half sealed. */
export async function newSealedPair(installation: Installation, kid: string): Promise<SealedPair> {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const sealedPrivate = await seal(installation, JSON.stringify(await exportJWK(pair.privateKey)), kid)
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  return { publicKey: { kty, crv, x, y } as PublicJwk, sealedPrivate }
}

export function privateKeyIn(plain: Uint8Array): JWK {
  return JSON.parse(new TextDecoder().decode(plain))
}
