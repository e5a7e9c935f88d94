/** Bringing in checkpoints by the hundred: first shown, then written exactly as shown. */
import { randomBytes } from 'node:crypto'
import { type ComparedRow, compareRows, type ImportOutcome } from '../../checkpoints/checkpoint-import.ts'
import { type NumberedRow, rowsOfTable } from '../../checkpoints/checkpoint-row.ts'
import { checkpointIdOfBytes, type Uuid } from '../../checkpoints/ids.ts'
import type { NewPlace, PlaceToBe } from '../../checkpoints/import-places.ts'
import type { Place } from '../../checkpoints/place.ts'
import { IMPORT_MAX_ROWS, type ImportDone, type ImportPreview } from '../../checkpoints/wire/import.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { type Context, sha256Of } from '../context.ts'
import { readTable } from '../sheets/read-table.ts'
import type { StoredCheckpoint } from '../store/checkpoints.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { remakeUpcoming } from './rounds.ts'
import { type SignedTag, signTags } from './sign-tags.ts'

export type RowsRead = { readonly rows: readonly NumberedRow[]; readonly unknownHeadings: readonly string[] }

/** The rows of a CSV or XLSX file. `where` says what is wrong with it: encoding, format, quotes, headings or empty. */
export async function rowsOfFile(bytes: Uint8Array<ArrayBuffer>): Promise<Outcome<RowsRead>> {
  // The headings, and room for blank rows.
  const read = await readTable(bytes, IMPORT_MAX_ROWS * 2)
  if (!read.ok)
    return read.why === 'too-long' ? refused('import-too-long') : refused('import-unreadable', { where: [read.why] })
  const found = rowsOfTable(read.table)
  if (!found) return refused('import-unreadable', { where: ['headings'] })
  if (found.rows.length === 0) return refused('import-unreadable', { where: ['empty'] })
  return found.rows.length > IMPORT_MAX_ROWS ? refused('import-too-long') : done(found)
}

/** What bringing them in would do. Writes nothing. */
export async function previewImport(
  context: Context,
  estate: Estate,
  { rows, unknownHeadings }: RowsRead,
): Promise<ImportPreview> {
  const outcome = await compareNow(context.database.read, estate, rows)
  const counts = { add: 0, change: 0, same: 0, faulty: 0 }
  for (const { action } of outcome.rows) counts[action]++
  return {
    digest: digestOf(outcome),
    counts,
    newPlaces: outcome.newPlaces.map(({ path }) => [...path]),
    rows: outcome.rows.map(({ line, code, cells, action, columns, faults }) => ({
      ...{ line, code, cells, action },
      columns: [...columns],
      faults: [...faults],
    })),
    unknownHeadings: [...unknownHeadings],
  }
}

/** Brings in what a preview has shown, all of it or nothing; faulty rows are left out. */
export async function importCheckpoints(
  context: Context,
  estate: Estate,
  { rows, confirm }: { readonly rows: readonly NumberedRow[]; readonly confirm: string },
): Promise<Outcome<ImportDone>> {
  const shown = await compareNow(context.database.read, estate, rows)
  if (digestOf(shown) !== confirm) return refused('import-changed')
  const added = shown.rows.filter(({ action }) => action === 'add')
  const tags = await signTags(
    context,
    estate.id,
    added.map(() => ({ checkpoint: checkpointIdOfBytes(randomBytes(6)), revision: 1 })),
  )
  const outcome = await context.database.write(async (stores): Promise<Outcome<ImportDone>> => {
    // Somebody may have changed the estate while the tags were signed.
    const now = await compareNow(stores, estate, rows)
    if (digestOf(now) !== confirm) return refused('import-changed')
    const idOf = await addPlaces(context, stores, estate.id, now.newPlaces)
    const added = await addSpots(context, stores, estate.id, { rows: now.rows, tags, idOf })
    const changed = await changeSpots(stores, now.rows, idOf)
    const leftOut = now.rows.filter(({ action }) => action === 'faulty').length
    return done({ added, changed, places: now.newPlaces.length, leftOut })
  })
  if (!outcome.ok) return outcome
  context.log('info', 'checkpoints imported', { estate: estate.id, ...outcome.value })
  await remakeRounds(context, estate.id, shown.rows)
  return outcome
}

async function compareNow(stores: Stores, estate: Estate, rows: readonly NumberedRow[]): Promise<ImportOutcome> {
  const places = await stores.places.of(estate.id)
  return compareRows(rows, { names: estate.names, places, checkpoints: await stores.checkpoints.of(estate.id) })
}

/** Names exactly what would be written, and what would be left out. */
function digestOf({ rows, newPlaces }: ImportOutcome): string {
  return sha256Of(JSON.stringify([rows, newPlaces]))
}

type IdOf = (place: PlaceToBe) => Uuid

async function addPlaces(
  context: Context,
  stores: Stores,
  estate: Uuid,
  newPlaces: readonly NewPlace[],
): Promise<IdOf> {
  const free = new Map<Uuid | null, number>()
  for (const { parent, position } of await stores.places.of(estate))
    free.set(parent, Math.max(free.get(parent) ?? 0, position + 1))
  const ids = newPlaces.map(() => context.newId())
  const idOf: IdOf = (place) => (typeof place === 'number' ? ids[place]! : place)
  const places = newPlaces.map(({ parent: above, kind, names }, i): Place => {
    const parent = above === null ? null : idOf(above)
    const position = free.get(parent) ?? 0
    free.set(parent, position + 1)
    return { id: ids[i]!, parent, kind, names, position, occupancy: null }
  })
  await stores.places.addMany(estate, places)
  return idOf
}

type Adding = { readonly rows: readonly ComparedRow[]; readonly tags: readonly SignedTag[]; readonly idOf: IdOf }

async function addSpots(context: Context, stores: Stores, estate: Uuid, { rows, tags, idOf }: Adding): Promise<number> {
  const first = await stores.checkpoints.nextPosition(estate)
  const spots = rows
    .flatMap((row) => (row.action === 'add' ? [row.spot] : []))
    .map((spot, i): StoredCheckpoint => {
      const { checkpoint: id, revision } = tags[i]!
      return { ...spot, id, revision, place: idOf(spot.place), position: first + i, extras: null }
    })
  await stores.checkpoints.addMany(estate, spots, context.now())
  await stores.checkpoints.addTags(tags, context.now())
  return spots.length
}

async function changeSpots(stores: Stores, rows: readonly ComparedRow[], idOf: IdOf): Promise<number> {
  let changed = 0
  for (const row of rows) {
    if (row.action !== 'change') continue
    await stores.checkpoints.change({ ...row.checkpoint, ...row.spot, place: idOf(row.spot.place) })
    changed++
  }
  return changed
}

/** Once for all rows, and only where it changes what is walked. */
async function remakeRounds(context: Context, estate: Uuid, rows: readonly ComparedRow[]): Promise<void> {
  const isNew = rows.some(({ action }) => action === 'add')
  const moved = new Set(
    rows.flatMap((row) =>
      row.action === 'change' && (row.spot.place !== row.checkpoint.place || row.spot.state !== row.checkpoint.state)
        ? [row.checkpoint.id]
        : [],
    ),
  )
  if (!isNew && moved.size === 0) return
  await remakeUpcoming(
    context,
    estate,
    ({ rules, checkpoints }) => rules.length > 0 || checkpoints.some((id) => moved.has(id)),
  )
}
