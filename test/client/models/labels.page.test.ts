import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type LabelDesign, PLAIN_DESIGN } from '../../../checkpoints/label-design.ts'
import { LABEL_SHEETS } from '../../../checkpoints/label-sheet.ts'
import { designOf, LabelLook } from '../../../checkpoints/wire/labels.ts'
import { catalogue } from '../../../client/models/catalogue.ts'
import {
  heightOf,
  lookQuery,
  millimetresOf,
  pagesFor,
  percentOf,
  prefixOf,
  sheetOf,
  startAtOf,
  symbolFacts,
  toPrint,
  whichQuery,
} from '../../../client/models/labels.ts'
import {
  draftOfSheet,
  fieldsOfSheet,
  NEW_SHEET,
  type SheetFields,
  sheetFieldFaults,
} from '../../../client/models/own-sheet.ts'
import {
  printerOf,
  readPrinterSettings,
  withAnotherPrinter,
  withoutPrinter,
  withPrinter,
} from '../../../client/models/printers.ts'
import { aPlace, checkpointId, uuid } from '../../support/builders.ts'
import { aListedCheckpoint } from './page.ts'

const L7160 = LABEL_SHEETS.l7160
const TOWER = aPlace({ id: uuid(1), parent: null, kind: 'building' })
const ROOF = aPlace({ id: uuid(2), parent: TOWER.id })
const GARDEN = aPlace({ id: uuid(3), parent: null, kind: 'zone', position: 1 })
const LOBBY = aListedCheckpoint({ id: checkpointId(1), place: TOWER.id })
const TANK = aListedCheckpoint({ id: checkpointId(2), place: ROOF.id, kind: 'rooftop', position: 1 })
const POND = aListedCheckpoint({ id: checkpointId(3), place: GARDEN.id, kind: 'grounds', position: 2 })
const GONE = aListedCheckpoint({ id: checkpointId(4), place: TOWER.id, position: 3, state: 'retired' })
const JADE_LAKE = catalogue([TOWER, ROOF, GARDEN], [GONE, POND, TANK, LOBBY])

describe('which labels are printed', () => {
  it('in walking order, never those of retired checkpoints', () => {
    expect(toPrint(JADE_LAKE, { which: 'all' })).toEqual([LOBBY, TANK, POND])
    expect(toPrint(JADE_LAKE, { which: 'place', place: TOWER.id })).toEqual([LOBBY, TANK])
    expect(toPrint(JADE_LAKE, { which: 'kind', kind: 'grounds' })).toEqual([POND])
    expect(toPrint(JADE_LAKE, { which: 'selection', ids: [POND.id, GONE.id, LOBBY.id] })).toEqual([LOBBY, POND])
  })

  it('names them in the address unless it is all', () => {
    expect(whichQuery({ which: 'all' }, [LOBBY, TANK])).toEqual({})
    expect(whichQuery({ which: 'kind', kind: 'lobby' }, [LOBBY, TANK])).toEqual({
      checkpoints: `${LOBBY.id},${TANK.id}`,
    })
  })
})

describe('the look of labels', () => {
  it('goes to the server as it is taken there', () => {
    const design: LabelDesign = { ...PLAIN_DESIGN, level: 'Q', twin: true, code: false, languages: ['en', 'zh-Hant'] }
    const query = lookQuery('dk-22205', 60, design)
    expect(query).toMatchObject({ sheet: 'dk-22205', height: '60', level: 'Q', twin: '1', code: '0' })
    expect(designOf(v.parse(LabelLook, query))).toEqual(design)
    expect(designOf(v.parse(LabelLook, lookQuery('a6', undefined, PLAIN_DESIGN)))).toEqual(PLAIN_DESIGN)
  })
})

describe('sheets', () => {
  it.each([
    [0, 5, 0],
    [21, 1, 1],
    [21, 2, 2],
    [63, 1, 3],
    [64, 1, 4],
  ])('%i labels from position %i on take %i of 21', (count, startAt, pages) => {
    expect(pagesFor(count, L7160, startAt)).toBe(pages)
  })

  it.each([
    ['1', 1],
    [' 21 ', 21],
    ['22', undefined],
    ['0', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('position %j is %s', (typed, position) => {
    expect(startAtOf(typed, L7160)).toBe(position)
  })

  it.each([
    ['', '0'],
    ['1,5', '1.5'],
    ['−2', '-2'],
    ['-0.25', '-0.25'],
    ['100', undefined],
    ['1.234', undefined],
    ['left', undefined],
  ])('%j millimetres are %s', (typed, millimetres) => {
    expect(millimetresOf(typed)).toBe(millimetres)
  })
})

describe('a printer', () => {
  it.each([
    ['', '100'],
    ['99,5', '99.5'],
    ['100.25', '100.25'],
    ['89.9', undefined],
    ['110.5', undefined],
    ['1e2', undefined],
  ])('scales by %j: %s', (typed, percent) => {
    expect(percentOf(typed)).toBe(percent)
  })

  it('cuts an endless roll where it can', () => {
    expect(heightOf('60', LABEL_SHEETS['dk-22205'])).toBe(60)
    for (const typed of ['24', '301', '', '60.5']) expect(heightOf(typed, LABEL_SHEETS['dk-22205'])).toBeUndefined()
    expect(heightOf('60', L7160)).toBeUndefined()
  })

  it('is one of several, each with what it is off by; what an earlier version kept becomes the first', () => {
    const kept = readPrinterSettings({ sheet: 'a6', offsetX: '1.5', offsetY: '0' })
    expect(kept).toMatchObject({ sheet: 'a6', chosen: 0, printers: [{ offsetX: '1.5', scaleX: '100' }] })
    const two = withPrinter(withAnotherPrinter(kept), { name: 'Lobby', scaleX: '99.5' })
    expect([printerOf(two).name, printerOf({ ...two, chosen: 0 }).offsetX]).toEqual(['Lobby', '1.5'])
    const one = withoutPrinter(two)
    expect([one.printers.length, printerOf(one).offsetX]).toEqual([1, '1.5'])
    expect(withoutPrinter(one)).toEqual(one)
    for (const odd of [{}, { printers: [], chosen: 7 }, { printers: 'none', sheet: 3 }])
      expect(readPrinterSettings(odd)).toMatchObject({ sheet: 'l7160', chosen: 0, printers: [{ offsetX: '0' }] })
  })
})

describe('a sheet of the estate’s own, as it is filled in', () => {
  const FIELDS: SheetFields = {
    ...NEW_SHEET,
    ...{ name: 'Herma', labelWidth: '96,5', labelHeight: '67.7', columns: '2', rows: '4' },
    ...{ marginX: '8', marginY: '13', pitchX: '99', pitchY: '67.7' },
  }

  it('comes back as it was', () => {
    expect(sheetFieldFaults(FIELDS)).toEqual({})
    const sheet = { ...draftOfSheet(FIELDS), id: uuid(9) }
    expect(sheet).toMatchObject({ label: { width: 96.5, height: 67.7 }, pitch: { x: 99, y: 67.7 }, dpi: null })
    expect(draftOfSheet(fieldsOfSheet(sheet))).toEqual(draftOfSheet(FIELDS))
    expect(sheetOf(sheet.id, [sheet]).columns).toBe(2)
    expect(sheetOf(uuid(8), [sheet])).toEqual(L7160)
  })

  it('needs of a roll only the size of its labels', () => {
    const roll: SheetFields = {
      ...NEW_SHEET,
      name: 'Roll',
      shape: 'roll',
      labelWidth: '60',
      labelHeight: '40',
      head: '203',
    }
    expect(sheetFieldFaults(roll)).toEqual({})
    const sheet = { ...draftOfSheet(roll), id: uuid(9) }
    expect(sheet).toMatchObject({ page: { width: 60, height: 40 }, columns: 1, dpi: 203.2 })
    expect(fieldsOfSheet(sheet)).toMatchObject({ shape: 'roll', head: '203' })
  })

  it.each<[Partial<SheetFields>, object]>([
    [{ name: ' ' }, { name: 'name' }],
    [{ pitchX: 'far' }, { pitchX: 'number' }],
    [{ pitchX: '' }, { pitchX: 'number' }],
    [{ pitchX: '90' }, { pitchX: 'labels-overlap-across' }],
    [{ rows: '5' }, { rows: 'off-the-page-down' }],
    [{ labelHeight: '13', pitchY: '13' }, { labelHeight: 'symbol-too-small' }],
    [{ columns: '0' }, { labelWidth: 'number' }],
  ])('with %j tells %j', (change, faults) => {
    expect(sheetFieldFaults({ ...FIELDS, ...change })).toEqual(faults)
  })
})

describe('where labels lead', () => {
  it.each([
    ['https://patrol.example.com.hk', false],
    ['https://patrol.example2.com.hk', true],
  ])('%s: a denser symbol %s', (origin, isDense) => {
    const prefix = prefixOf(`${origin}/s/${'0'.repeat(174)}`)
    expect([prefix, symbolFacts(prefix, L7160, PLAIN_DESIGN)?.isDense]).toEqual([`${origin}/s/`, isDense])
  })

  it('and from how far they are read: the larger the module, the farther', () => {
    const facts = (id: keyof typeof LABEL_SHEETS) =>
      symbolFacts('https://patrol.example.hk/s/', LABEL_SHEETS[id], PLAIN_DESIGN)
    expect(facts('l7160')).toMatchObject({ distance: 30, isDense: false })
    expect(facts('l7160')?.module).toBeCloseTo(33.1 / 49)
    expect(facts('thermal-203')?.module).toBeCloseTo(0.5)
    expect(facts('a4')!.distance).toBeGreaterThan(90)
  })
})
