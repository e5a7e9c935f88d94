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
  /** Dots an inch of a thermal printer: a module of the symbol is a whole number of them, or its bars come out ragged. */
  readonly dpi?: number
  /** A roll without labels of its own: each is cut off at the height asked for, within these. */
  readonly endless?: { readonly least: number; readonly most: number }
}

const A4 = { width: 210, height: 297 }
const LETTER = { width: 215.9, height: 279.4 }
const ONE = { columns: 1, rows: 1, margin: { x: 0, y: 0 } } as const
/** 203.2: eight dots a millimetre, which every "203 dpi" head has. */
const DPI_203 = 203.2

/**
 * As their makers publish them: Avery templates L7160, L7159, L7163, L7165 (A4), 5160 and 5163 (inches: 1 × 2 5/8 from
 * 1/2 and 3/16, pitch 2 3/4; 2 × 4 from 1/2 and 5/32, pitch 4 3/16), Zweckform 3474; Brother's table of DK media; DYMO's of
 * LW labels. Rolls lie as their text is read, the long side across: drivers turn the page.
 */
// biome-ignore format: hand-aligned table
export const LABEL_SHEETS = {
  'l7160':          { name: 'Avery L7160',         page: A4,                            columns: 3, rows: 7,  label: { width: 63.5,   height: 38.1 }, margin: { x: 7.21,    y: 15.15 }, pitch: { x: 66.04,    y: 38.1 }, inset: 2.5, level: 'M' },
  'l7159':          { name: 'Avery L7159',         page: A4,                            columns: 3, rows: 8,  label: { width: 63.5,   height: 33.9 }, margin: { x: 7.21,    y: 12.9 },  pitch: { x: 66.04,    y: 33.9 }, inset: 2.5, level: 'M' },
  'zweckform-3474': { name: 'Zweckform 3474',      page: A4,                            columns: 3, rows: 8,  label: { width: 70,     height: 37 },   margin: { x: 0,       y: 0.5 },   pitch: { x: 70,       y: 37 },   inset: 4,   level: 'M' },
  'l7163':          { name: 'Avery L7163',         page: A4,                            columns: 2, rows: 7,  label: { width: 99.1,   height: 38.1 }, margin: { x: 4.65,    y: 15.15 }, pitch: { x: 101.6,    y: 38.1 }, inset: 2.5, level: 'M' },
  'l7165':          { name: 'Avery L7165',         page: A4,                            columns: 2, rows: 4,  label: { width: 99.1,   height: 67.7 }, margin: { x: 4.65,    y: 13.1 },  pitch: { x: 101.6,    y: 67.7 }, inset: 3,   level: 'M' },
  'avery-5160':     { name: 'Avery 5160',          page: LETTER,                        columns: 3, rows: 10, label: { width: 66.675, height: 25.4 }, margin: { x: 4.7625,  y: 12.7 },  pitch: { x: 69.85,    y: 25.4 }, inset: 2.5, level: 'M' },
  'avery-5163':     { name: 'Avery 5163',          page: LETTER,                        columns: 2, rows: 5,  label: { width: 101.6,  height: 50.8 }, margin: { x: 3.96875, y: 12.7 },  pitch: { x: 106.3625, y: 50.8 }, inset: 3,   level: 'M' },
  'a6':             { name: 'A6',                  page: { width: 105, height: 148 },   ...ONE,               label: { width: 105,    height: 148 },                                    pitch: { x: 105,      y: 148 },  inset: 6,   level: 'Q' },
  'a5':             { name: 'A5',                  page: { width: 148, height: 210 },   ...ONE,               label: { width: 148,    height: 210 },                                    pitch: { x: 148,      y: 210 },  inset: 8,   level: 'Q' },
  'a4':             { name: 'A4',                  page: A4,                            ...ONE,               label: { width: 210,    height: 297 },                                    pitch: { x: 210,      y: 297 },  inset: 12,  level: 'Q' },
  'dk-22205':       { name: 'Brother DK-22205',    page: { width: 62, height: 40 },     ...ONE,               label: { width: 62,     height: 40 },                                     pitch: { x: 62,       y: 40 },   inset: 3,   level: 'M', endless: { least: 25, most: 300 } },
  'dk-11209':       { name: 'Brother DK-11209',    page: { width: 62, height: 29 },     ...ONE,               label: { width: 62,     height: 29 },                                     pitch: { x: 62,       y: 29 },   inset: 3,   level: 'M' },
  'dk-11201':       { name: 'Brother DK-11201',    page: { width: 90, height: 29 },     ...ONE,               label: { width: 90,     height: 29 },                                     pitch: { x: 90,       y: 29 },   inset: 3,   level: 'M' },
  'dymo-99010':     { name: 'DYMO 99010',          page: { width: 89, height: 28 },     ...ONE,               label: { width: 89,     height: 28 },                                     pitch: { x: 89,       y: 28 },   inset: 3,   level: 'M' },
  'thermal-203':    { name: '50 × 30, 203 dpi',    page: { width: 50, height: 30 },     ...ONE,               label: { width: 50,     height: 30 },                                     pitch: { x: 50,       y: 30 },   inset: 2,   level: 'M', dpi: DPI_203 },
  'thermal-300':    { name: '50 × 30, 300 dpi',    page: { width: 50, height: 30 },     ...ONE,               label: { width: 50,     height: 30 },                                     pitch: { x: 50,       y: 30 },   inset: 2,   level: 'M', dpi: 300 },
} as const satisfies Readonly<Record<string, LabelSheet>>

export type LabelSheetId = keyof typeof LABEL_SHEETS
export const LabelSheetId = v.picklist(Object.keys(LABEL_SHEETS) as [LabelSheetId, ...LabelSheetId[]])

/** An endless roll cut at a height in millimetres, as far as it goes; any other sheet as it is. */
export function cutAt(sheet: LabelSheet, height: number | undefined): LabelSheet {
  if (!sheet.endless || height === undefined) return sheet
  const cut = Math.min(Math.max(height, sheet.endless.least), sheet.endless.most)
  const { width } = sheet.label
  return { ...sheet, page: { width, height: cut }, label: { width, height: cut }, pitch: { x: width, y: cut } }
}

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
