/** Reports that go out by e-mail, and to whom. */
import type { Kysely, Selectable } from 'kysely'
import type { Mailing, MailingDraft, MailingRhythm } from '../../checkpoints/mailing.ts'
import type { Schema } from './schema.ts'

export type StoredMailing = Mailing & {
  readonly estate: string
  readonly unsubscribed: readonly string[]
  /** The name of whoever set it up. */
  readonly createdBy: string
  readonly madeUntil: number
}

export function mailingsOn(db: Kysely<Schema>) {
  const rows = () =>
    db
      .selectFrom('mailings')
      .innerJoin('people', 'people.id', 'created_by')
      .selectAll('mailings')
      .select('people.name')
      .orderBy('mailings.created_at')
      .orderBy('mailings.id')

  async function withRecipients(found: readonly Row[]): Promise<StoredMailing[]> {
    if (found.length === 0) return []
    const ids = found.map(({ id }) => id)
    const all = await db
      .selectFrom('mailing_recipients')
      .selectAll()
      .where('mailing_id', 'in', ids)
      .orderBy('address')
      .execute()
    return found.map((row) =>
      mailingOf(
        row,
        all.filter(({ mailing_id }) => mailing_id === row.id),
      ),
    )
  }

  return {
    async add(estate: string, { recipients, ...mailing }: Mailing, { by, now }: { by: string; now: number }) {
      const { id, state } = mailing
      await db
        .insertInto('mailings')
        .values({
          id,
          estate_id: estate,
          state,
          ...timesRow(mailing),
          made_until: now,
          created_by: by,
          created_at: now,
        })
        .execute()
      await addRecipients(db, id, recipients)
    },

    async of(estate: string): Promise<StoredMailing[]> {
      return withRecipients(await rows().where('estate_id', '=', estate).execute())
    },

    /** The active ones of every estate. */
    async active(): Promise<StoredMailing[]> {
      return withRecipients(await rows().where('state', '=', 'active').execute())
    },

    async byId(id: string): Promise<StoredMailing | undefined> {
      return (await withRecipients(await rows().where('mailings.id', '=', id).execute()))[0]
    },

    /** Those who have taken themselves off stay off. */
    async change({ id, state, recipients, ...mailing }: Mailing, madeUntil: number): Promise<void> {
      const row = { state, ...timesRow(mailing), made_until: madeUntil }
      await db.updateTable('mailings').set(row).where('id', '=', id).execute()
      await db.deleteFrom('mailing_recipients').where('mailing_id', '=', id).where('off_at', 'is', null).execute()
      await addRecipients(db, id, recipients)
    },

    async setMadeUntil(id: string, until: number): Promise<void> {
      await db.updateTable('mailings').set({ made_until: until }).where('id', '=', id).execute()
    },

    /** @returns false if the mailing does not go to the address, and never did */
    async takeOff(id: string, address: string, now: number): Promise<boolean> {
      const his = db.selectFrom('mailing_recipients').select('off_at').where('mailing_id', '=', id)
      if (!(await his.where('address', '=', address).executeTakeFirst())) return false
      await db
        .updateTable('mailing_recipients')
        .set({ off_at: now })
        .where('mailing_id', '=', id)
        .where('address', '=', address)
        .where('off_at', 'is', null)
        .execute()
      return true
    },

    /** With all its mails. */
    async remove(id: string): Promise<void> {
      await db.deleteFrom('mails').where('mailing_id', '=', id).execute()
      await db.deleteFrom('mailing_recipients').where('mailing_id', '=', id).execute()
      await db.deleteFrom('mailings').where('id', '=', id).execute()
    },
  }
}

type Row = Selectable<Schema['mailings']> & { readonly name: string }

async function addRecipients(db: Kysely<Schema>, mailing: string, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return
  const rows = addresses.map((address) => ({ mailing_id: mailing, address, off_at: null }))
  await db.insertInto('mailing_recipients').values(rows).execute()
}

function timesRow({ rhythm, at, language }: Pick<MailingDraft, 'rhythm' | 'at' | 'language'>) {
  const weekday = rhythm.kind === 'weekly' ? rhythm.weekday : null
  return { kind: rhythm.kind, weekday, at_time: at, language }
}

function rhythmOf({ kind, weekday }: Pick<Row, 'kind' | 'weekday'>): MailingRhythm {
  return kind === 'weekly' ? { kind, weekday: weekday ?? 1 } : { kind }
}

function mailingOf(row: Row, recipients: readonly Selectable<Schema['mailing_recipients']>[]): StoredMailing {
  return {
    id: row.id,
    estate: row.estate_id,
    rhythm: rhythmOf(row),
    at: row.at_time,
    language: row.language,
    state: row.state,
    recipients: recipients.filter(({ off_at }) => off_at === null).map(({ address }) => address),
    unsubscribed: recipients.filter(({ off_at }) => off_at !== null).map(({ address }) => address),
    createdBy: row.name,
    madeUntil: row.made_until,
  }
}
