/** The keys that sign an estate's tags. Private halves rest as JWE (RFC 7516) under the installation's secret. */
import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, type JWK } from 'jose'
import { tagKeyId } from '../../checkpoints/tag.ts'
import type { Jwks, PublicJwk } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import type { StoredTagKey } from '../store/estates.ts'

export async function newTagKey(context: Context, estate: string, generation: number): Promise<StoredTagKey> {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const plain = new TextEncoder().encode(JSON.stringify(await exportJWK(pair.privateKey)))
  const header = { alg: 'dir', enc: 'A256GCM', kid: tagKeyId(estate, generation) } as const
  const sealedPrivate = await new CompactEncrypt(plain).setProtectedHeader(header).encrypt(context.secret)
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  return { generation, sealedPrivate, publicKey: { kty, crv, x, y } as PublicJwk }
}

/** @throws JWEDecryptionFailed if the secret is not the one the key was sealed under */
export async function openTagKey(context: Context, key: StoredTagKey): Promise<JWK> {
  const { plaintext } = await compactDecrypt(key.sealedPrivate, context.secret)
  return JSON.parse(new TextDecoder().decode(plaintext))
}

/** The public keys of one estate, or of all, as a JWK set (RFC 7517 §5). */
export async function publicTagKeys(context: Context, estate?: string): Promise<Jwks> {
  const keys = await context.database.read.estates.publicKeys(estate)
  return {
    keys: keys.map(({ estate, generation, publicKey, revokedAt }) => ({
      ...publicKey,
      kid: tagKeyId(estate, generation),
      alg: 'ES256',
      use: 'sig',
      ...(revokedAt !== null && { revokedAt }),
    })),
  }
}
