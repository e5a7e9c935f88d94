import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, shortcomings } from '../../checkpoints/answer.ts'
import type { Item } from '../../checkpoints/checklist.ts'
import { SHIPPED_CHECKLISTS } from '../../checkpoints/checklists/shipped.ts'

const { lift, 'meter-room': meterRoom } = SHIPPED_CHECKLISTS

function fine(item: Item): Answer {
  if (item.type === 'condition') return { item: item.id, photos: [], result: 'ok' }
  if (item.type === 'reading') return { item: item.id, photos: [], result: 'reading', value: 12.5 }
  return { item: item.id, photos: [], result: 'text', text: '' }
}

const allFine = lift.items.map(fine)

describe('what is missing before a visit can be filed', () => {
  it('is nothing once every item is answered', () => {
    for (const checklist of Object.values(SHIPPED_CHECKLISTS)) {
      expect(shortcomings(checklist, checklist.items.map(fine))).toEqual([])
    }
  })

  it('is exactly the conditions left out, in the checklist’s order, whatever the order of the answers', () => {
    const anyFiling = fc
      .constantFrom(...Object.values(SHIPPED_CHECKLISTS))
      .chain((checklist) =>
        fc.record({ checklist: fc.constant(checklist), answered: fc.shuffledSubarray([...checklist.items]) }),
      )
    fc.assert(
      fc.property(anyFiling, ({ checklist, answered }) => {
        // Remarks may stay empty, and the shipped readings are all optional.
        const left = checklist.items.filter((item) => item.type === 'condition' && !answered.includes(item))
        const expected = left.map(({ id }) => ({ item: id, why: 'unanswered' }))
        expect(shortcomings(checklist, answered.map(fine))).toEqual(expected)
      }),
    )
  })

  it('is the one condition left out, for every condition of every checklist', () => {
    for (const checklist of Object.values(SHIPPED_CHECKLISTS)) {
      for (const left of checklist.items.filter(({ type }) => type === 'condition')) {
        const answers = checklist.items.filter((item) => item !== left).map(fine)
        expect(shortcomings(checklist, answers)).toEqual([{ item: left.id, why: 'unanswered' }])
      }
    }
  })

  it('is a reading, where the checklist insists on it', () => {
    const items = meterRoom.items.map((item): Item => (item.type === 'reading' ? { ...item, optional: false } : item))
    const answers = items.filter(({ type }) => type !== 'reading').map(fine)
    expect(shortcomings({ ...meterRoom, items }, answers)).toEqual([
      { item: 'water-reading', why: 'unanswered' },
      { item: 'electricity-reading', why: 'unanswered' },
    ])
  })

  it('is an explanation, for a defect with neither words nor a photo', () => {
    const defect = (note: string, photos: string[]): Answer => ({
      item: 'runs-smoothly',
      photos,
      result: 'defect',
      note,
    })
    const others = allFine.filter(({ item }) => item !== 'runs-smoothly')
    const unexplained = [{ item: 'runs-smoothly', why: 'defect-unexplained' }]
    expect(shortcomings(lift, [...others, defect('  ', [])])).toEqual(unexplained)
    expect(shortcomings(lift, [...others, defect('異響', [])])).toEqual([])
    expect(shortcomings(lift, [...others, defect('', ['a'.repeat(64)])])).toEqual([])
  })

  it('tells an answer of the wrong type, a stray one and one given twice', () => {
    const wrong: Answer = { item: 'clean', photos: [], result: 'reading', value: 3 }
    expect(shortcomings(lift, [...allFine.filter(({ item }) => item !== 'clean'), wrong])).toEqual([
      { item: 'clean', why: 'wrong-type' },
    ])
    const stray: Answer = { item: 'no-such-item', photos: [], result: 'ok' }
    expect(shortcomings(lift, [...allFine, stray])).toEqual([{ item: 'no-such-item', why: 'unknown-item' }])
    expect(shortcomings(lift, [...allFine, allFine[0]!])).toEqual([{ item: allFine[0]!.item, why: 'answered-twice' }])
  })

  it('takes a meter that is not there for an answer', () => {
    const answers = meterRoom.items.map(
      (item): Answer =>
        item.type === 'reading' ? { item: item.id, photos: [], result: 'not-applicable' } : fine(item),
    )
    expect(shortcomings(meterRoom, answers)).toEqual([])
  })
})
