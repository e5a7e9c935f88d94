import type { Instant } from '../../checkpoints/time.ts'
import type { DisplayState } from '../../checkpoints/wire/display.ts'
import type { PublicJwk } from '../../checkpoints/wire/estate.ts'
import { database, writeDurably } from './database.ts'

/** What makes this browser a display: its key, and what it shows. */
export type KeptDisplay = {
  /** Non-extractable: the browser keeps it, nobody can copy it to another tablet. */
  readonly privateKey: CryptoKey
  readonly publicJwk: PublicJwk
  /** As the server last told; null until it is paired. */
  readonly state: DisplayState | null
  /** When the server was last heard, by its clock and by this tablet's: how wrong the latter was then. */
  readonly heard: { readonly at: Instant; readonly wallAt: Instant } | null
}

export async function keptDisplay(): Promise<KeptDisplay | undefined> {
  return (await database()).get('display', 'here')
}

export async function keepDisplay(display: KeptDisplay): Promise<void> {
  await writeDurably(['display'], (tx) => tx.objectStore('display').put(display, 'here'))
}
