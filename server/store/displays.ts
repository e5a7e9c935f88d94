/** Displays, the public halves of their keys, and the codes they are paired with. */
import type { Kysely } from 'kysely'
import type { ListedDisplay } from '../../checkpoints/wire/display.ts'
import type { PublicJwk } from '../../checkpoints/wire/estate.ts'
import type { Schema } from './schema.ts'

export type StoredDisplay = {
  readonly id: string
  readonly checkpoint: string
  readonly number: number
  readonly publicKey: PublicJwk
  readonly label: string
  readonly pairedAt: number
  /** Who made the code it was paired with. */
  readonly pairedBy: string
  readonly revokedAt: number | null
  readonly lastSeenAt: number
  readonly clockErrorMs: number
}

export type StoredPairing = {
  readonly codeSha256: string
  readonly checkpoint: string
  readonly madeBy: string
  readonly expiresAt: number
  readonly display: string | null
}

export function displaysOn(db: Kysely<Schema>) {
  return {
    async add(display: StoredDisplay): Promise<void> {
      await db
        .insertInto('displays')
        .values({
          id: display.id,
          checkpoint_id: display.checkpoint,
          number: display.number,
          public_json: JSON.stringify(display.publicKey),
          label: display.label,
          paired_at: display.pairedAt,
          paired_by: display.pairedBy,
          revoked_at: display.revokedAt,
          revoked_by: null,
          revoked_reason: null,
          last_seen_at: display.lastSeenAt,
          clock_error_ms: display.clockErrorMs,
        })
        .execute()
    },

    async byId(id: string): Promise<StoredDisplay | undefined> {
      const row = await db.selectFrom('displays').selectAll().where('id', '=', id).executeTakeFirst()
      return row && displayOf(row)
    },

    async byKey(publicKey: PublicJwk): Promise<StoredDisplay | undefined> {
      const query = db.selectFrom('displays').selectAll().where('public_json', '=', JSON.stringify(publicKey))
      const row = await query.executeTakeFirst()
      return row && displayOf(row)
    },

    /** Every display that the checkpoints have had, by number. */
    async ofMany(checkpoints: readonly string[]): Promise<StoredDisplay[]> {
      const query = db.selectFrom('displays').selectAll().where('checkpoint_id', 'in', checkpoints)
      return (await query.orderBy('number').execute()).map(displayOf)
    },

    /** Every display of an estate's spots, by number. */
    async of(estate: string): Promise<StoredDisplay[]> {
      const rows = await db
        .selectFrom('displays')
        .innerJoin('checkpoints', 'checkpoints.id', 'checkpoint_id')
        .selectAll('displays')
        .where('estate_id', '=', estate)
        .orderBy('checkpoint_id')
        .orderBy('number')
        .execute()
      return rows.map(displayOf)
    },

    /** As the admin reads them, the newest first. */
    async listed(estate: string): Promise<ListedDisplay[]> {
      const rows = await db
        .selectFrom('displays')
        .innerJoin('checkpoints', 'checkpoints.id', 'checkpoint_id')
        .innerJoin('people as pairer', 'pairer.id', 'paired_by')
        .leftJoin('people as revoker', 'revoker.id', 'revoked_by')
        .selectAll('displays')
        .select(['pairer.name as paired_by_name', 'revoker.name as revoked_by_name'])
        .where('estate_id', '=', estate)
        .orderBy('paired_at', 'desc')
        .orderBy('number', 'desc')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        checkpoint: row.checkpoint_id,
        number: row.number,
        label: row.label,
        pairedAt: row.paired_at,
        pairedBy: row.paired_by_name,
        lastSeenAt: row.last_seen_at,
        clockErrorMs: row.clock_error_ms,
        revoked:
          row.revoked_at === null
            ? null
            : { at: row.revoked_at, by: row.revoked_by_name ?? '', reason: row.revoked_reason ?? '' },
      }))
    },

    /** Once: a second time changes neither the moment nor the reason. */
    async revoke(
      id: string,
      { by, reason, at }: { readonly by: string; readonly reason: string; readonly at: number },
    ): Promise<void> {
      await db
        .updateTable('displays')
        .set({ revoked_at: at, revoked_by: by, revoked_reason: reason })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
    },

    async noteSeen(id: string, lastSeenAt: number, clockErrorMs: number): Promise<void> {
      await db
        .updateTable('displays')
        .set({ last_seen_at: lastSeenAt, clock_error_ms: clockErrorMs })
        .where('id', '=', id)
        .execute()
    },

    /** Codes that have run out long ago go with it: nobody asks for them again. */
    async offer(pairing: Omit<StoredPairing, 'display'>, now: number): Promise<void> {
      await db.deleteFrom('display_pairings').where('expires_at', '<', now).where('display_id', 'is', null).execute()
      await db
        .insertInto('display_pairings')
        .values({
          code_sha256: pairing.codeSha256,
          checkpoint_id: pairing.checkpoint,
          made_by: pairing.madeBy,
          expires_at: pairing.expiresAt,
          display_id: null,
        })
        .execute()
    },

    async pairing(codeSha256: string): Promise<StoredPairing | undefined> {
      const query = db.selectFrom('display_pairings').selectAll().where('code_sha256', '=', codeSha256)
      const row = await query.executeTakeFirst()
      return (
        row && {
          codeSha256,
          checkpoint: row.checkpoint_id,
          madeBy: row.made_by,
          expiresAt: row.expires_at,
          display: row.display_id,
        }
      )
    },

    async usePairing(codeSha256: string, display: string): Promise<void> {
      await db
        .updateTable('display_pairings')
        .set({ display_id: display })
        .where('code_sha256', '=', codeSha256)
        .execute()
    },
  }
}

function displayOf(row: Schema['displays']): StoredDisplay {
  return {
    id: row.id,
    checkpoint: row.checkpoint_id,
    number: row.number,
    publicKey: JSON.parse(row.public_json),
    label: row.label,
    pairedAt: row.paired_at,
    pairedBy: row.paired_by,
    revokedAt: row.revoked_at,
    lastSeenAt: row.last_seen_at,
    clockErrorMs: row.clock_error_ms,
  }
}
