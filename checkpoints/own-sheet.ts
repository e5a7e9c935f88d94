/** A sheet of labels that the estate has described itself, because ours does not list it. */
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { QUIET_ZONE, symbolRoom } from './label-design.ts'
import type { LabelSheet } from './label-sheet.ts'

/** Millimetres, to a hundredth. */
const length = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.minValue(least),
    v.maxValue(most),
    v.check((value) => Math.abs(value * 10_000 - Math.round(value * 10_000)) < 1e-6, 'four decimals at most'),
  )
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(40))
const size = (least: number) => v.strictObject({ width: length(least, 1200), height: length(least, 1200) })
const step = (least: number) => v.strictObject({ x: length(least, 1200), y: length(least, 1200) })

const shape = {
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  page: size(15),
  columns: count,
  rows: count,
  label: size(15),
  margin: step(0),
  pitch: step(0),
  inset: length(0, 50),
  level: v.picklist(['M', 'Q']),
  dpi: v.nullable(v.pipe(v.number(), v.minValue(150), v.maxValue(1200))),
}

/** Its measures as an admin gives them: what cannot be printed is told by {@link sheetFaults}. */
export const OwnSheetDraft = v.strictObject(shape)
export type OwnSheetDraft = v.InferOutput<typeof OwnSheetDraft>

export const OwnSheet = v.strictObject({ id: Uuid, ...shape })
export type OwnSheet = v.InferOutput<typeof OwnSheet>

/** Where on a sheet something cannot be. */
export const SHEET_FAULTS = [
  'labels-overlap-across',
  'labels-overlap-down',
  'off-the-page-across',
  'off-the-page-down',
  'symbol-too-small',
  'inset-too-large',
] as const
export type SheetFault = (typeof SHEET_FAULTS)[number]

/** Version 6 with its quiet zone at a quarter of a millimetre a module: finer, and office printers run the bars together. */
const LEAST_SIDE = (41 + 2 * QUIET_ZONE) * 0.25
/** Sheets are cut to a tenth of a millimetre at best. */
const TOLERANCE = 0.05

/** What is wrong with a sheet's measures; none: it can be printed. */
export function sheetFaults(draft: OwnSheetDraft): SheetFault[] {
  const { page, columns, rows, label, margin, pitch, inset } = draft
  const right = margin.x + (columns - 1) * pitch.x + label.width
  const bottom = margin.y + (rows - 1) * pitch.y + label.height
  const found: Readonly<Record<SheetFault, boolean>> = {
    'labels-overlap-across': columns > 1 && pitch.x < label.width - TOLERANCE,
    'labels-overlap-down': rows > 1 && pitch.y < label.height - TOLERANCE,
    'off-the-page-across': right > page.width + TOLERANCE,
    'off-the-page-down': bottom > page.height + TOLERANCE,
    'symbol-too-small': symbolRoom(labelSheetOf(draft), NOTHING_ELSE).side < LEAST_SIDE,
    'inset-too-large': inset > Math.min(label.width, label.height) / 4,
  }
  return SHEET_FAULTS.filter((fault) => found[fault])
}

const NOTHING_ELSE = { twin: false, sentence: false, picture: false, logo: false }

/** A sheet as everything that prints takes it. */
export function labelSheetOf({ dpi, ...draft }: OwnSheetDraft): LabelSheet {
  return { ...draft, ...(dpi !== null && { dpi }) }
}
