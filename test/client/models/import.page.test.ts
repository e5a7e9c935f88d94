import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { rowsOfTable, unguarded } from '../../../checkpoints/checkpoint-row.ts'
import type { ImportPreview, PreviewedRow } from '../../../checkpoints/wire/import.ts'
import { catalogue } from '../../../client/models/catalogue.ts'
import {
  type GeneratorFields,
  generatorFaults,
  newGenerator,
  patternOf,
  prefixOf,
  rowsOfGenerator,
} from '../../../client/models/generator.ts'
import {
  changesOf,
  faultText,
  faultyCsv,
  firstFilter,
  nameOfRow,
  pageOf,
  rowsShown,
} from '../../../client/models/import.ts'
import { words } from '../../../client/words/import.en.ts'
import { aPlace, checkpointId, uuid } from '../../support/builders.ts'
import { aListedCheckpoint } from './page.ts'

const TOWER = aPlace({ id: uuid(1), parent: null, kind: 'building', names: { 'zh-Hant': '第三座', en: 'Tower 3' } })
const FLOOR = aPlace({ id: uuid(2), parent: TOWER.id, kind: 'floor', names: { en: '12/F' } })
const ROOM = aListedCheckpoint({
  id: checkpointId(1),
  code: 'T3-12',
  place: FLOOR.id,
  names: { en: 'Meter room' },
  focus: null,
})
const ESTATE = catalogue([TOWER, FLOOR], [ROOM])

function aRow(given: Partial<PreviewedRow> = {}): PreviewedRow {
  return { line: 2, code: 'A1', cells: { code: 'A1' }, action: 'add', columns: [], faults: [], ...given }
}

function aPreview(rows: readonly PreviewedRow[]): ImportPreview {
  const counts = { add: 0, change: 0, same: 0, faulty: 0 }
  for (const { action } of rows) counts[action]++
  return { digest: '0'.repeat(64), counts, newPlaces: [], rows: [...rows], unknownHeadings: [] }
}

describe('a preview', () => {
  const faulty = aRow({ line: 7, action: 'faulty', faults: [{ column: 'code', why: 'code-twice', line: 9 }] })

  it('begins with what has to be looked at', () => {
    expect(firstFilter(aPreview([aRow(), faulty]))).toBe('faulty')
    expect(firstFilter(aPreview([aRow()]))).toBe('all')
    expect(rowsShown(aPreview([aRow(), faulty]), 'faulty')).toEqual([faulty])
  })

  it('shows five thousand rows a hundred at a time', () => {
    const rows = Array.from({ length: 4950 }, (_, i) => i)
    expect(pageOf(rows, 0)).toMatchObject({ at: 0, last: 49, from: 0 })
    expect(pageOf(rows, 49).rows).toHaveLength(50)
    expect(pageOf(rows, 99).at).toBe(49)
    expect(pageOf([], 3)).toEqual({ at: 0, last: 0, from: 0, rows: [] })
  })

  it('says what a row changes, from what to what', () => {
    const row = aRow({
      ...{ code: 'T3-12', action: 'change', columns: ['name-en', 'floor'] },
      cells: { code: 'T3-12', 'name-en': 'Meters', building: 'Tower 3', floor: '14/F' },
    })
    expect(changesOf(row, ESTATE, 'en')).toEqual([
      { column: 'name-en', before: 'Meter room', after: 'Meters' },
      { column: 'floor', before: '12/F', after: '14/F' },
    ])
    expect(nameOfRow(aRow({ code: 'T3-12' }), ESTATE, 'en')).toBe('Meter room')
  })

  it('says what is wrong in plain words', () => {
    expect(faultText(words, faulty.faults[0]!, faulty.cells, 'en')).toBe('Code “A1” stands in line 9 too.')
    expect(faultText(words, { column: 'building', why: 'missing' }, {}, 'zh-Hant')).toBe(words.missingPlace)
  })
})

describe('faulty rows taken out to be corrected', () => {
  it('can be brought in again as they were, whatever they hold', () => {
    const cells = { code: 'A1', 'name-en': '=1, "two"\nthree', floor: '12/F' }
    const faulty = aRow({ action: 'faulty', cells, faults: [{ column: 'building', why: 'missing' }] })
    const text = faultyCsv(words, aPreview([aRow(), faulty]), 'zh-Hant')
    expect(text).toContain(`"'=1, ""two""`)
    const table: string[][] = parse(text, { bom: true })
    const read = rowsOfTable(table.map((row) => row.map(unguarded)))
    expect(read).toEqual({ rows: [{ line: 2, cells }], unknownHeadings: [] })
    expect(table[1]?.at(-1)).toBe(words.missingPlace)
  })
})

describe('one for every floor', () => {
  const fields: GeneratorFields = { ...newGenerator(ESTATE, 'en'), from: '11', to: '15', skip: '13，14' }

  it('proposes the building and the floors’ names that are there', () => {
    expect([fields.building, fields.floorName]).toEqual(['Tower 3', '{floor}/F'])
    expect(patternOf(fields, 'lift').code).toBe('T3-{floor}F-LFT')
  })

  it('goes floor by floor, all kinds of each', () => {
    expect(rowsOfGenerator(fields).map(({ code, floor }) => [code, floor])).toEqual([
      ['T3-11F-MTR', '11/F'],
      ['T3-11F-STR', '11/F'],
      ['T3-12F-MTR', '12/F'],
      ['T3-12F-STR', '12/F'],
      ['T3-15F-MTR', '15/F'],
      ['T3-15F-STR', '15/F'],
    ])
    expect(generatorFaults(fields)).toEqual({})
  })

  it.each<[Partial<GeneratorFields>, ReturnType<typeof generatorFaults>]>([
    [{ building: '', newBuilding: ' ' }, { newBuilding: 'building' }],
    [{ from: 'x' }, { from: 'floor' }],
    [{ to: '201' }, { to: 'floor' }],
    [{ skip: '4, four' }, { skip: 'skip' }],
    [{ skip: '11 12 13 14 15' }, { skip: 'no-floor' }],
    [{ floorName: '12/F' }, { floorName: 'floor-name' }],
    [{ kinds: [] }, { kinds: 'kinds' }],
    [
      { patterns: { stairwell: { code: 'SAME', names: { 'zh-Hant': '', 'zh-Hans': '', en: 'x' } } } },
      { patterns: 'patterns' },
    ],
  ])('is not sent with %j', (odd, faults) => {
    expect(generatorFaults({ ...fields, ...odd })).toEqual(faults)
  })

  it.each([
    ['Tower 1', 'T1'],
    ['B 座', 'B'],
    ['第三座', 'T3'],
    ['Ｂ座', 'B'],
    ['翠湖閣', 'T1'],
  ])('writes codes of %s with %s', (building, prefix) => {
    expect(prefixOf(building)).toBe(prefix)
  })
})
