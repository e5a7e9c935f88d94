/** What is known of labels between the printer and the wall: prints, installations, and which revisions visits have read. */
import type { Kysely } from 'kysely'
import type { Replaced } from '../../checkpoints/hanging.ts'
import type { Position } from '../../checkpoints/visit.ts'
import type { LabelPrint, SpotInstallation } from '../../checkpoints/wire/hanging.ts'
import { builtOnce } from './built-once.ts'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

export type StoredInstallation = {
  readonly id: string
  readonly checkpoint: string
  readonly revision: number
  /** By the phone's clock, as sent. */
  readonly saidAt: number
  readonly installedAt: number
  readonly person: string
  readonly photo: string | null
  readonly position: Position | null
  readonly replaced: Replaced
}

export type TagScan = {
  readonly checkpoint: string
  readonly revision: number
  /** null: a phone knew that the label had been replaced, and opened no form. */
  readonly visit: string | null
  readonly firstAt: number
  readonly at: number
}

type Revisioned = { readonly checkpoint: string; readonly revision: number }

export function hangingOn(db: Kysely<Schema>) {
  return {
    async addPrints(tags: readonly Revisioned[], { sheet, by, at }: { sheet: string; by: string; at: number }) {
      const rows = tags.map(({ checkpoint, revision }) => {
        return { checkpoint_id: checkpoint, revision, sheet, printed_at: at, printed_by: by }
      })
      for (const part of inParts(rows)) {
        // Pressed twice in one millisecond is printed once.
        const adding = db.insertInto('label_prints').values(part)
        await adding.onConflict((conflict) => conflict.doNothing()).execute()
      }
    },

    /** Of one spot, the newest first. */
    async printsOf(checkpoint: string, most: number): Promise<LabelPrint[]> {
      const rows = await printRows(db).where('checkpoint_id', '=', checkpoint).orderBy('printed_at', 'desc').limit(most)
      return (await rows.execute()).map(printOf)
    },

    /** Of the newest revision of every spot of an estate, in order of time. */
    async printsInForce(estate: string): Promise<(LabelPrint & { readonly checkpoint: string })[]> {
      const rows = await printRows(db)
        .innerJoin('checkpoints as c', (join) =>
          join.onRef('c.id', '=', 'checkpoint_id').onRef('c.revision', '=', 'label_prints.revision'),
        )
        .where('c.estate_id', '=', estate)
        .orderBy('printed_at')
        .execute()
      return rows.map((row) => ({ ...printOf(row), checkpoint: row.checkpoint_id }))
    },

    /** @returns false if there is one with its id already, which stays as it is */
    async install(installation: StoredInstallation): Promise<boolean> {
      const { id, checkpoint, revision, saidAt, installedAt, person, photo, position, replaced } = installation
      const result = await db
        .insertInto('installations')
        .values({
          id,
          checkpoint_id: checkpoint,
          revision,
          said_at: saidAt,
          installed_at: installedAt,
          installed_by: person,
          photo_sha256: photo,
          position_json: position && JSON.stringify(position),
          replaced,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
    },

    async installation(id: string): Promise<StoredInstallation | undefined> {
      const row = await db.selectFrom('installations').selectAll().where('id', '=', id).executeTakeFirst()
      return (
        row && {
          id,
          checkpoint: row.checkpoint_id,
          revision: row.revision,
          saidAt: row.said_at,
          installedAt: row.installed_at,
          person: row.installed_by,
          photo: row.photo_sha256,
          position: row.position_json === null ? null : JSON.parse(row.position_json),
          replaced: row.replaced,
        }
      )
    },

    /** Of one spot, the newest first. */
    async installationsOf(checkpoint: string, most: number): Promise<SpotInstallation[]> {
      const rows = installationRows(db).where('checkpoint_id', '=', checkpoint).orderBy('installed_at', 'desc')
      return (await rows.limit(most).execute()).map(installationOf)
    },

    /** Of the newest revision of every spot of an estate, in order of time. */
    async installationsInForce(estate: string): Promise<(SpotInstallation & { readonly checkpoint: string })[]> {
      const rows = await installationRows(db)
        .innerJoin('checkpoints as c', (join) =>
          join.onRef('c.id', '=', 'checkpoint_id').onRef('c.revision', '=', 'installations.revision'),
        )
        .where('c.estate_id', '=', estate)
        .orderBy('installed_at')
        .execute()
      return rows.map((row) => ({ ...installationOf(row), checkpoint: row.checkpoint_id }))
    },

    /** A visit, or a phone that opened no form, has read this revision of a spot's tag. */
    async noteScan(scan: Omit<TagScan, 'firstAt'>): Promise<void> {
      await noteScan(db, scan)
    },

    /** A visit has come to be at another time. */
    async moveScan(visit: string, at: number): Promise<void> {
      await db.updateTable('tag_scans').set({ scanned_at: at }).where('visit_id', '=', visit).execute()
    },

    async scansOn(estate: string): Promise<TagScan[]> {
      const rows = await db
        .selectFrom('tag_scans')
        .innerJoin('checkpoints as c', 'c.id', 'checkpoint_id')
        .selectAll('tag_scans')
        .where('c.estate_id', '=', estate)
        .execute()
      return rows.map((row) => ({
        checkpoint: row.checkpoint_id,
        revision: row.revision,
        visit: row.visit_id,
        firstAt: row.first_at,
        at: row.scanned_at,
      }))
    },

    /** The estates on which somebody has hung a label and taken this photo of it. */
    async estatesOfPhoto(sha256: string): Promise<string[]> {
      const rows = await db
        .selectFrom('installations')
        .innerJoin('checkpoints as c', 'c.id', 'checkpoint_id')
        .select('c.estate_id')
        .distinct()
        .where('photo_sha256', '=', sha256)
        .execute()
      return rows.map((row) => row.estate_id)
    },
  }
}

const noteScan = builtOnce((db, { checkpoint, revision, visit, at }: Omit<TagScan, 'firstAt'>) =>
  db
    .insertInto('tag_scans')
    .values({ checkpoint_id: checkpoint, revision, visit_id: visit, first_at: at, scanned_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['checkpoint_id', 'revision'])
        // What arrives late does not replace what was read after it.
        .doUpdateSet((e) => ({
          visit_id: e
            .case()
            .when('excluded.scanned_at', '>=', e.ref('tag_scans.scanned_at'))
            .then(e.ref('excluded.visit_id'))
            .else(e.ref('tag_scans.visit_id'))
            .end(),
          scanned_at: e
            .case()
            .when('excluded.scanned_at', '>=', e.ref('tag_scans.scanned_at'))
            .then(e.ref('excluded.scanned_at'))
            .else(e.ref('tag_scans.scanned_at'))
            .end(),
          first_at: e
            .case()
            .when('excluded.first_at', '<', e.ref('tag_scans.first_at'))
            .then(e.ref('excluded.first_at'))
            .else(e.ref('tag_scans.first_at'))
            .end(),
        })),
    ),
)

function printRows(db: Kysely<Schema>) {
  return db
    .selectFrom('label_prints')
    .innerJoin('people', 'people.id', 'printed_by')
    .select(['checkpoint_id', 'label_prints.revision', 'sheet', 'printed_at', 'name'])
}

type PrintRow = Omit<Schema['label_prints'], 'printed_by'> & { readonly name: string }

function printOf({ revision, sheet, printed_at: at, name: by }: PrintRow): LabelPrint {
  return { revision, sheet, at, by }
}

function installationRows(db: Kysely<Schema>) {
  return db
    .selectFrom('installations')
    .innerJoin('people', 'people.id', 'installed_by')
    .select(['installations.id', 'checkpoint_id', 'installations.revision', 'installed_at'])
    .select(['name', 'replaced', 'photo_sha256', 'position_json'])
}

type InstallationRow = Omit<Schema['installations'], 'said_at' | 'installed_by'> & { readonly name: string }

function installationOf(row: InstallationRow): SpotInstallation {
  const { id, revision, installed_at: at, name: by, replaced, photo_sha256: photo, position_json } = row
  const position = position_json === null ? null : JSON.parse(position_json)
  return { id, revision, at, by, replaced, photo, position }
}
