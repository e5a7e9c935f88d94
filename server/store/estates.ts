/** Estates and their tag-signing keys. */
import type { Kysely } from 'kysely'
import type { Role } from '../../checkpoints/people.ts'
import type { PublicJwk } from '../../checkpoints/wire/estate.ts'
import type { Estate, Membership } from '../../checkpoints/wire/session.ts'
import { builtOnce } from './built-once.ts'
import type { Schema } from './schema.ts'

export type StoredTagKey = {
  readonly generation: number
  readonly publicKey: PublicJwk
  readonly sealedPrivate: string
}

export type PublicTagKey = Pick<StoredTagKey, 'generation' | 'publicKey'> & {
  readonly estate: string
  readonly revokedAt: number | null
}

export type KeptTagKey = Pick<StoredTagKey, 'generation' | 'publicKey'> & {
  readonly createdAt: number
  readonly createdBy: string | null
  readonly revoked: { readonly at: number; readonly by: string; readonly reason: string } | null
}

export function estatesOn(db: Kysely<Schema>) {
  return {
    async add(estate: Estate, now: number): Promise<void> {
      const { id, code, names, zone } = estate
      const row = { id, code, zone, names_json: JSON.stringify(names), created_at: now }
      await db.insertInto('estates').values(row).execute()
    },

    async byId(id: string): Promise<Estate | undefined> {
      const [row] = (await byId(db, { id })).rows
      return row && estateOf(row)
    },

    async all(): Promise<Estate[]> {
      return (await db.selectFrom('estates').selectAll().execute()).map(estateOf)
    },

    /** The estates a person has a role on, with his roles. */
    async membershipsOf(person: string): Promise<Membership[]> {
      const rows = await db
        .selectFrom('staff_roles')
        .innerJoin('estates', 'estates.id', 'estate_id')
        .select(['id', 'code', 'names_json', 'zone', 'role'])
        .where('person_id', '=', person)
        .orderBy('code')
        .execute()
      const memberships = new Map<string, { estate: Estate; roles: Role[] }>()
      for (const row of rows) {
        const membership = memberships.get(row.id) ?? { estate: estateOf(row), roles: [] }
        membership.roles.push(row.role)
        memberships.set(row.id, membership)
      }
      return [...memberships.values()]
    },

    /** @param by null: with the estate */
    async addTagKey(estate: string, key: StoredTagKey, now: number, by: string | null = null): Promise<void> {
      await db
        .insertInto('tag_keys')
        .values({
          estate_id: estate,
          generation: key.generation,
          public_json: JSON.stringify(key.publicKey),
          sealed_private: key.sealedPrivate,
          created_at: now,
          created_by: by,
        })
        .execute()
    },

    /** Every key an estate has had, the newest first. */
    async tagKeys(estate: string): Promise<KeptTagKey[]> {
      const rows = await db
        .selectFrom('tag_keys')
        .leftJoin('people as maker', 'maker.id', 'created_by')
        .leftJoin('people as revoker', 'revoker.id', 'revoked_by')
        .select(['generation', 'public_json', 'tag_keys.created_at', 'revoked_at', 'revoked_reason'])
        .select(['maker.name as created_by_name', 'revoker.name as revoked_by_name'])
        .where('estate_id', '=', estate)
        .orderBy('generation', 'desc')
        .execute()
      return rows.map((row) => ({
        generation: row.generation,
        publicKey: JSON.parse(row.public_json),
        createdAt: row.created_at,
        createdBy: row.created_by_name,
        revoked:
          row.revoked_at === null
            ? null
            : { at: row.revoked_at, by: row.revoked_by_name ?? '', reason: row.revoked_reason ?? '' },
      }))
    },

    /** @returns false if it had been revoked before: the first word stands */
    async revokeTagKey(
      estate: string,
      generation: number,
      { by, reason, at }: { readonly by: string; readonly reason: string; readonly at: number },
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('tag_keys')
        .set({ revoked_at: at, revoked_by: by, revoked_reason: reason })
        .where('estate_id', '=', estate)
        .where('generation', '=', generation)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return Number(numUpdatedRows) > 0
    },

    /** The key that signs new tags: the latest generation. */
    async signingKeyOf(estate: string): Promise<StoredTagKey | undefined> {
      const row = await db
        .selectFrom('tag_keys')
        .selectAll()
        .where('estate_id', '=', estate)
        .orderBy('generation', 'desc')
        .limit(1)
        .executeTakeFirst()
      return (
        row && {
          generation: row.generation,
          publicKey: JSON.parse(row.public_json),
          sealedPrivate: row.sealed_private,
        }
      )
    },

    /** Public halves, of one estate or of all. */
    async publicKeys(estate?: string): Promise<PublicTagKey[]> {
      const query = db.selectFrom('tag_keys').select(['estate_id', 'generation', 'public_json', 'revoked_at'])
      const rows = await (estate ? query.where('estate_id', '=', estate) : query).execute()
      return rows.map((row) => ({
        estate: row.estate_id,
        generation: row.generation,
        publicKey: JSON.parse(row.public_json),
        revokedAt: row.revoked_at,
      }))
    },
  }
}

const byId = builtOnce((db, { id }: { id: string }) => db.selectFrom('estates').selectAll().where('id', '=', id))

function estateOf(row: Pick<Schema['estates'], 'id' | 'code' | 'names_json' | 'zone'>): Estate {
  return { id: row.id, code: row.code, names: JSON.parse(row.names_json), zone: row.zone }
}
