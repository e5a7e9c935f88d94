import { describe, expect, it } from 'vitest'
import { type MeterKnown, questionsAbout, type ReadingItem, unsaid } from '../../checkpoints/meter.ts'
import { at, days, hours } from '../support/builders.ts'

const WATER: ReadingItem = {
  ...{ id: 'x-w-1', clause: '4.4.1b', category: 'facilities', methods: ['look'], words: { en: 'Flat 6C' } },
  ...{ type: 'reading', unit: 'm³', decimals: 3, optional: false, meter: { serial: 'W-1', supply: 'water' } },
  plausible: { least: 0, most: 99_999, perDay: 5 },
}
const POWER: ReadingItem = { ...WATER, unit: 'kWh', meter: { serial: 'E-1', supply: 'electricity' } }
const PRESSURE: ReadingItem = { ...WATER, runs: 'free', unit: 'bar', plausible: {} }

const now = at('15:00')
const yesterday = (value: number): MeterKnown['last'] => ({ value, at: now - days(1) })

describe('a reading', () => {
  it.each<[string, ReadingItem, number, MeterKnown, string[]]>([
    ['that is the meter’s first is asked nothing', WATER, 812.4, { last: null, occupancy: 'vacant' }, []],
    ['that has risen as usual', WATER, 816, { last: yesterday(812.4), occupancy: 'occupied' }, []],
    ['lower than the last', WATER, 812, { last: yesterday(812.4), occupancy: 'occupied' }, ['backwards']],
    ['lower by less than a dial trembles', WATER, 812.3995, { last: yesterday(812.4), occupancy: 'occupied' }, []],
    ['lower, off a gauge that runs freely', PRESSURE, 3.1, { last: yesterday(4.2), occupancy: null }, []],
    ['higher than the meter can show', WATER, 100_000, { last: null, occupancy: null }, ['out-of-range']],
    ['further than it moves in a day', WATER, 818, { last: yesterday(812.4), occupancy: 'occupied' }, ['jump']],
    ['as far, after a week', WATER, 818, { last: { value: 812.4, at: now - days(7) }, occupancy: 'occupied' }, []],
    [
      'two readings a minute apart, an hour’s worth',
      WATER,
      812.6,
      { last: { value: 812.4, at: now - 60_000 }, occupancy: 'occupied' },
      [],
    ],
    [
      'of a vacant unit that has moved',
      WATER,
      812.5,
      { last: yesterday(812.4), occupancy: 'vacant' },
      ['moved-while-vacant'],
    ],
    ['of a vacant unit that stands still', WATER, 812.4, { last: yesterday(812.4), occupancy: 'vacant' }, []],
    ['of a unit under works that has moved', WATER, 812.5, { last: yesterday(812.4), occupancy: 'fit-out' }, []],
    [
      'of a vacant unit’s electricity: a fridge may be on',
      POWER,
      812.5,
      { last: yesterday(812.4), occupancy: 'vacant' },
      [],
    ],
    [
      'of a vacant unit that has burst',
      WATER,
      912,
      { last: yesterday(812.4), occupancy: 'vacant' },
      ['jump', 'moved-while-vacant'],
    ],
    [
      'taken before the last one, and arriving after it',
      WATER,
      700,
      { last: { value: 812.4, at: now + hours(1) }, occupancy: 'vacant' },
      [],
    ],
  ])('%s', (_, item, value, known, questions) => {
    expect(questionsAbout(item, { value, at: now }, known)).toEqual(questions)
  })

  it('knows water by its unit where no meter is named', () => {
    const { meter: _, ...bare } = WATER
    expect(questionsAbout(bare, { value: 813, at: now }, { last: yesterday(812.4), occupancy: 'vacant' })).toEqual([
      'moved-while-vacant',
    ])
  })
})

describe('what has still to be said', () => {
  it.each([
    [['backwards'], {}, ['backwards']],
    [['backwards'], { remark: 'confirmed' }, ['backwards']],
    [['backwards'], { remark: 'replaced' }, []],
    [['backwards'], { remark: 'runs-backwards' }, []],
    [['jump', 'out-of-range'], { remark: 'confirmed' }, []],
    [['jump', 'moved-while-vacant'], { remark: 'confirmed' }, ['moved-while-vacant']],
    [['moved-while-vacant'], { valve: 'not-shut' }, []],
  ] as const)('of %j, after %j, is %j', (questions, said, rest) => expect(unsaid(questions, said)).toEqual(rest))
})
