/**
 * What a QR of ours ends with (design.md §3 "Tag"): 64 bytes of an ES256 signature over the JWS signing input (RFC 7515 §5.1)
 * of a header and payload that the verifier rebuilds from the bytes before. So the symbol holds no JSON, and nobody can smuggle
 * a header in.
 */
import { base64url, type CryptoKey, FlattenedSign, flattenedVerify, type JWK } from 'jose'

/** Fixed bytes: the order of the fields and the spacing are part of the format. ASCII only. */
export type Rebuilt = { readonly kid: string; readonly typ: string; readonly payload: string }

export async function signRebuilt(rebuilt: Rebuilt, key: CryptoKey | JWK): Promise<Uint8Array> {
  const jws = await new FlattenedSign(bytesOfText(rebuilt.payload)).setProtectedHeader(headerOf(rebuilt)).sign(key)
  return base64url.decode(jws.signature)
}

/** @throws whatever is wrong beside the signature: a key of another kind */
export async function isSignatureOf(rebuilt: Rebuilt, signature: Uint8Array, key: CryptoKey | JWK): Promise<boolean> {
  try {
    await flattenedVerify(
      {
        protected: base64url.encode(JSON.stringify(headerOf(rebuilt))),
        payload: base64url.encode(bytesOfText(rebuilt.payload)),
        signature: base64url.encode(signature),
      },
      key,
      { algorithms: ['ES256'] },
    )
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
      return false
    throw error
  }
}

function headerOf({ kid, typ }: Rebuilt) {
  return { alg: 'ES256', kid, typ }
}

function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}
