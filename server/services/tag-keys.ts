/** The keys that sign an estate's tags. */
import type { JWK } from 'jose'
import { tagKeyId } from '../../checkpoints/tag.ts'
import type { Jwks } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import type { StoredTagKey } from '../store/estates.ts'
import { newSealedPair, privateKeyIn, unseal } from './sealing.ts'

export async function newTagKey(context: Context, estate: string, generation: number): Promise<StoredTagKey> {
  return { generation, ...(await newSealedPair(context, tagKeyId(estate, generation))) }
}

/** @throws JWEDecryptionFailed if the secret is not the one the key was sealed under */
export async function openTagKey(context: Context, key: StoredTagKey): Promise<JWK> {
  return privateKeyIn(await unseal(context, key.sealedPrivate))
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
