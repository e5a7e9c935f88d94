import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LABEL_SHEETS, type LabelSheetId, labelBoxes, labelsPerPage } from '../../checkpoints/label-sheet.ts'

const sheetIds = Object.keys(LABEL_SHEETS) as LabelSheetId[]

describe('the labels of a sheet', () => {
  it('stand where Avery L7160 has them: 63.5 × 38.1 mm from 7.21 / 15.15, 66.04 apart', () => {
    const boxes = labelBoxes(LABEL_SHEETS.l7160, 22)
    expect(boxes[0]).toEqual({ page: 0, x: 7.21, y: 15.15, width: 63.5, height: 38.1 })
    expect(boxes[1]?.x).toBeCloseTo(73.25)
    expect(boxes[3]?.y).toBeCloseTo(53.25)
    expect(boxes[20]).toMatchObject({ page: 0 })
    expect(boxes[21]).toEqual({ page: 1, x: 7.21, y: 15.15, width: 63.5, height: 38.1 })
  })

  it('begin at the position asked for, so that a part-used sheet goes in again', () => {
    const boxes = labelBoxes(LABEL_SHEETS.l7160, 2, 21)
    expect(boxes.map(({ page }) => page)).toEqual([0, 1])
    expect(boxes[0]?.x).toBeCloseTo(139.29)
    expect(boxes[0]?.y).toBeCloseTo(243.75)
  })

  it.each<[LabelSheetId, number, number, number]>([
    // Labels a page, and where the last one ends: as far from the right and the bottom as the first from the left and the top.
    ['l7163', 14, 205.35, 281.85],
    ['l7165', 8, 205.35, 283.9],
    ['avery-5160', 30, 215.9 - 25.4 * (3 / 16), 279.4 - 12.7],
    ['avery-5163', 10, 215.9 - 25.4 * (5 / 32), 279.4 - 12.7],
    ['zweckform-3474', 24, 210, 296.5],
    ['dk-11201', 1, 90, 29],
  ])('of %s are %i and end at %f / %f mm', (id, count, right, bottom) => {
    const sheet = LABEL_SHEETS[id]
    const last = labelBoxes(sheet, labelsPerPage(sheet)).at(-1)!
    expect(labelsPerPage(sheet)).toBe(count)
    expect(last.x + last.width).toBeCloseTo(right, 2)
    expect(last.y + last.height).toBeCloseTo(bottom, 2)
  })

  it('never leave the page and never overlap, on any sheet', () => {
    for (const id of sheetIds) {
      const sheet = LABEL_SHEETS[id]
      const boxes = labelBoxes(sheet, labelsPerPage(sheet))
      for (const [i, box] of boxes.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width).toBeLessThanOrEqual(sheet.page.width + 0.001)
        expect(box.y + box.height).toBeLessThanOrEqual(sheet.page.height + 0.001)
        for (const other of boxes.slice(i + 1)) {
          const apartX = box.x + box.width <= other.x + 0.001 || other.x + other.width <= box.x + 0.001
          const apartY = box.y + box.height <= other.y + 0.001 || other.y + other.height <= box.y + 0.001
          expect(apartX || apartY).toBe(true)
        }
      }
    }
  })

  it('are as many as asked, each in its own place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sheetIds), fc.nat(100), fc.integer({ min: 1, max: 40 }), (id, count, startAt) => {
        const boxes = labelBoxes(LABEL_SHEETS[id], count, startAt)
        expect(boxes).toHaveLength(count)
        expect(new Set(boxes.map(({ page, x, y }) => `${page} ${x} ${y}`)).size).toBe(count)
      }),
    )
  })
})
