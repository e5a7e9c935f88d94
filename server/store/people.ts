/** People and their roles on estates. */
import type { Kysely } from 'kysely'
import type { Person, Role } from '../../checkpoints/people.ts'
import { builtOnce } from './built-once.ts'
import type { Schema } from './schema.ts'

const PERSON = ['people.id', 'username', 'name', 'language'] as const

export function peopleOn(db: Kysely<Schema>) {
  return {
    /** @param passwordHash null until he accepts his invitation */
    async add(person: Person, passwordHash: string | null, now: number): Promise<void> {
      await db
        .insertInto('people')
        .values({ ...person, password_hash: passwordHash, created_at: now })
        .execute()
    },

    async byId(id: string): Promise<Person | undefined> {
      return db.selectFrom('people').select(PERSON).where('id', '=', id).executeTakeFirst()
    },

    async namesOf(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
      if (ids.length === 0) return []
      return db.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute()
    },

    async byUsername(username: string): Promise<{ person: Person; passwordHash: string | null } | undefined> {
      const row = await db
        .selectFrom('people')
        .select([...PERSON, 'password_hash'])
        .where('username', '=', username)
        .executeTakeFirst()
      if (!row) return undefined
      const { password_hash: passwordHash, ...person } = row
      return { person, passwordHash }
    },

    async passwordHash(id: string): Promise<string | null> {
      const row = await db.selectFrom('people').select('password_hash').where('id', '=', id).executeTakeFirst()
      return row?.password_hash ?? null
    },

    async setPassword(id: string, passwordHash: string): Promise<void> {
      await db.updateTable('people').set({ password_hash: passwordHash }).where('id', '=', id).execute()
    },

    async anyone(): Promise<boolean> {
      return (await db.selectFrom('people').select('id').limit(1).executeTakeFirst()) !== undefined
    },

    /** Replaces his roles on one estate; none means he leaves it. */
    async setRoles(person: string, estate: string, roles: readonly Role[]): Promise<void> {
      await db.deleteFrom('staff_roles').where('person_id', '=', person).where('estate_id', '=', estate).execute()
      if (roles.length === 0) return
      const rows = [...new Set(roles)].map((role) => ({ person_id: person, estate_id: estate, role }))
      await db.insertInto('staff_roles').values(rows).execute()
    },

    async rolesOn(person: string, estate: string): Promise<Role[]> {
      return (await rolesOn(db, { person, estate })).rows.map((row) => row.role)
    },

    /** Everyone with a role on the estate, by name. */
    async staffOf(estate: string): Promise<{ person: Person; roles: Role[]; ready: boolean }[]> {
      const rows = await db
        .selectFrom('staff_roles')
        .innerJoin('people', 'people.id', 'person_id')
        .select([...PERSON, 'role', 'password_hash'])
        .where('estate_id', '=', estate)
        .orderBy('name')
        .execute()
      const staff = new Map<string, { person: Person; roles: Role[]; ready: boolean }>()
      for (const { role, password_hash, ...person } of rows) {
        const member = staff.get(person.id) ?? { person, roles: [], ready: password_hash !== null }
        member.roles.push(role)
        staff.set(person.id, member)
      }
      return [...staff.values()]
    },
  }
}

const rolesOn = builtOnce((db, { person, estate }: { person: string; estate: string }) =>
  db.selectFrom('staff_roles').select('role').where('person_id', '=', person).where('estate_id', '=', estate),
)
