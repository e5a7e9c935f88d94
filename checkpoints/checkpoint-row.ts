/** A checkpoint as one row of a spreadsheet, for bringing in and taking out many at once. */
import * as v from 'valibot'

/** The columns of a file, in its order. Places go by their names; those that are not there yet are made. */
export const IMPORT_COLUMNS = [
  'code',
  'kind',
  'name-zh-Hant',
  'name-zh-Hans',
  'name-en',
  'building',
  'floor',
  'zone',
  'focus',
  'state',
] as const
export const ImportColumn = v.picklist(IMPORT_COLUMNS)
export type ImportColumn = v.InferOutput<typeof ImportColumn>

/**
 * - `missing`: has to be there (code, kind, a name in some language, a building or zone)
 * - `code-shape`: no code; `code-twice`: another row of the file has it; `foreign-characters`: full-width or invisible ones, or a broken encoding
 * - `kind-unknown`, `state-unknown`: not one of the list; `kind-differs`: a checkpoint of this code has another kind
 * - `too-long`: more than fits; `floor-without-building`
 */
export const ROW_FAULTS = [
  'missing',
  'code-shape',
  'code-twice',
  'foreign-characters',
  'kind-unknown',
  'kind-differs',
  'state-unknown',
  'too-long',
  'floor-without-building',
] as const
export const RowFault = v.strictObject({
  column: ImportColumn,
  why: v.picklist(ROW_FAULTS),
  /** The other line of the file, for `code-twice`. */
  line: v.optional(v.number()),
})
export type RowFault = v.InferOutput<typeof RowFault>

/** Cells as they stand, by column; what is left out is empty. */
export const ImportRow = v.record(ImportColumn, v.optional(v.pipe(v.string(), v.maxLength(500))))
export type ImportRow = Readonly<Partial<Record<ImportColumn, string>>>
export const ImportRows = v.strictObject({ rows: v.pipe(v.array(ImportRow), v.minLength(1), v.maxLength(5000)) })
export type ImportRows = v.InferOutput<typeof ImportRows>
