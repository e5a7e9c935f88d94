import type { Sha256 } from '../../checkpoints/ids.ts'

/** SHA-256 in lower-case hex, of bytes or of UTF-8 text. */
export async function sha256Of(data: ArrayBuffer | string): Promise<Sha256> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
