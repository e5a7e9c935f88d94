/** Phones and the public halves of their keys. */
import type { Kysely } from 'kysely'
import type { Numbering } from '../../checkpoints/device-chain.ts'
import type { Device, PublicJwk } from '../../checkpoints/wire/estate.ts'
import { builtOnce } from './built-once.ts'
import type { Schema } from './schema.ts'

export type StoredDevice = {
  readonly id: string
  readonly person: string
  readonly publicKey: PublicJwk
  readonly label: string
  readonly enrolledAt: number
  readonly revokedAt: number | null
}

/** As the desk reads it, before anyone has said how long a hole may stay one. */
export type ListedDevice = Omit<Device, 'holes'> & { readonly holes: Numbering['holes'] }

export function devicesOn(db: Kysely<Schema>) {
  return {
    async add(device: StoredDevice): Promise<void> {
      await db
        .insertInto('devices')
        .values({
          id: device.id,
          person_id: device.person,
          public_json: JSON.stringify(device.publicKey),
          label: device.label,
          enrolled_at: device.enrolledAt,
          revoked_at: device.revokedAt,
          revoked_by: null,
          revoked_reason: null,
          bound: 1,
          last_sequence: 0,
          holes_json: '[]',
          forked_at: null,
          last_visit_at: null,
        })
        .execute()
    },

    async byId(id: string): Promise<StoredDevice | undefined> {
      const [row] = (await byId(db, { id })).rows
      return row && deviceOf(row)
    },

    /** The device a person enrolled with this key before, if his answer got lost. */
    async byKey(person: string, publicKey: PublicJwk): Promise<StoredDevice | undefined> {
      const row = await db
        .selectFrom('devices')
        .selectAll()
        .where('person_id', '=', person)
        .where('public_json', '=', JSON.stringify(publicKey))
        .executeTakeFirst()
      return row && deviceOf(row)
    },

    async revoke(id: string, now: number): Promise<void> {
      await db
        .updateTable('devices')
        .set({ revoked_at: now })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
    },

    /** Which of its visits have arrived. */
    async numberingOf(id: string): Promise<Numbering> {
      const [row] = (await numberingOf(db, { id })).rows
      if (!row) throw new Error(`there is no device ${id}`)
      return { last: row.last_sequence, holes: JSON.parse(row.holes_json) }
    },

    /** @param now when the visit arrived that changed it */
    async setNumbering(id: string, { last, holes }: Numbering, now: number): Promise<void> {
      await setNumbering(db, { id, last, holes: JSON.stringify(holes), now })
    },

    /** Remembers when its visits were first seen not to make one chain. */
    async noteFork(id: string, now: number): Promise<void> {
      await db
        .updateTable('devices')
        .set({ forked_at: now })
        .where('id', '=', id)
        .where('forked_at', 'is', null)
        .execute()
    },

    /** The phones of everyone with a role on the estate, newest first. */
    async of(estate: string): Promise<ListedDevice[]> {
      const rows = await db
        .selectFrom('devices')
        .innerJoin('people', 'people.id', 'devices.person_id')
        .select(['devices.id', 'label', 'person_id', 'name', 'enrolled_at', 'revoked_at'])
        .select(['last_visit_at', 'last_sequence', 'holes_json', 'forked_at'])
        .where('person_id', 'in', (e) =>
          e.selectFrom('staff_roles').select('person_id').where('estate_id', '=', estate),
        )
        .orderBy('enrolled_at', 'desc')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        label: row.label,
        person: { id: row.person_id, name: row.name },
        enrolledAt: row.enrolled_at,
        lastVisitAt: row.last_visit_at,
        lastSequence: row.last_sequence,
        holes: JSON.parse(row.holes_json),
        forkedAt: row.forked_at,
        revokedAt: row.revoked_at,
      }))
    },
  }
}

const byId = builtOnce((db, { id }: { id: string }) => db.selectFrom('devices').selectAll().where('id', '=', id))

const numberingOf = builtOnce((db, { id }: { id: string }) =>
  db.selectFrom('devices').select(['last_sequence', 'holes_json']).where('id', '=', id),
)

type NumberingRow = { readonly id: string; readonly last: number; readonly holes: string; readonly now: number }

const setNumbering = builtOnce((db, { id, last, holes, now }: NumberingRow) =>
  db.updateTable('devices').set({ last_sequence: last, holes_json: holes, last_visit_at: now }).where('id', '=', id),
)

function deviceOf(row: Schema['devices']): StoredDevice {
  return {
    id: row.id,
    person: row.person_id,
    publicKey: JSON.parse(row.public_json),
    label: row.label,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
  }
}
