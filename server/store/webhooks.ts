/** Addresses outside that are told of what happens on an estate. */
import type { Kysely, Selectable } from 'kysely'
import type { Webhook, WebhookDraft } from '../../checkpoints/wire/webhook.ts'
import type { Schema } from './schema.ts'

export type StoredWebhook = Omit<Webhook, 'deliveries' | 'by'> & {
  readonly estate: string
  /** JWE of the secret that signs. */
  readonly sealedSecret: string
  /** The one before it, which signs along until then. */
  readonly former: { readonly sealedSecret: string; readonly until: number } | null
  /** When the first of those attempts failed after which none has succeeded; null: the last one did. */
  readonly failingSince: number | null
}
export type NamedWebhook = StoredWebhook & { readonly by: string }

type Added = WebhookDraft & {
  readonly id: string
  readonly estate: string
  readonly sealedSecret: string
  readonly person: string
  readonly now: number
}
type Changed = Pick<StoredWebhook, 'url' | 'label' | 'topics' | 'state' | 'failingSince'>

export function webhooksOn(db: Kysely<Schema>) {
  const rows = () =>
    db
      .selectFrom('webhooks')
      .innerJoin('people', 'people.id', 'created_by')
      .selectAll('webhooks')
      .select('people.name')
      .orderBy('webhooks.created_at')
      .orderBy('webhooks.id')

  return {
    async add({ id, estate, url, label, topics, sealedSecret, person, now }: Added): Promise<void> {
      await db
        .insertInto('webhooks')
        .values({
          ...{ id, estate_id: estate, url, label, topics_json: JSON.stringify(topics), state: 'active' as const },
          ...{ sealed_secret: sealedSecret, sealed_former: null, former_until: null, failing_since: null },
          ...{ created_by: person, created_at: now },
        })
        .execute()
    },

    async of(estate: string): Promise<NamedWebhook[]> {
      return (await rows().where('estate_id', '=', estate).execute()).map(webhookOf)
    },

    async byId(id: string): Promise<NamedWebhook | undefined> {
      const row = await rows().where('webhooks.id', '=', id).executeTakeFirst()
      return row && webhookOf(row)
    },

    /** Those of an estate that are told, with what they want to hear. */
    async listening(estate: string): Promise<Pick<StoredWebhook, 'id' | 'topics'>[]> {
      const query = db.selectFrom('webhooks').select(['id', 'topics_json']).where('estate_id', '=', estate)
      const found = await query.where('state', '=', 'active').execute()
      return found.map(({ id, topics_json }) => ({ id, topics: JSON.parse(topics_json) }))
    },

    async change(id: string, { url, label, topics, state, failingSince }: Changed): Promise<void> {
      const row = { url, label, topics_json: JSON.stringify(topics), state, failing_since: failingSince }
      await db.updateTable('webhooks').set(row).where('id', '=', id).execute()
    },

    async changeSecret(id: string, { sealedSecret, former }: Pick<StoredWebhook, 'sealedSecret' | 'former'>) {
      const row = {
        sealed_secret: sealedSecret,
        sealed_former: former?.sealedSecret ?? null,
        former_until: former?.until ?? null,
      }
      await db.updateTable('webhooks').set(row).where('id', '=', id).execute()
    },

    async setFailingSince(id: string, since: number | null): Promise<void> {
      await db.updateTable('webhooks').set({ failing_since: since }).where('id', '=', id).execute()
    },

    /** By the server; one that somebody has paused meanwhile stays so. */
    async disable(id: string): Promise<void> {
      const update = db.updateTable('webhooks').set({ state: 'disabled' }).where('id', '=', id)
      await update.where('state', '=', 'active').execute()
    },

    /** With all that was sent to it. */
    async remove(id: string): Promise<void> {
      await db.deleteFrom('webhook_deliveries').where('webhook_id', '=', id).execute()
      await db.deleteFrom('webhooks').where('id', '=', id).execute()
    },
  }
}

function webhookOf(row: Selectable<Schema['webhooks']> & { readonly name: string }): NamedWebhook {
  const { sealed_former: sealedFormer, former_until: until } = row
  return {
    id: row.id,
    estate: row.estate_id,
    url: row.url,
    label: row.label,
    topics: JSON.parse(row.topics_json),
    state: row.state,
    createdAt: row.created_at,
    by: row.name,
    sealedSecret: row.sealed_secret,
    former: sealedFormer === null || until === null ? null : { sealedSecret: sealedFormer, until },
    failingSince: row.failing_since,
  }
}
