/** Phones and the public halves of their keys. */
import type { Kysely } from 'kysely'
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

    /** The phones of everyone with a role on the estate, newest first. */
    async of(estate: string): Promise<Device[]> {
      const rows = await db
        .selectFrom('devices')
        .innerJoin('people', 'people.id', 'devices.person_id')
        .select(['devices.id', 'label', 'person_id', 'name', 'enrolled_at', 'revoked_at'])
        .select((e) =>
          e
            .selectFrom('visits')
            .select((f) => f.fn.max('received_at').as('at'))
            .whereRef('visits.device_id', '=', 'devices.id')
            .as('last_visit_at'),
        )
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
        revokedAt: row.revoked_at,
      }))
    },
  }
}

const byId = builtOnce((db, { id }: { id: string }) => db.selectFrom('devices').selectAll().where('id', '=', id))

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
