/** A label sheet of the estate's own while it is being filled in. Pure. */

import { is } from 'valibot'
import { type OwnSheet, OwnSheetDraft, type SheetFault, sheetFaults } from '../../checkpoints/own-sheet.ts'

/** As typed. Of a roll, every label is a page: there is nothing to fill in but its size. */
export type SheetFields = {
  readonly name: string
  readonly shape: 'sheet' | 'roll'
  readonly pageWidth: string
  readonly pageHeight: string
  readonly labelWidth: string
  readonly labelHeight: string
  readonly columns: string
  readonly rows: string
  readonly marginX: string
  readonly marginY: string
  readonly pitchX: string
  readonly pitchY: string
  readonly inset: string
  readonly head: '' | '203' | '300' | '600'
}

export const NEW_SHEET: SheetFields = {
  ...{ name: '', shape: 'sheet', pageWidth: '210', pageHeight: '297', labelWidth: '', labelHeight: '' },
  ...{ columns: '', rows: '', marginX: '', marginY: '', pitchX: '', pitchY: '', inset: '2.5', head: '' },
}

export function fieldsOfSheet(sheet: OwnSheet): SheetFields {
  const { page, label, margin, pitch, columns, rows, inset, dpi } = sheet
  const isRoll = columns * rows === 1 && page.width === label.width && page.height === label.height
  return {
    name: sheet.name,
    shape: isRoll ? 'roll' : 'sheet',
    pageWidth: String(page.width),
    pageHeight: String(page.height),
    labelWidth: String(label.width),
    labelHeight: String(label.height),
    columns: String(columns),
    rows: String(rows),
    marginX: String(margin.x),
    marginY: String(margin.y),
    pitchX: String(pitch.x),
    pitchY: String(pitch.y),
    inset: String(inset),
    head: dpi === null ? '' : dpi < 250 ? '203' : dpi < 450 ? '300' : '600',
  }
}

export type SheetFieldFault = 'name' | 'number' | SheetFault

type Numbers = Exclude<keyof SheetFields, 'name' | 'shape' | 'head'>

// biome-ignore format: hand-aligned table
const FIELD_OF: Readonly<Record<SheetFault, keyof SheetFields>> = {
  'labels-overlap-across': 'pitchX',
  'labels-overlap-down':   'pitchY',
  'off-the-page-across':   'columns',
  'off-the-page-down':     'rows',
  'symbol-too-small':      'labelHeight',
  'inset-too-large':       'inset',
}

/** What is wrong, by field: first what is no number, then what could not be printed. */
export function sheetFieldFaults(fields: SheetFields): Partial<Record<keyof SheetFields, SheetFieldFault>> {
  const name = fields.name.trim()
  const faults: Partial<Record<keyof SheetFields, SheetFieldFault>> = {}
  if (name === '' || name.length > 60) faults.name = 'name'
  for (const field of numbersOf(fields)) if (Number.isNaN(numberOf(fields[field]))) faults[field] = 'number'
  if (Object.keys(faults).length > 0) return faults
  const draft = draftOfSheet(fields)
  for (const fault of sheetFaults(draft)) faults[FIELD_OF[fault]] ??= fault
  // Beyond what any paper is.
  if (Object.keys(faults).length === 0 && !is(OwnSheetDraft, draft)) faults.labelWidth = 'number'
  return faults
}

function numbersOf({ shape }: SheetFields): readonly Numbers[] {
  if (shape === 'roll') return ['labelWidth', 'labelHeight', 'inset']
  return [
    ...(['pageWidth', 'pageHeight', 'labelWidth', 'labelHeight', 'columns', 'rows'] as const),
    ...(['marginX', 'marginY', 'pitchX', 'pitchY', 'inset'] as const),
  ]
}

/** The fields must be without faults. */
export function draftOfSheet(fields: SheetFields): OwnSheetDraft {
  const label = { width: numberOf(fields.labelWidth), height: numberOf(fields.labelHeight) }
  const common = {
    name: fields.name.trim(),
    label,
    inset: numberOf(fields.inset),
    level: 'M' as const,
    // What is sold as 203 dpi has eight dots a millimetre.
    dpi: fields.head === '' ? null : fields.head === '203' ? 203.2 : Number(fields.head),
  }
  if (fields.shape === 'roll') {
    const pitch = { x: label.width, y: label.height }
    return { ...common, page: label, columns: 1, rows: 1, margin: { x: 0, y: 0 }, pitch }
  }
  return {
    ...common,
    page: { width: numberOf(fields.pageWidth), height: numberOf(fields.pageHeight) },
    columns: numberOf(fields.columns),
    rows: numberOf(fields.rows),
    margin: { x: numberOf(fields.marginX), y: numberOf(fields.marginY) },
    pitch: { x: numberOf(fields.pitchX), y: numberOf(fields.pitchY) },
  }
}

/** A comma is a point. @returns NaN unless it is a number */
function numberOf(typed: string): number {
  const plain = typed.trim().replace(',', '.')
  return /^\d{1,4}(\.\d{1,4})?$/.test(plain) ? Number(plain) : Number.NaN
}
