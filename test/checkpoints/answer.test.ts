import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, shortcomings, unsigned } from '../../checkpoints/answer.ts'
import type { Checklist, Item } from '../../checkpoints/checklist.ts'
import { SHIPPED } from '../../checkpoints/checklists/shipped.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'

/** The first release of every kind: what is said here about follow-ups comes on top. */
const FIRST = Object.entries(SHIPPED).map(
  ([kind, [items]]): Checklist => ({ kind: kind as Kind, version: 1, items: [...(items ?? [])] }),
)
const [lift, meterRoom] = ['lift', 'meter-room'].map((kind) => FIRST.find((one) => one.kind === kind)!) as [
  Checklist,
  Checklist,
]

function fine(item: Item): Answer {
  if (item.type === 'condition') return { item: item.id, photos: [], result: 'ok' }
  if (item.type === 'reading') return { item: item.id, photos: [], result: 'reading', value: 12.5 }
  return { item: item.id, photos: [], result: 'text', text: '' }
}

const allFine = lift.items.map(fine)

describe('what is missing before a visit can be filed', () => {
  it('is nothing once every item is answered', () => {
    for (const checklist of FIRST) {
      expect(shortcomings(checklist, checklist.items.map(fine))).toEqual([])
    }
  })

  it('is exactly the conditions left out, in the checklist’s order, whatever the order of the answers', () => {
    const anyFiling = fc
      .constantFrom(...FIRST)
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
    for (const checklist of FIRST) {
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

describe('a defect that was settled on the spot', () => {
  const settled = {
    item: 'it',
    photos: [],
    result: 'defect',
    note: 'shut it',
    severity: 'minor',
    settled: true,
  } as const
  const why = (answer: Answer) => unsigned([answer]).map(({ why }) => why)

  it('says what was done, and stands under the hand of who did it', () => {
    expect(why({ ...settled, photos: [], signature: 'b'.repeat(64) })).toEqual([])
    expect(why({ ...settled, photos: [] })).toEqual(['signature-missing'])
    expect(why({ ...settled, photos: ['a'.repeat(64)], note: ' ' })).toEqual(['note-missing', 'signature-missing'])
  })

  it('is the only one that does', () => {
    expect(why({ ...settled, photos: [], settled: false, note: '' })).toEqual([])
    expect(why({ item: 'it', photos: [], result: 'ok' })).toEqual([])
  })
})

const SHA = 'a'.repeat(64)
const words = { en: 'An item' }
const base = { clause: '', category: 'facilities', methods: ['look'], words } as const

/** A checklist of these items alone. */
function listOf(...items: object[]): Checklist {
  return { kind: 'lift', version: 3, items: items.map((item) => ({ ...base, methods: ['look'], ...item }) as Item) }
}
const said = (result: string, more: object = {}): Answer => ({ item: 'it', photos: [], result, ...more }) as Answer

describe('an answer fits its item', () => {
  const choice = {
    id: 'it',
    type: 'choice',
    many: false,
    optional: false,
    options: [
      { id: 'dry', words },
      { id: 'wet', words },
    ],
  }
  const number = { id: 'it', type: 'number', unit: '°C', decimals: 1, optional: false, least: -20, most: 60 }
  it.each<[string, object, Answer | undefined, string | undefined]>([
    [
      'a defect with all that is asked of it',
      { id: 'it', type: 'condition', followUp: true },
      said('defect', { note: 'x', severity: 'minor', settled: true }),
      undefined,
    ],
    [
      'a defect that is not said to be how bad',
      { id: 'it', type: 'condition', followUp: true },
      said('defect', { note: 'x', settled: true }),
      'severity-missing',
    ],
    [
      'a defect that may have been settled or not',
      { id: 'it', type: 'condition', followUp: true },
      said('defect', { note: 'x', severity: 'minor' }),
      'settled-missing',
    ],
    [
      'a defect without the photo it needs',
      { id: 'it', type: 'condition', photo: 'on-defect' },
      said('defect', { note: 'x' }),
      'photo-missing',
    ],
    [
      'a defect with a photo, without the words it needs',
      { id: 'it', type: 'condition', note: 'on-defect' },
      said('defect', { note: ' ', photos: [SHA] }),
      'note-missing',
    ],
    [
      'what is in order, where photos are for defects',
      { id: 'it', type: 'condition', photo: 'on-defect' },
      said('ok'),
      undefined,
    ],
    [
      'what is in order, where a photo is always wanted',
      { id: 'it', type: 'condition', photo: 'always' },
      said('ok'),
      'photo-missing',
    ],
    [
      'what is in order, with words',
      { id: 'it', type: 'condition', note: 'always' },
      said('ok', { note: 'quiet' }),
      undefined,
    ],
    [
      'what does not apply needs no photo',
      { id: 'it', type: 'condition', photo: 'always' },
      said('not-applicable'),
      undefined,
    ],
    ['one of the options', choice, said('choice', { chosen: ['wet'] }), undefined],
    ['an option that is not there', choice, said('choice', { chosen: ['damp'] }), 'option-unknown'],
    ['two options where one is to be chosen', choice, said('choice', { chosen: ['dry', 'wet'] }), 'option-unknown'],
    [
      'two options where several may be',
      { ...choice, many: true },
      said('choice', { chosen: ['dry', 'wet'] }),
      undefined,
    ],
    ['the same option twice', { ...choice, many: true }, said('choice', { chosen: ['dry', 'dry'] }), 'option-unknown'],
    ['no option', choice, undefined, 'unanswered'],
    ['a number below its range', number, said('number', { value: -20.1 }), 'out-of-range'],
    ['the least number of its range', number, said('number', { value: -20 }), undefined],
    ['no number where there need be none', { ...number, optional: true }, undefined, undefined],
    [
      'no words where words are required',
      { id: 'it', type: 'text', required: true },
      said('text', { text: ' ' }),
      'unanswered',
    ],
    ['a picture', { id: 'it', type: 'photo', optional: false }, said('photo', { photos: [SHA] }), undefined],
    ['a picture that is not there', { id: 'it', type: 'photo', optional: false }, said('photo'), 'photo-missing'],
    ['a signature', { id: 'it', type: 'signature', optional: false }, said('signature', { photos: [SHA] }), undefined],
    ['no signature', { id: 'it', type: 'signature', optional: false }, undefined, 'unanswered'],
  ])('%s', (_, item, answer, why) => {
    expect(shortcomings(listOf(item), answer ? [answer] : [])).toEqual(why ? [{ item: 'it', why }] : [])
  })
})

describe('a question that depends on another', () => {
  const checklist = listOf(
    { id: 'leak', type: 'condition' },
    {
      id: 'where',
      type: 'choice',
      many: false,
      optional: false,
      options: [
        { id: 'roof', words },
        { id: 'pipe', words },
      ],
      when: { item: 'leak', is: ['defect'] },
    },
    { id: 'pipe-photo', type: 'photo', optional: false, when: { item: 'where', is: ['pipe'] } },
  )
  const leak: Answer = { item: 'leak', photos: [], result: 'defect', note: 'drips' }
  const where = (chosen: string): Answer => ({ item: 'where', photos: [], result: 'choice', chosen: [chosen] })

  it.each<[string, Answer[], string[]]>([
    ['nothing yet', [], ['leak: unanswered']],
    ['all is well', [{ item: 'leak', photos: [], result: 'ok' }], []],
    ['it leaks', [leak], ['where: unanswered']],
    ['through the roof', [leak, where('roof')], []],
    ['out of a pipe', [leak, where('pipe')], ['pipe-photo: unanswered']],
    ['all is well, and yet', [{ item: 'leak', photos: [], result: 'ok' }, where('pipe')], ['where: not-asked']],
  ])('%s', (_, answers, expected) => {
    expect(shortcomings(checklist, answers).map(({ item, why }) => `${item}: ${why}`)).toEqual(expected)
  })
})

describe('a question about a unit', () => {
  const checklist = listOf({ id: 'keys', type: 'condition', occupancy: ['vacant'] })
  const keys: Answer = { item: 'keys', photos: [], result: 'ok' }

  it('is asked while the unit is vacant, and at no other time', () => {
    expect(shortcomings(checklist, [], 'vacant')).toEqual([{ item: 'keys', why: 'unanswered' }])
    expect(shortcomings(checklist, [], 'occupied')).toEqual([])
    expect(shortcomings(checklist, [], null)).toEqual([])
    expect(shortcomings(checklist, [keys], 'fit-out')).toEqual([{ item: 'keys', why: 'not-asked' }])
  })

  it('may be answered or not where nobody knows any more how the unit was used', () => {
    expect(shortcomings(checklist, [])).toEqual([])
    expect(shortcomings(checklist, [keys])).toEqual([])
  })
})
