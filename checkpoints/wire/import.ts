/** Bringing in checkpoints by the hundred: a file, or rows that were generated. */
import * as v from 'valibot'
import { ImportColumn, RowFault } from '../checkpoint-row.ts'
import { Sha256 } from '../ids.ts'

export const IMPORT_MAX_BYTES = 4 * 1024 * 1024
export const IMPORT_MAX_ROWS = 5000

/** `change`: a checkpoint has this code and would be changed in `columns`; `same`: it is like this already. */
export const PreviewedRow = v.strictObject({
  /** In the file, from 2: the first line holds the headings. Generated rows count from 1. */
  line: v.number(),
  code: v.string(),
  /** What stands in the file, by column. */
  cells: v.record(ImportColumn, v.string()),
  action: v.picklist(['add', 'change', 'same', 'faulty']),
  columns: v.array(ImportColumn),
  faults: v.array(RowFault),
})
export type PreviewedRow = v.InferOutput<typeof PreviewedRow>

/** Nothing is written yet. `digest` names exactly this outcome: confirm with it, and nothing else can happen. */
export const ImportPreview = v.strictObject({
  digest: Sha256,
  counts: v.strictObject({ add: v.number(), change: v.number(), same: v.number(), faulty: v.number() }),
  /** Places that are not there yet and will be made, each by its path from the estate down. */
  newPlaces: v.array(v.array(v.string())),
  rows: v.array(PreviewedRow),
  /** Headings of the file that were not understood; their columns are left out. */
  unknownHeadings: v.array(v.string()),
})
export type ImportPreview = v.InferOutput<typeof ImportPreview>

/** Faulty rows were left out. */
export const ImportDone = v.strictObject({
  added: v.number(),
  changed: v.number(),
  places: v.number(),
  leftOut: v.number(),
})
export type ImportDone = v.InferOutput<typeof ImportDone>

export const ImportQuery = v.object({ confirm: v.optional(Sha256) })
export type ImportQuery = v.InferOutput<typeof ImportQuery>
/** `template`: headings and two example rows instead of the estate's own. */
export const ExportQuery = v.object({ format: v.picklist(['csv', 'xlsx']), template: v.optional(v.literal('1')) })
export type ExportQuery = v.InferOutput<typeof ExportQuery>
