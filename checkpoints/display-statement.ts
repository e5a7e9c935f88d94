/** What a display signs to ask the server how it stands: that it is there now, and what its clock says (docs/api.md). */
import { CompactSign, type CryptoKey, type JWK } from 'jose'
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { Instant, MINUTE_MS } from './time.ts'

/** The request header that carries it, as a compact JWS (RFC 7515 §7.1). */
export const DISPLAY_HEADER = 'Waymark-Display'

/** How old a statement may be, or how far ahead. */
export const STATEMENT_TOLERANCE_MS = 5 * MINUTE_MS

/** `at` by its corrected clock, `wallAt` by the one that its settings show. */
export const DisplayStatement = v.strictObject({ display: Uuid, at: Instant, wallAt: Instant })
export type DisplayStatement = v.InferOutput<typeof DisplayStatement>

export const DisplayStatementHeader = v.strictObject({
  alg: v.literal('ES256'),
  kid: Uuid,
  typ: v.literal('waymark-display-state'),
})

export function signStatement(statement: DisplayStatement, key: CryptoKey | JWK): Promise<string> {
  const header = { alg: 'ES256', kid: statement.display, typ: 'waymark-display-state' }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(statement))).setProtectedHeader(header).sign(key)
}
