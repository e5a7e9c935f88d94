/** What has just happened to a finding, as those hear of it who tell people and other systems: in the transaction that keeps it. */
import type { Finding, KeptEvent } from '../../checkpoints/finding.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'

export type Happened = {
  readonly estate: Uuid
  /** What people call the finding by. */
  readonly number: number
  /** As the event has left it. */
  readonly finding: Finding
  /** As it stood before; undefined: it begins with the event. */
  readonly before: Finding | undefined
  readonly event: KeptEvent & { readonly receivedAt: Instant }
}

/** Writes down whom to tell; nothing is sent from here, because the transaction may yet be undone. */
export type Teller = (context: Context, stores: Stores, happened: Happened) => Promise<void>
