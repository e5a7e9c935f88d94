import { describe, expect, it } from 'vitest'
import type { MeterPoint } from '../../../checkpoints/wire/spot.ts'
import { isAnomaly, isRemarked } from '../../../client/components/meter-plot.ts'
import { at, uuid } from '../../support/builders.ts'

function aPoint(given: Partial<MeterPoint>): MeterPoint {
  return { visit: uuid(1), at: at('21:00'), value: 812.4, questions: [], remark: null, ...given }
}

describe('how a reading is marked in its chart', () => {
  it.each([
    ['a plain one: a dot', {}, false, false],
    ['questioned, and nothing said: a cross', { questions: ['backwards'] }, true, true],
    ['questioned, and looked at again: still a cross', { questions: ['jump'], remark: 'confirmed' }, true, true],
    ['questioned, for the meter is new: a square', { questions: ['backwards'], remark: 'replaced' }, false, true],
    ['remarked on, though nobody asks any more: a square', { remark: 'runs-backwards' }, false, true],
  ] as const)('%s', (_, given, anomaly, remarked) => {
    const point = aPoint(given as Partial<MeterPoint>)
    expect([isAnomaly(point), isRemarked(point)]).toEqual([anomaly, remarked])
  })
})
