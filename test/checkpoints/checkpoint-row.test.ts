import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Checkpoint, KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { compareRows, type EstateNow } from '../../checkpoints/checkpoint-import.ts'
import {
  columnOf,
  guarded,
  HEADINGS,
  IMPORT_COLUMNS,
  type ImportRow,
  kindOf,
  rowOf,
  rowsOfTable,
  unguarded,
} from '../../checkpoints/checkpoint-row.ts'
import { LANGUAGES, type Names } from '../../checkpoints/language.ts'
import type { Place } from '../../checkpoints/place.ts'
import { aPlace, checkpointId, uuid } from '../support/builders.ts'

const TOWER = aPlace({ id: uuid(1), names: { 'zh-Hant': '第一座', en: 'Tower 1' } })
const FLOOR = aPlace({ id: uuid(2), parent: TOWER.id, kind: 'floor', names: { 'zh-Hant': '12 樓', en: '12/F' } })
const ROOM: Checkpoint = {
  ...{ id: checkpointId(1), code: 'T1-12F-MTR', kind: 'meter-room', place: FLOOR.id, position: 0, state: 'active' },
  ...{ revision: 3, names: { 'zh-Hant': '電錶房', en: 'Meter room' }, focus: null },
}
const ESTATE: EstateNow = { names: { 'zh-Hant': '翠湖' }, places: [TOWER, FLOOR], checkpoints: [ROOM] }
const NEW: ImportRow = { code: 'B2', kind: 'lift', 'name-en': 'Lift', building: 'Tower 1' }

function compare(...rows: ImportRow[]) {
  return compareRows(
    rows.map((cells, i) => ({ line: i + 2, cells })),
    ESTATE,
  )
}
function only(row: ImportRow) {
  const { rows, newPlaces } = compare(row)
  return { ...rows[0]!, newPlaces }
}
const faultsOf = (row: ImportRow) => only(row).faults.map(({ column, why }) => `${column} ${why}`)

describe('what people write', () => {
  it('above columns is understood in every language, in any case, and as the key', () => {
    for (const column of IMPORT_COLUMNS) {
      expect(columnOf(column)).toBe(column)
      for (const language of LANGUAGES) expect(columnOf(` ${HEADINGS[column][language].toUpperCase()} `)).toBe(column)
    }
    expect(columnOf('Ｃｏｄｅ')).toBe('code')
    expect(columnOf('colour')).toBeUndefined()
  })

  it('for a kind is understood in every language and as the key', () => {
    for (const kind of Object.keys(KINDS) as Kind[]) {
      for (const name of [kind, ...Object.values(KINDS[kind].names)]) expect(kindOf(name)).toBe(kind)
    }
    expect(kindOf('電錶/水錶房')).toBe('meter-room')
  })

  it('in a table is taken by its headings; blank rows count, but are left out', () => {
    const table = [
      ['', ''],
      ['Floor', 'colour', '編號', 'Code'],
      ['12', 'red', 'a1', 'x'],
      ['', ' '],
      ['', '', 'a2'],
    ]
    expect(rowsOfTable(table)).toEqual({
      rows: [
        { line: 3, cells: { floor: '12', code: 'a1' } },
        { line: 5, cells: { code: 'a2' } },
      ],
      unknownHeadings: ['colour', 'Code'],
    })
    expect(rowsOfTable([['Kind'], ['lift']])).toBeUndefined()
    expect(rowsOfTable([])).toBeUndefined()
  })
})

describe('a new row', () => {
  it('is added, its code brought into shape', () => {
    const { code, action } = only({ ...NEW, code: ' ｂ-１２ｆ－ｍｔｒ ' })
    expect([code, action]).toEqual(['B-12F-MTR', 'add'])
  })

  it.each<[string, ImportRow, string[]]>([
    ['no code', { ...NEW, code: ' ' }, ['code missing']],
    ['a code with a blank', { ...NEW, code: 'B 2' }, ['code code-shape']],
    ['a code of one letter', { ...NEW, code: 'B' }, ['code code-shape']],
    ['a Chinese code', { ...NEW, code: '電錶房' }, ['code code-shape']],
    ['an invisible character in the code', { ...NEW, code: 'B\u200B2' }, ['code foreign-characters']],
    ['no kind', { ...NEW, kind: '' }, ['kind missing']],
    ['another kind', { ...NEW, kind: 'dungeon' }, ['kind kind-unknown']],
    ['no name', { ...NEW, 'name-en': '' }, ['name-zh-Hant missing']],
    ['a broken name', { ...NEW, 'name-en': 'Lift \uFFFD' }, ['name-en foreign-characters']],
    ['a byte order mark in a name', { ...NEW, 'name-en': 'Li\uFEFFft' }, ['name-en foreign-characters']],
    ['a control in a name', { ...NEW, 'name-en': 'Li\u0007ft' }, ['name-en foreign-characters']],
    ['a name of 121 characters', { ...NEW, 'name-en': 'x'.repeat(121) }, ['name-en too-long']],
    ['no place', { ...NEW, building: '' }, ['building missing']],
    ['a floor of no building', { ...NEW, building: '', floor: '3/F' }, ['floor floor-without-building']],
    ['a state unknown', { ...NEW, state: 'maybe' }, ['state state-unknown']],
    [
      'everything at once',
      { zone: 'x\u0000' },
      ['code missing', 'kind missing', 'name-zh-Hant missing', 'zone foreign-characters'],
    ],
  ])('with %s says so', (_, row, faults) => {
    expect(faultsOf(row)).toEqual(faults)
    expect(only(row).newPlaces).toEqual([])
  })

  it('with the code of another is faulty, and so is the other; each names the other’s line', () => {
    const { rows } = compare(NEW, { ...NEW, code: 'C3' }, { ...NEW, code: 'b2' })
    expect(rows.map(({ action, faults }) => [action, faults])).toEqual([
      ['faulty', [{ column: 'code', why: 'code-twice', line: 4 }]],
      ['add', []],
      ['faulty', [{ column: 'code', why: 'code-twice', line: 2 }]],
    ])
  })

  it('finds its place in any language, whatever case and width', () => {
    for (const building of ['第一座', 'tower 1', 'ＴＯＷＥＲ　１']) {
      const row = only({ ...NEW, building, floor: '12/f' })
      expect(row.action === 'add' && row.spot.place).toBe(FLOOR.id)
      expect(row.newPlaces).toEqual([])
    }
  })

  it('makes its place once, under the right one, its name in the language it is written in', () => {
    const { newPlaces } = compare(
      { ...NEW, floor: '13/F' },
      { ...NEW, code: 'B3', building: '第一座', floor: '13/f', zone: '梯間' },
      { ...NEW, code: 'B4', building: '第二座', floor: '13/F' },
    )
    expect(newPlaces.map(({ parent, kind, names }) => [parent, kind, names])).toEqual([
      [TOWER.id, 'floor', { en: '13/F' }],
      [0, 'zone', { 'zh-Hant': '梯間' }],
      [null, 'building', { 'zh-Hant': '第二座' }],
      [2, 'floor', { en: '13/F' }],
    ])
    const mainland = { ...ESTATE, names: { 'zh-Hans': '翠湖' } }
    const { newPlaces: hans } = compareRows([{ line: 2, cells: { ...NEW, building: '三栋' } }], mainland)
    expect(hans[0]?.names).toEqual({ 'zh-Hans': '三栋' })
  })
})

describe('a row about a checkpoint that is there', () => {
  it('leaves as it is what it does not say', () => {
    expect(only({ code: 't1-12f-mtr' }).action).toBe('same')
    const { action, columns, ...rest } = only({ code: 'T1-12F-MTR', 'name-en': 'Meters', focus: '留意氣味' })
    expect([action, columns]).toEqual(['change', ['name-en', 'focus']])
    expect('spot' in rest && rest.spot).toMatchObject({
      ...{ names: { 'zh-Hant': '電錶房', en: 'Meters' }, focus: { 'zh-Hant': '留意氣味' } },
      ...{ place: FLOOR.id, state: 'active', kind: 'meter-room' },
    })
  })

  it('may move and retire it, but not make it another kind', () => {
    const moved = only({ code: 'T1-12F-MTR', building: 'Tower 1', floor: '14/F', state: '已停用' })
    expect([moved.action, moved.columns]).toEqual(['change', ['floor', 'state']])
    expect(moved.newPlaces.map(({ path }) => path)).toEqual([['Tower 1', '14/F']])
    expect(faultsOf({ code: 'T1-12F-MTR', kind: 'lift' })).toEqual(['kind kind-differs'])
  })
})

/** Estates as odd as the API allows: any tree, names in any languages, controls and formulas in them. */
const oddEstate: fc.Arbitrary<EstateNow> = fc
  .record({
    tree: fc.array(
      fc.record({ parent: fc.nat(20), kind: fc.constantFrom('building', 'floor', 'zone'), names: oddNames() }),
      { minLength: 1, maxLength: 12 },
    ),
    spots: fc.array(
      fc.record({
        place: fc.nat(20),
        names: oddNames(),
        focus: fc.option(oddNames()),
        state: fc.constantFrom('active', 'retired'),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ tree, spots }) => {
    const places = tree.map(
      // A number distinguishes siblings, as the server demands.
      ({ parent, kind, names }, i): Place => ({
        ...{ id: uuid(i + 1), parent: parent < i ? uuid(parent + 1) : null, kind: kind as Place['kind'], position: i },
        ...{
          names: Object.fromEntries(Object.entries(names).map(([language, name]) => [language, `${name}${i}`])),
          occupancy: null,
        },
      }),
    )
    const checkpoints = spots.map(
      ({ place, names, focus, state }, i): Checkpoint => ({
        ...{
          id: checkpointId(i),
          code: `S-${i}`,
          kind: 'lobby',
          place: places[place % places.length]!.id,
          position: i,
        },
        ...{ names, focus, state: state as Checkpoint['state'], revision: 1 },
      }),
    )
    return { names: { en: 'Odd' }, places, checkpoints }
  })

function oddNames(): fc.Arbitrary<Names> {
  const name = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      fc.constantFrom("'=1", '=1', '－2', '@x', 'a / b', 'x\n y', '座\u200B'),
    )
    .map((text) => text.trim())
    .filter((text) => text !== '')
  return fc
    .record({ 'zh-Hant': fc.option(name), 'zh-Hans': fc.option(name), en: fc.option(name) })
    .map((names) => Object.fromEntries(Object.entries(names).filter(([, text]) => text !== null)) as Names)
    .filter((names) => Object.keys(names).length > 0)
}

describe('any estate', () => {
  it('taken out in any language and brought in again stays as it is', () => {
    fc.assert(
      fc.property(oddEstate, fc.constantFrom(...LANGUAGES), (estate, language) => {
        const places = new Map(estate.places.map((place) => [place.id, place]))
        const table = estate.checkpoints.map((checkpoint) => Object.values(rowOf(checkpoint, places, language)))
        const file = [IMPORT_COLUMNS.map((column) => HEADINGS[column][language]), ...table]
        const columns = Object.keys(rowOf(aSpot(estate), places, language))
        expect(columns).toEqual([...IMPORT_COLUMNS])
        const { rows } = rowsOfTable(file.map((row) => row.map((cell) => unguarded(guarded(cell)))))!
        const outcome = compareRows(rows, estate)
        expect(outcome.rows.map(({ action }) => action)).toEqual(estate.checkpoints.map(() => 'same'))
        expect(outcome.newPlaces).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('takes any rows without falling over, and its own outcome a second time as the same', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('A1', 'a1', 'Ａ１', 'lift', '升降機', 'Tower 1', '第一座', '12/F', 'retired', '使用中'),
    )
    const row = fc.record(
      Object.fromEntries(IMPORT_COLUMNS.map((column) => [column, fc.option(cell, { nil: undefined })])),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const { rows: first, newPlaces } = compare(...(rows as ImportRow[]))
        const good = first.filter(({ action }) => action === 'add' || action === 'change')
        const after = afterwards(good, newPlaces)
        const again = compareRows(good, after)
        expect(again.rows.map(({ action, faults }) => [action, faults])).toEqual(good.map(() => ['same', []]))
        expect(again.newPlaces).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('formulas', () => {
  it('are made text, and come back as they were', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '＝', '\t', '\r', '\n', 'a') }),
        (text) => {
          expect(unguarded(guarded(text))).toBe(text)
          expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        },
      ),
    )
  })
})

function aSpot(estate: EstateNow): Checkpoint {
  return estate.checkpoints[0] ?? { ...ROOM, place: estate.places[0]!.id }
}

/** The estate once an outcome has been written. */
function afterwards(
  good: ReturnType<typeof compare>['rows'],
  newPlaces: ReturnType<typeof compare>['newPlaces'],
): EstateNow {
  const idOf = (place: string | number) => (typeof place === 'number' ? uuid(100 + place) : place)
  const places = newPlaces.map(({ parent, kind, names }, i) =>
    aPlace({ id: idOf(i), parent: parent === null ? null : idOf(parent), kind, names, position: 100 + i }),
  )
  const spots = good.flatMap((row, i) => {
    if (row.action !== 'add' && row.action !== 'change') return []
    return [{ ...ROOM, ...row.spot, id: checkpointId(100 + i), place: idOf(row.spot.place) }]
  })
  const changed = new Set(spots.map(({ code }) => code))
  return {
    ...ESTATE,
    places: [...ESTATE.places, ...places],
    checkpoints: [...ESTATE.checkpoints.filter(({ code }) => !changed.has(code)), ...spots],
  }
}
