/**
 * What a phone signs with its own key: a compact JWS (RFC 7515 §7.1), ES256, whose header says what it is and which device made
 * it. Strict on purpose: one spelling for one content (jose forgives padding and spare bits), no header but `alg`, `kid`, `typ`.
 */
import { base64url, CompactSign, type CryptoKey, compactVerify, type JWK } from 'jose'
import * as v from 'valibot'
import { Uuid } from './ids.ts'

/** What is signed, as the header's `typ` says: one kind of statement can never be passed off as another. */
export type DeviceJwsType = 'waymark-visit' | 'waymark-finding-event'

/** Signs a value, as JSON, with the device's private key. */
export async function signAs(
  type: DeviceJwsType,
  claims: { readonly device: Uuid },
  key: CryptoKey | JWK,
): Promise<string> {
  const header = { alg: 'ES256', kid: claims.device, typ: type }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader(header).sign(key)
}

export type DeviceJws =
  | { readonly ok: true; readonly device: Uuid; readonly payload: unknown }
  | { readonly ok: false; readonly where: 'header' | undefined }

/** Takes one apart without believing it: the device it names tells which key to check with {@link isSignedBy}. */
export function readDeviceJws(jws: string, type: DeviceJwsType): DeviceJws {
  const parts = COMPACT_JWS.exec(jws)?.slice(1)
  if (!parts?.every(isCanonical)) return { ok: false, where: undefined }
  const header = v.safeParse(Header, parsePart(parts[0]!))
  if (!header.success || header.output.typ !== type) return { ok: false, where: 'header' }
  return { ok: true, device: header.output.kid, payload: parsePart(parts[1]!) }
}

/** Whether the bytes were signed by the device whose public key this is. */
export async function isSignedBy(jws: string, key: CryptoKey | JWK): Promise<boolean> {
  try {
    await compactVerify(jws, key, { algorithms: ['ES256'] })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
      return false
    throw error
  }
}

/** 86 characters are the 64 bytes of an ES256 signature. */
const COMPACT_JWS = /^([\w-]{20,400})\.([\w-]{100,200000})\.([\w-]{86})$/
const Header = v.strictObject({ alg: v.literal('ES256'), kid: Uuid, typ: v.string() })

/** The last character may have bits to spare, which jose ignores: here they are zero (RFC 4648 §3.5). */
function isCanonical(part: string): boolean {
  switch (part.length % 4) {
    case 0:
      return true
    case 2:
      return /[AQgw]$/.test(part)
    case 3:
      return /[AEIMQUYcgkosw048]$/.test(part)
    default:
      // No bytes encode to 4n + 1 characters, and jose throws on them.
      return false
  }
}

function parsePart(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part)))
  } catch {
    return undefined
  }
}
