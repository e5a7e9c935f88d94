/** Sessions and one-time links. Only hashes of their tokens are stored: a stolen database opens nothing. */
import type { Kysely } from 'kysely'
import type { Person } from '../../checkpoints/people.ts'
import type { Instant } from '../../checkpoints/time.ts'
import { builtOnce } from './built-once.ts'
import type { Schema } from './schema.ts'

export type Session = { readonly person: Person; readonly expiresAt: Instant }

export type Link = { readonly purpose: 'set-up' | 'invitation'; readonly person: string | null }

export function sessionsOn(db: Kysely<Schema>) {
  return {
    async open(tokenSha256: string, person: string, now: number, expiresAt: number): Promise<void> {
      const row = { token_sha256: tokenSha256, person_id: person, created_at: now, expires_at: expiresAt }
      await db.insertInto('sessions').values(row).execute()
    },

    /** As long as it has not run out. */
    async byToken(tokenSha256: string, now: number): Promise<Session | undefined> {
      const row = (await byToken(db, { tokenSha256, now })).rows[0]
      if (!row) return undefined
      const { expires_at: expiresAt, ...person } = row
      return { person, expiresAt }
    },

    async close(tokenSha256: string): Promise<void> {
      await db.deleteFrom('sessions').where('token_sha256', '=', tokenSha256).execute()
    },

    /** Ends every session of a person: he left, or his password changed. */
    async closeAllOf(person: string): Promise<void> {
      await db.deleteFrom('sessions').where('person_id', '=', person).execute()
    },

    async dropExpired(now: number): Promise<void> {
      await db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
      await db.deleteFrom('links').where('expires_at', '<=', now).execute()
    },

    /** Replaces any older link for the same purpose and person. */
    async addLink(tokenSha256: string, link: Link, expiresAt: number): Promise<void> {
      const older = db.deleteFrom('links').where('purpose', '=', link.purpose)
      await (link.person ? older.where('person_id', '=', link.person) : older.where('person_id', 'is', null)).execute()
      const row = { token_sha256: tokenSha256, purpose: link.purpose, person_id: link.person, used_at: null }
      await db
        .insertInto('links')
        .values({ ...row, expires_at: expiresAt })
        .execute()
    },

    /** Whether a link would be taken: asked before anything costly is done for whoever brings it. */
    async isGoodLink(tokenSha256: string, purpose: Link['purpose'], now: number): Promise<boolean> {
      const row = await db
        .selectFrom('links')
        .select('purpose')
        .where('token_sha256', '=', tokenSha256)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row !== undefined
    },

    /** Takes a link out of use and says what it was for; undefined if used, expired or never given out. */
    async useLink(tokenSha256: string, purpose: Link['purpose'], now: number): Promise<Link | undefined> {
      const row = await db
        .updateTable('links')
        .set({ used_at: now })
        .where('token_sha256', '=', tokenSha256)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['purpose', 'person_id'])
        .executeTakeFirst()
      return row && { purpose: row.purpose, person: row.person_id }
    },
  }
}

const byToken = builtOnce((db, { tokenSha256, now }: { tokenSha256: string; now: number }) =>
  db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'person_id')
    .select(['people.id', 'username', 'name', 'language', 'expires_at'])
    .where('token_sha256', '=', tokenSha256)
    .where('expires_at', '>', now),
)
