/** Estates and their tag-signing keys. */
import type { Kysely } from 'kysely'
import type { Role } from '../../checkpoints/people.ts'
import type { PublicJwk } from '../../checkpoints/wire/estate.ts'
import type { Estate, Membership } from '../../checkpoints/wire/session.ts'
import type { Schema } from './schema.ts'

export type StoredTagKey = {
  readonly generation: number
  readonly publicKey: PublicJwk
  readonly sealedPrivate: string
}

export function estatesOn(db: Kysely<Schema>) {
  return {
    async add(estate: Estate, now: number): Promise<void> {
      const { id, code, names, zone } = estate
      const row = { id, code, zone, names_json: JSON.stringify(names), created_at: now }
      await db.insertInto('estates').values(row).execute()
    },

    async byId(id: string): Promise<Estate | undefined> {
      const row = await db.selectFrom('estates').selectAll().where('id', '=', id).executeTakeFirst()
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

    async addTagKey(estate: string, key: StoredTagKey, now: number): Promise<void> {
      await db
        .insertInto('tag_keys')
        .values({
          estate_id: estate,
          generation: key.generation,
          public_json: JSON.stringify(key.publicKey),
          sealed_private: key.sealedPrivate,
          created_at: now,
        })
        .execute()
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
    async publicKeys(estate?: string): Promise<{ estate: string; generation: number; publicKey: PublicJwk }[]> {
      const query = db.selectFrom('tag_keys').select(['estate_id', 'generation', 'public_json'])
      const rows = await (estate ? query.where('estate_id', '=', estate) : query).execute()
      return rows.map((row) => ({
        estate: row.estate_id,
        generation: row.generation,
        publicKey: JSON.parse(row.public_json),
      }))
    },
  }
}

function estateOf(row: Pick<Schema['estates'], 'id' | 'code' | 'names_json' | 'zone'>): Estate {
  return { id: row.id, code: row.code, names: JSON.parse(row.names_json), zone: row.zone }
}
