/** Sheets of labels in millimetres, and where on them each label goes. */
import * as v from 'valibot'

/** Lengths in millimetres; margins to the first label's edge, pitch from label to label. */
export type LabelSheet = {
  readonly name: string
  readonly page: { readonly width: number; readonly height: number }
  readonly columns: number
  readonly rows: number
  readonly label: { readonly width: number; readonly height: number }
  readonly margin: { readonly x: number; readonly y: number }
  readonly pitch: { readonly x: number; readonly y: number }
  /** What text keeps from a label's edge: where labels reach the paper's edge, printers leave 4 mm blank. */
  readonly inset: number
  /** QR error correction: M indoors, Q for signs that hang in the weather (field-notes "QR and camera"). */
  readonly level: 'M' | 'Q'
}

const A4 = { width: 210, height: 297 }

// biome-ignore format: hand-aligned table
export const LABEL_SHEETS = {
  'l7160':          { name: 'Avery L7160',      page: A4,                          columns: 3, rows: 7, label: { width: 63.5, height: 38.1 }, margin: { x: 7.21, y: 15.15 }, pitch: { x: 66.04, y: 38.1 }, inset: 2.5, level: 'M' },
  'l7159':          { name: 'Avery L7159',      page: A4,                          columns: 3, rows: 8, label: { width: 63.5, height: 33.9 }, margin: { x: 7.21, y: 12.9 },  pitch: { x: 66.04, y: 33.9 }, inset: 2.5, level: 'M' },
  'zweckform-3474': { name: 'Zweckform 3474',   page: A4,                          columns: 3, rows: 8, label: { width: 70,   height: 37 },   margin: { x: 0,    y: 0.5 },   pitch: { x: 70,    y: 37 },   inset: 4,   level: 'M' },
  'a6':             { name: 'A6',               page: { width: 105, height: 148 }, columns: 1, rows: 1, label: { width: 105,  height: 148 },  margin: { x: 0,    y: 0 },     pitch: { x: 105,   y: 148 },  inset: 6,   level: 'Q' },
  'a5':             { name: 'A5',               page: { width: 148, height: 210 }, columns: 1, rows: 1, label: { width: 148,  height: 210 },  margin: { x: 0,    y: 0 },     pitch: { x: 148,   y: 210 },  inset: 8,   level: 'Q' },
} as const satisfies Readonly<Record<string, LabelSheet>>

export type LabelSheetId = keyof typeof LABEL_SHEETS
export const LabelSheetId = v.picklist(Object.keys(LABEL_SHEETS) as [LabelSheetId, ...LabelSheetId[]])

export type LabelBox = {
  /** From 0. */
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Labels on one page of a sheet. */
export function labelsPerPage({ columns, rows }: LabelSheet): number {
  return columns * rows
}

/**
 * The boxes of `count` labels, row by row.
 * @param startAt the first position to use, from 1: part-used sheets go in again; past the page's end it starts over
 */
export function labelBoxes(sheet: LabelSheet, count: number, startAt = 1): LabelBox[] {
  const perPage = labelsPerPage(sheet)
  const skipped = (startAt - 1) % perPage
  return Array.from({ length: count }, (_, i) => {
    const position = (skipped + i) % perPage
    return {
      page: Math.floor((skipped + i) / perPage),
      x: sheet.margin.x + (position % sheet.columns) * sheet.pitch.x,
      y: sheet.margin.y + Math.floor(position / sheet.columns) * sheet.pitch.y,
      width: sheet.label.width,
      height: sheet.label.height,
    }
  })
}
