import { describe, expect, it } from 'vitest'
import { CATEGORIES, METHODS } from '../../checkpoints/checklist.ts'
import { SHIPPED_CHECKLISTS, shippedChecklist } from '../../checkpoints/checklists/shipped.ts'
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { LANGUAGES } from '../../checkpoints/language.ts'

/** Every clause of policy 4.4–8 that says what a spot is checked for, by the kind of spot it is about. */
const CLAUSES: Readonly<Record<Kind, readonly string[]>> = {
  'meter-room': ['4.4.1a', '4.4.1b', '4.4.1c'],
  stairwell: ['4.4.2a', '4.4.2b', '4.4.2c', '4.4.2d', '4.4.2e', '4.4.2f', '4.4.2g'],
  rooftop: ['4.4.3a', '4.4.3b', '4.4.3c', '4.4.3d', '4.4.3e', '4.4.3f'],
  lift: ['4.4.4a', '4.4.4b', '4.4.4c', '4.4.4d', '4.4.4e'],
  lobby: ['4.4.5a', '4.4.5b', '4.4.5c'],
  'outdoor-utilities': ['5.1.1', '5.1.2', '5.1.3'],
  recreation: ['5.2.1', '5.2.2', '5.2.3'],
  grounds: ['5.3.1', '5.3.2', '5.3.3', '5.3.4'],
  'car-park': ['5.4.1', '5.4.2', '5.4.3', '5.4.4'],
  perimeter: ['6.1', '6.2', '6.3', '6.4'],
  'fit-out': ['7'],
  'vacant-unit': ['8.1', '8.2', '8.3'],
}

/** Characters that only one of the two scripts writes. */
const TRADITIONAL_ONLY = /[門樓電燈燒滅錶龍頭違佔無關閉備處間車庫樣質線網雜賣壞漬溝綠樹離環報見單讀數設標誌顏內牆磚]/u
const SIMPLIFIED_ONLY = /[门楼电灯烧灭龙头违无关闭备处间车库样质线网杂坏渍沟绿树离环报见单读数设标识颜内墙砖]/u

describe.each(Object.keys(KINDS) as Kind[])('the checklist of a %s', (kind) => {
  const checklist = SHIPPED_CHECKLISTS[kind]
  const own = checklist.items.slice(0, -2)

  it('cites every clause of the policy about such a spot, and no other', () => {
    expect(new Set(own.map(({ clause }) => clause))).toEqual(new Set(CLAUSES[kind]))
  })

  it('asks the same question about gas and burning (4.5) as all others, then leaves room for remarks (10)', () => {
    const [emergency, remarks] = checklist.items.slice(-2)
    expect([emergency?.clause, emergency?.type]).toEqual(['4.5', 'condition'])
    expect([remarks?.clause, remarks?.type]).toEqual(['10', 'text'])
    expect(emergency).toBe(SHIPPED_CHECKLISTS.lift.items.at(-2))
  })

  it('is done in a few minutes: 4 to 14 items of its own', () => {
    expect(own.length).toBeGreaterThanOrEqual(4)
    expect(own.length).toBeLessThanOrEqual(14)
  })

  it('names each item once, with a known category and methods', () => {
    const ids = checklist.items.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { category, methods } of checklist.items) {
      expect(CATEGORIES).toHaveProperty(category)
      expect(methods.length).toBeGreaterThan(0)
      for (const method of methods) expect(METHODS).toHaveProperty(method)
    }
  })

  it('is worded in all three languages, without a question', () => {
    for (const { words } of checklist.items) {
      for (const language of LANGUAGES) expect(words[language]).toMatch(/^\S[^?？]*$/u)
    }
  })

  it('is short enough for a phone: 14 Chinese characters, 9 English words', () => {
    for (const { words } of checklist.items) {
      expect([...words['zh-Hant']].length, words['zh-Hant']).toBeLessThanOrEqual(14)
      expect([...words['zh-Hans']].length, words['zh-Hans']).toBeLessThanOrEqual(14)
      expect(words.en.split(/\s+/).length, words.en).toBeLessThanOrEqual(9)
    }
  })

  it('keeps the two scripts apart', () => {
    for (const { words } of checklist.items) {
      expect(words['zh-Hant']).not.toMatch(SIMPLIFIED_ONLY)
      expect(words['zh-Hans']).not.toMatch(TRADITIONAL_ONLY)
    }
  })
})

describe('a long clause is asked piece by piece', () => {
  it.each([
    [
      'stairwell',
      '4.4.2c',
      ['hydrant-complete', 'extinguisher-good', 'fire-door-closed', 'exit-lights', 'escape-way-free', 'alarms-intact'],
    ],
    ['fit-out', '7', ['permit-shown', 'within-hours', 'structure-untouched', 'waste-bagged', 'fire-safety']],
  ] as const)('%s %s', (kind, clause, ids) => {
    const asked = SHIPPED_CHECKLISTS[kind].items.filter((item) => item.clause === clause)
    expect(asked.map(({ id }) => id)).toEqual(ids)
  })
})

describe('meter readings', () => {
  it('are asked for in meter rooms only: water to the litre, electricity in kWh, either left out where there is none', () => {
    const readings = Object.values(SHIPPED_CHECKLISTS).flatMap(({ kind, items }) =>
      items.flatMap((item) => (item.type === 'reading' ? [[kind, item.unit, item.decimals, item.optional]] : [])),
    )
    expect(readings).toEqual([
      ['meter-room', 'm³', 3, true],
      ['meter-room', 'kWh', 1, true],
    ])
  })
})

describe('a version of a checklist', () => {
  it('stands under the kind it is for', () => {
    for (const [kind, checklist] of Object.entries(SHIPPED_CHECKLISTS)) {
      expect([checklist.kind, checklist.version]).toEqual([kind, 1])
    }
  })

  it('is found under the number a visit names, and nothing is found under any other', () => {
    expect(shippedChecklist('lift', 1)).toBe(SHIPPED_CHECKLISTS.lift)
    expect(shippedChecklist('lift', 2)).toBeUndefined()
    expect(shippedChecklist('lift', 0)).toBeUndefined()
  })
})
