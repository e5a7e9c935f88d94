import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../client/models/catalogue.ts'
import { millimetresOf, pagesFor, pdfQuery, prefixOf, startAtOf, toPrint } from '../../../client/models/labels.ts'
import { aPlace, checkpointId, uuid } from '../../support/builders.ts'
import { aListedCheckpoint } from './page.ts'

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
    const asked = { sheet: 'a6', startAt: 2, offsetX: '0', offsetY: '-1.5', language: 'en' } as const
    const common = { sheet: 'a6', startAt: '2', offsetX: '0', offsetY: '-1.5', language: 'en' }
    expect(pdfQuery(asked, { which: 'all' }, [LOBBY, TANK])).toEqual(common)
    expect(pdfQuery(asked, { which: 'kind', kind: 'lobby' }, [LOBBY, TANK])).toEqual({
      ...common,
      checkpoints: `${LOBBY.id},${TANK.id}`,
    })
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
    expect(pagesFor(count, 'l7160', startAt)).toBe(pages)
  })

  it.each([
    ['1', 1],
    [' 21 ', 21],
    ['22', undefined],
    ['0', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('position %j is %s', (typed, position) => {
    expect(startAtOf(typed, 'l7160')).toBe(position)
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

describe('where labels lead', () => {
  it.each([
    ['https://patrol.example.com.hk', false],
    ['https://patrol.example2.com.hk', true],
  ])('%s: a denser symbol %s', (origin, dense) => {
    expect(prefixOf(`${origin}/s/${'0'.repeat(174)}`)).toEqual({ origin, dense })
  })
})
