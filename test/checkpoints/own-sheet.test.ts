import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { LABEL_SHEETS, type LabelSheet } from '../../checkpoints/label-sheet.ts'
import { labelSheetOf, OwnSheetDraft, type SheetFault, sheetFaults } from '../../checkpoints/own-sheet.ts'

const GOOD: OwnSheetDraft = {
  name: 'Herma 4360',
  page: { width: 210, height: 297 },
  ...{ columns: 2, rows: 4, label: { width: 96.5, height: 67.7 } },
  margin: { x: 8, y: 13 },
  pitch: { x: 99, y: 67.7 },
  ...{ inset: 3, level: 'M', dpi: null },
}

describe('a sheet of the estate’s own', () => {
  it('is taken when it can be printed', () => {
    expect(v.is(OwnSheetDraft, GOOD)).toBe(true)
    expect(sheetFaults(GOOD)).toEqual([])
    expect(labelSheetOf(GOOD)).toMatchObject({ columns: 2, pitch: { x: 99 } })
    expect(labelSheetOf({ ...GOOD, dpi: 300 }).dpi).toBe(300)
  })

  it.each<[string, Partial<OwnSheetDraft>, SheetFault[]]>([
    ['labels that overlap across', { pitch: { x: 96, y: 67.7 } }, ['labels-overlap-across']],
    ['labels that overlap down', { pitch: { x: 99, y: 60 } }, ['labels-overlap-down']],
    ['a row too many', { rows: 5 }, ['off-the-page-down']],
    ['a margin too wide', { margin: { x: 15, y: 13 } }, ['off-the-page-across']],
    ['labels too small for the symbol', { label: { width: 96.5, height: 13 } }, ['symbol-too-small']],
    ['text that would keep too far from the edge', { inset: 20 }, ['inset-too-large']],
    ['nothing: a pitch of 0 does not matter to one label', { columns: 1, pitch: { x: 0, y: 67.7 } }, []],
  ])('tells %s', (_, change, faults) => {
    expect(sheetFaults({ ...GOOD, ...change })).toEqual(faults)
  })

  it.each<[string, object]>([
    ['no labels', { columns: 0 }],
    ['half a label', { rows: 1.5 }],
    ['no name', { name: ' ' }],
    ['a page as large as a house', { page: { width: 12_000, height: 297 } }],
    ['what is no number', { inset: Number.NaN }],
  ])('has not %s', (_, change) => {
    expect(v.is(OwnSheetDraft, { ...GOOD, ...change })).toBe(false)
  })

  it('could be any of ours', () => {
    for (const sheet of Object.values(LABEL_SHEETS) as LabelSheet[]) {
      const { endless: _, ...rest } = sheet
      expect([sheet.name, sheetFaults({ ...rest, dpi: sheet.dpi ?? null })]).toEqual([sheet.name, []])
    }
  })
})
