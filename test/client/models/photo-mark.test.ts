import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inside,
  isTooSmall,
  markInMiddle,
  moved,
  type PhotoMark,
  pathOf,
  stretched,
} from '../../../client/models/photo-mark.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const point = fc.record({ x: share, y: share })
const mark: fc.Arbitrary<PhotoMark> = fc.record({ shape: fc.constantFrom('circle', 'arrow'), from: point, to: point })
const step = fc.double({ min: -2, max: 2, noNaN: true })

describe('a mark on a photo', () => {
  it('stays within the picture wherever it is moved, and keeps its size', () => {
    fc.assert(
      fc.property(mark, step, step, (one, dx, dy) => {
        const { from, to } = moved(one, dx, dy)
        for (const { x, y } of [from, to]) {
          expect(x).toBeGreaterThanOrEqual(-1e-9)
          expect(x).toBeLessThanOrEqual(1 + 1e-9)
          expect(y).toBeGreaterThanOrEqual(-1e-9)
          expect(y).toBeLessThanOrEqual(1 + 1e-9)
        }
        expect(to.x - from.x).toBeCloseTo(one.to.x - one.from.x)
        expect(to.y - from.y).toBeCloseTo(one.to.y - one.from.y)
      }),
    )
  })

  it('ends where the finger is, at the edge when that has left the picture', () => {
    expect(stretched(markInMiddle('arrow'), 2, -2).to).toEqual({ x: 1, y: 0 })
    expect(inside({ x: -0.5, y: 0.5 })).toEqual({ x: 0, y: 0.5 })
  })

  it('is a circle in the box that was drawn, from whichever corner', () => {
    const circle = { shape: 'circle', from: { x: 0.75, y: 0.25 }, to: { x: 0.25, y: 0.75 } } as const
    expect(pathOf(circle, 400, 200)).toBe('M100.0 100.0a100.0 50.0 0 1 0 200.0 0a100.0 50.0 0 1 0 -200.0 0Z')
  })

  it('is an arrow whose barbs meet at its point', () => {
    const arrow = { shape: 'arrow', from: { x: 0, y: 0.5 }, to: { x: 1, y: 0.5 } } as const
    const [, ...strokes] = pathOf(arrow, 100, 100).split('M')
    expect(strokes).toHaveLength(3)
    for (const stroke of strokes) expect(stroke.endsWith('L100.0 50.0')).toBe(true)
  })

  it('that is a slip of the finger is none', () => {
    expect(isTooSmall({ shape: 'circle', from: { x: 0.5, y: 0.5 }, to: { x: 0.51, y: 0.51 } })).toBe(true)
    expect(isTooSmall(markInMiddle('circle'))).toBe(false)
  })
})
