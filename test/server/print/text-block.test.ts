import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Paragraph, setBlock } from '../../../server/print/text-block.ts'

/** Points; the text side of the smallest label, L7159. */
const BOX = { width: 82, height: 81 }

function paragraph(text: string, mostLines = 3, points = 17): Paragraph {
  return { text, points, spaceBefore: 0, mostLines }
}

function linesOf(text: string, width = BOX.width): string[] {
  return setBlock([paragraph(text)], { ...BOX, width }).map((line) => line.text)
}

describe('a block of text', () => {
  it('sets a short name on one line, in the largest type, in the middle', () => {
    const [line, ...others] = setBlock([paragraph('水錶房')], BOX)
    expect(others).toEqual([])
    expect(line).toMatchObject({ text: '水錶房', points: 17, width: 51 })
    expect(line?.baseline).toBeCloseTo(BOX.height / 2 + 17 * 0.38)
  })

  it('breaks Latin between words and Chinese between characters', () => {
    expect(linesOf('Fire corridor and rooftop')).toEqual(['Fire corridor', 'and rooftop'])
    expect(linesOf('東北翼後樓梯間')).toEqual(['東北翼後', '樓梯間'])
  })

  it('begins no line with a closing bracket, a comma or the dot between places', () => {
    expect(linesOf('戶外水掣（北）')).toEqual(['戶外水掣', '（北）'])
    expect(linesOf('第三座地庫 · 天台')).toEqual(['第三座地', '庫 · 天台'])
  })

  it('makes a long word smaller before it breaks it', () => {
    const [line] = setBlock([paragraph('Extinguisher')], BOX)
    expect(line?.text).toBe('Extinguisher')
    expect(line?.points).toBeLessThan(17)
    expect(linesOf('Donaudampfschifffahrtsgesellschaft').join('')).toBe('Donaudampfschifffahrtsgesellschaft')
  })

  it('cuts off with an ellipsis only what does not fit in the smallest type', () => {
    const lines = linesOf('很'.repeat(120))
    expect(lines).toHaveLength(3)
    expect(lines[2]).toMatch(/^很+…$/)
  })

  it('never leaves its box, whatever the name and the place, and never cuts the short code', () => {
    const anyName = fc.oneof(
      fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }),
      fc.string({ minLength: 1, maxLength: 120, unit: fc.constantFrom(...'水錶房𨋢车库（）、· -/12FW') }),
    )
    fc.assert(
      fc.property(anyName, anyName, (name, place) => {
        const lines = setBlock(
          [
            paragraph(name),
            paragraph(place, 2, 10),
            paragraph('0014-1060-00J', 1, 10.5),
            paragraph('B-12F-MTR', 1, 7.5),
          ],
          BOX,
        )
        let above = 0
        for (const { text, points, width, baseline } of lines) {
          expect(width).toBeLessThanOrEqual(BOX.width + 0.001)
          expect(baseline - 0.88 * points).toBeGreaterThanOrEqual(above - 0.001)
          above = baseline + 0.12 * points
          expect(text).not.toBe('')
        }
        expect(above).toBeLessThanOrEqual(BOX.height)
        expect(lines.map(({ text }) => text)).toContain('0014-1060-00J')
      }),
    )
  })
})
