/**
 * What a QR of ours carries (design.md §3 "Tag"): bytes as fixed-width decimal digits, the last 64 of them an ES256 signature
 * over the JWS signing input (RFC 7515 §5.1) of a header and payload that the verifier rebuilds from the bytes before. So the
 * symbol holds no JSON, and nobody can smuggle a header in.
 */
import { base64url, type CryptoKey, FlattenedSign, flattenedVerify, type JWK } from 'jose'

/** RFC 7518 §3.4: r, then s. */
export const SIGNATURE_BYTES = 64

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

/** Big-endian, with leading zeros up to the width: `bytes` have one spelling. */
export function digitsOfBytes(bytes: readonly number[], width: number): string {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x${hex}`).toString().padStart(width, '0')
}

/** @returns undefined if the value takes more bytes than `count` */
export function bytesOfDigits(digits: string, count: number): Uint8Array | undefined {
  const hex = BigInt(digits)
    .toString(16)
    .padStart(count * 2, '0')
  if (hex.length > count * 2) return undefined
  return Uint8Array.from({ length: count }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
}

function headerOf({ kid, typ }: Rebuilt) {
  return { alg: 'ES256', kid, typ }
}

function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}
