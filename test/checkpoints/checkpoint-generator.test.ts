import { describe, expect, it } from 'vitest'
import { type GeneratorDraft, generateRows } from '../../checkpoints/checkpoint-generator.ts'

const DRAFT: GeneratorDraft = {
  building: 'Tower 1',
  from: 1,
  to: 3,
  skip: [],
  floorName: '{floor}/F',
  kind: 'meter-room',
  code: 'T1-{floor}F-MTR',
  names: { 'zh-Hant': '{floor} 樓電錶房', 'zh-Hans': '', en: 'Meter room {n} of {building}' },
}
const floors = (given: Partial<GeneratorDraft>) => generateRows({ ...DRAFT, ...given }).map(({ floor }) => floor)

describe('rows for every floor', () => {
  it('fill in floor, building and count', () => {
    expect(generateRows(DRAFT)[1]).toEqual({
      ...{ code: 'T1-2F-MTR', kind: 'meter-room', building: 'Tower 1', floor: '2/F' },
      ...{ 'name-zh-Hant': '2 樓電錶房', 'name-zh-Hans': '', 'name-en': 'Meter room 2 of Tower 1' },
    })
  })

  it('leave out the floors a tower does not have', () => {
    expect(floors({ from: 3, to: 15, skip: [4, 13, 14] })).toEqual([
      ...['3/F', '5/F', '6/F', '7/F', '8/F', '9/F', '10/F', '11/F', '12/F', '15/F'],
    ])
  })

  it('go down as well as up, through the ground floor into the basements', () => {
    expect(floors({ from: 1, to: -2 })).toEqual(['1/F', 'G/F', 'B1/F', 'B2/F'])
    expect(floors({ from: 5, to: 5 })).toEqual(['5/F'])
    expect(floors({ from: 5, to: 5, skip: [5] })).toEqual([])
  })
})
