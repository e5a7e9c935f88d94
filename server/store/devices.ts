/** Phones and the public halves of their keys. */
import type { Kysely } from 'kysely'
import type { Link, Numbering } from '../../checkpoints/device-chain.ts'
import type { Device, PublicJwk } from '../../checkpoints/wire/estate.ts'
import { builtOnce } from './built-once.ts'
import type { Schema } from './schema.ts'

export type StoredDevice = {
  readonly id: string
  readonly person: string
  readonly publicKey: PublicJwk
  readonly label: string
  /** Whether it keeps its key to itself. */
  readonly bound: boolean
  readonly enrolledAt: number
  readonly revokedAt: number | null
}

/** The visit that a phone's chain ends with, for now. */
export type ChainEnd = Link & { readonly device: string }

export type Revocation = { readonly by: string; readonly reason: string; readonly at: number }

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
          bound: device.bound ? 1 : 0,
          last_sequence: 0,
          last_sha256: null,
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

    async byIds(ids: readonly string[]): Promise<Map<string, StoredDevice>> {
      const rows = await db.selectFrom('devices').selectAll().where('id', 'in', ids).execute()
      return new Map(rows.map((row) => [row.id, deviceOf(row)]))
    },

    async labelsOf(ids: readonly string[]): Promise<Map<string, string>> {
      if (ids.length === 0) return new Map()
      const rows = await db.selectFrom('devices').select(['id', 'label']).where('id', 'in', ids).execute()
      return new Map(rows.map(({ id, label }) => [id, label]))
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

    /** Once: a second time changes neither the moment nor the reason. */
    async revoke(id: string, { by, reason, at }: Revocation): Promise<void> {
      await db
        .updateTable('devices')
        .set({ revoked_at: at, revoked_by: by, revoked_reason: reason })
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

    /**
     * Takes a visit as the end of its phone's chain, if it is the next one and names the last; its holes stay as they are.
     * @param now when it arrived
     * @returns false, with nothing written, if there is more to be said about it
     */
    async lengthenChain({ device: id, sequence, previous, sha256 }: ChainEnd, now: number): Promise<boolean> {
      const end = { id, sequence, sha256, before: sequence - 1, now }
      const { numAffectedRows } =
        previous === null ? await beginChain(db, end) : await lengthenChain(db, { ...end, previous })
      return numAffectedRows === 1n
    },

    /** @param end the visit that arrived now; `isLast`: under a number higher than any before */
    async setNumbering({ last, holes }: Numbering, end: ChainEnd & { isLast: boolean }, now: number): Promise<void> {
      const numbering = { last_sequence: last, holes_json: JSON.stringify(holes), last_visit_at: now }
      await db
        .updateTable('devices')
        .set(end.isLast ? { ...numbering, last_sha256: end.sha256 } : numbering)
        .where('id', '=', end.device)
        .execute()
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
        .leftJoin('people as revokers', 'revokers.id', 'devices.revoked_by')
        .select(['devices.id', 'label', 'person_id', 'people.name', 'enrolled_at', 'bound'])
        .select(['revoked_at', 'revokers.name as revoked_by', 'revoked_reason'])
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
        bound: row.bound === 1,
        enrolledAt: row.enrolled_at,
        lastVisitAt: row.last_visit_at,
        lastSequence: row.last_sequence,
        holes: JSON.parse(row.holes_json),
        forkedAt: row.forked_at,
        revokedAt: row.revoked_at,
        revocation:
          row.revoked_by === null || row.revoked_reason === null
            ? null
            : { by: row.revoked_by, reason: row.revoked_reason },
      }))
    },
  }
}

const byId = builtOnce((db, { id }: { id: string }) => db.selectFrom('devices').selectAll().where('id', '=', id))

const numberingOf = builtOnce((db, { id }: { id: string }) =>
  db.selectFrom('devices').select(['last_sequence', 'holes_json']).where('id', '=', id),
)

type End = {
  readonly id: string
  readonly sequence: number
  readonly sha256: string
  readonly before: number
  readonly now: number
}

const lengthenChain = builtOnce((db, { previous, ...end }: End & { previous: string }) =>
  nextInChain(db, end).where('last_sha256', '=', previous),
)

const beginChain = builtOnce((db, end: End) => nextInChain(db, end).where('last_sequence', '=', 0))

/** A chain that has forked may have two ends. */
function nextInChain(db: Kysely<Schema>, { id, sequence, sha256, before, now }: End) {
  return db
    .updateTable('devices')
    .set({ last_sequence: sequence, last_sha256: sha256, last_visit_at: now })
    .where('id', '=', id)
    .where('last_sequence', '=', before)
    .where('forked_at', 'is', null)
}

function deviceOf(row: Schema['devices']): StoredDevice {
  return {
    id: row.id,
    person: row.person_id,
    publicKey: JSON.parse(row.public_json),
    label: row.label,
    bound: row.bound === 1,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
  }
}
