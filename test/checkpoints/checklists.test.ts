import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { CATEGORIES, checklistFaults, Items, METHODS } from '../../checkpoints/checklist.ts'
import { SHIPPED, shippedItems } from '../../checkpoints/checklists/shipped.ts'
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

/** What has been shipped, release by release: changing a line here means that it was not yet. */
const RELEASED: Readonly<Record<Kind, readonly string[]>> = {
  'meter-room': ['b80fff6f70bf', 'e1965201e377'],
  stairwell: ['fe8be715a620', '9a31f49834ae'],
  rooftop: ['fbaab7205977', '063f3bc4d6f7'],
  lift: ['655b9d6cd565', '88dc42f4dbcc'],
  lobby: ['b8337f1df159', 'f083fff8caec'],
  'outdoor-utilities': ['2a28883571a6', '347ae750cc38'],
  recreation: ['878a12b820ca', '3cf8fb520776'],
  grounds: ['7524cd893af8', '47bc1c130e2b'],
  'car-park': ['40652e4eee28', '4c992f0dfd1a'],
  perimeter: ['f1515036fcf9', '0586b9bd341d'],
  'fit-out': ['75ad4fed3e2a', '4ad655707f13'],
  'vacant-unit': ['b791c4edfbd6', 'db25a028633b'],
}

/** Characters that only one of the two scripts writes. */
const TRADITIONAL_ONLY = /[門樓電燈燒滅錶龍頭違佔無關閉備處間車庫樣質線網雜賣壞漬溝綠樹離環報見單讀數設標誌顏內牆磚]/u
const SIMPLIFIED_ONLY = /[门楼电灯烧灭龙头违无关闭备处间车库样质线网杂坏渍沟绿树离环报见单读数设标识颜内墙砖]/u

describe.each(Object.keys(KINDS) as Kind[])('the checklist of a %s', (kind) => {
  const items = shippedItems(kind)
  const own = items.slice(0, -2)

  it('cites every clause of the policy about such a spot, and no other', () => {
    expect(new Set(own.map(({ clause }) => clause))).toEqual(new Set(CLAUSES[kind]))
  })

  it('asks the same question about gas and burning (4.5) as all others, then leaves room for remarks (10)', () => {
    const [emergency, remarks] = items.slice(-2)
    expect([emergency?.clause, emergency?.type]).toEqual(['4.5', 'condition'])
    expect([remarks?.clause, remarks?.type]).toEqual(['10', 'text'])
    expect(emergency).toEqual(shippedItems('lift').at(-2))
  })

  it('is done in a few minutes: 4 to 14 items of its own', () => {
    expect(own.length).toBeGreaterThanOrEqual(4)
    expect(own.length).toBeLessThanOrEqual(14)
  })

  it('names each item once, with a known category and methods', () => {
    const ids = items.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { category, methods } of items) {
      expect(CATEGORIES).toHaveProperty(category)
      expect(methods.length).toBeGreaterThan(0)
      for (const method of methods) expect(METHODS).toHaveProperty(method)
    }
  })

  it('is worded in all three languages, without a question', () => {
    for (const { words } of items) {
      for (const language of LANGUAGES) expect(words[language]).toMatch(/^\S[^?？]*$/u)
    }
  })

  it('is short enough for a phone: 14 Chinese characters, 9 English words', () => {
    for (const { words } of items) {
      expect([...(words['zh-Hant'] ?? '')].length, words['zh-Hant']).toBeLessThanOrEqual(14)
      expect([...(words['zh-Hans'] ?? '')].length, words['zh-Hans']).toBeLessThanOrEqual(14)
      expect(words.en?.split(/\s+/).length, words.en).toBeLessThanOrEqual(9)
    }
  })

  it('keeps the two scripts apart', () => {
    for (const { words } of items) {
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
    const asked = shippedItems(kind).filter((item) => item.clause === clause)
    expect(asked.map(({ id }) => id)).toEqual(ids)
  })
})

describe('meter readings', () => {
  it('are asked for in meter rooms only: water to the litre, electricity in kWh, either left out where there is none', () => {
    const readings = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
      shippedItems(kind).flatMap((item) =>
        item.type === 'reading'
          ? [[kind, item.unit, item.decimals, item.optional, item.runs, item.plausible?.perDay]]
          : [],
      ),
    )
    expect(readings).toEqual([
      ['meter-room', 'm³', 3, true, undefined, 400],
      ['meter-room', 'kWh', 1, true, undefined, 3000],
    ])
  })
})

describe('every release that was ever shipped', () => {
  const releases = Object.entries(SHIPPED).flatMap(([kind, all]) =>
    all.map((items, i) => ({ name: `${kind}, release ${i + 1}`, items })),
  )

  it.each(releases)('$name could be published as it is', ({ items }) => {
    expect(v.safeParse(Items, items).issues).toBeUndefined()
    expect(checklistFaults(items)).toEqual([])
  })

  it('never changes: what estates have taken over stays word for word', () => {
    const digests = Object.entries(SHIPPED).map(([kind, all]) => [kind, ...all.map(digest)])
    expect(Object.fromEntries(digests.map(([kind, ...rest]) => [kind, rest]))).toEqual(RELEASED)
  })

  it('asks of a defect how bad it is and whether it was settled, since the second (policy 9.1, 9.3)', () => {
    const followUps = (release: number) =>
      Object.values(SHIPPED).flatMap((all) =>
        (all[release] ?? []).map((item) => item.type === 'condition' && item.followUp === true),
      )
    expect(followUps(0).some(Boolean)).toBe(false)
    const conditions = Object.values(SHIPPED).flatMap((all) => (all[1] ?? []).map(({ type }) => type === 'condition'))
    expect(followUps(1)).toEqual(conditions)
  })
})

function digest(items: unknown): string {
  return createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 12)
}
