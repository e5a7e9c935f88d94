import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../client/models/catalogue.ts'
import {
  addedCheckpoint,
  byBuilding,
  type CheckpointDraft,
  checkpointFaults,
  EVERYTHING,
  matching,
  shareChosen,
} from '../../../client/models/checkpoints.ts'
import { NO_NAMES } from '../../../client/models/names.ts'
import { movedTo, placeChoices, placeWithin, rootOf, spotsWithin, unitsIn } from '../../../client/models/places.ts'
import { aPlace, checkpointId, uuid } from '../../support/builders.ts'
import { aListedCheckpoint } from './page.ts'

const TOWER = aPlace({ id: uuid(1), parent: null, kind: 'building', names: { 'zh-Hant': '第一座', en: 'Tower 1' } })
const GROUND = aPlace({ id: uuid(2), parent: TOWER.id, names: { 'zh-Hant': '地下', en: 'G/F' }, position: 0 })
const ROOF = aPlace({ id: uuid(3), parent: TOWER.id, names: { 'zh-Hant': '天台', en: 'Roof' }, position: 1 })
const GARDEN = aPlace({
  id: uuid(4),
  parent: null,
  kind: 'zone',
  names: { 'zh-Hant': '花園', en: 'Garden' },
  position: 1,
})

const LOBBY = aListedCheckpoint({ id: checkpointId(1), code: 'T1-LOB', place: GROUND.id, shortCode: '6ZH5-XXZ2-VCX' })
const TANK = aListedCheckpoint({
  id: checkpointId(2),
  code: 'T1-TANK',
  kind: 'rooftop',
  names: { 'zh-Hant': '水缸' },
  place: ROOF.id,
  position: 1,
})
const POND = aListedCheckpoint({
  id: checkpointId(3),
  code: 'POND',
  kind: 'grounds',
  names: { en: 'Pond' },
  place: GARDEN.id,
  position: 2,
  state: 'retired',
})

const JADE_LAKE = catalogue([GARDEN, ROOF, GROUND, TOWER], [POND, TANK, LOBBY])

describe('looking for a checkpoint', () => {
  it.each([
    ['', 'everything in use, in walking order', [LOBBY, TANK]],
    ['水缸', 'its name', [TANK]],
    ['lobby t1', 'a name and part of a code, in any order', [LOBBY]],
    ['roof', 'the name of its place in another language', [TANK]],
    ['第一座', 'its building', [LOBBY, TANK]],
    ['6zh5xxz2', 'a short code without its hyphens', [LOBBY]],
    ['lobby roof', 'words of two different spots', []],
  ])('%j: %s', (text, _, found) => {
    expect(matching(JADE_LAKE, { ...EVERYTHING, text })).toEqual(found)
  })

  it('of one kind only', () => {
    expect(matching(JADE_LAKE, { ...EVERYTHING, kind: 'rooftop' })).toEqual([TANK])
  })

  it('finds what is no longer patrolled only when asked to', () => {
    expect(matching(JADE_LAKE, { ...EVERYTHING, text: 'pond' })).toEqual([])
    expect(matching(JADE_LAKE, { ...EVERYTHING, text: 'pond', retiredToo: true })).toEqual([POND])
  })
})

describe('places', () => {
  it('hold the spots of what lies in them', () => {
    const all = matching(JADE_LAKE, EVERYTHING).length
    expect(spotsWithin(JADE_LAKE, TOWER.id) + spotsWithin(JADE_LAKE, GARDEN.id)).toBe(all)
  })

  it('in which people live are units', () => {
    const flat = { ...GROUND, id: uuid(9), kind: 'zone' as const, occupancy: 'vacant' as const }
    expect(unitsIn({ places: new Map([...JADE_LAKE.places, [flat.id, flat]]) })).toEqual([flat])
  })

  it.each([
    [0, 2, ['b', 'c', 'a']],
    [2, 0, ['c', 'a', 'b']],
    [1, 1, ['a', 'b', 'c']],
  ])('one moved from %d to %d makes room for itself', (from, to, expected) => {
    expect(movedTo(['a', 'b', 'c'], from, to)).toEqual(expected)
  })

  it('are chosen by their whole path', () => {
    expect(placeChoices(JADE_LAKE, 'zh-Hant').map(({ label }) => label)).toEqual([
      '第一座',
      '第一座 地下',
      '第一座 天台',
      '花園',
    ])
  })

  it('lie in a building, which lies in itself', () => {
    expect(rootOf(JADE_LAKE.places, ROOF)).toBe(TOWER)
    expect(rootOf(JADE_LAKE.places, TOWER)).toBe(TOWER)
    expect(placeWithin(JADE_LAKE, ROOF.id, 'en')).toBe('Roof')
    expect(placeWithin(JADE_LAKE, TOWER.id, 'en')).toBe('')
  })
})

describe('the list', () => {
  it('is by building and floor', () => {
    expect(byBuilding(JADE_LAKE, [LOBBY, TANK, POND], { bare: false })).toEqual([
      {
        root: TOWER,
        parts: [
          { place: GROUND, checkpoints: [LOBBY] },
          { place: ROOF, checkpoints: [TANK] },
        ],
      },
      { root: GARDEN, parts: [{ place: GARDEN, checkpoints: [POND] }] },
    ])
  })

  it('shows bare places to whoever may hang something there', () => {
    const roots = (bare: boolean) => byBuilding(JADE_LAKE, [LOBBY], { bare }).map(({ root }) => root)
    expect(roots(false)).toEqual([TOWER])
    expect(roots(true)).toEqual([TOWER, GARDEN])
  })

  it('ticks a heading when all below it are ticked, and half when some are', () => {
    const ids = [LOBBY.id, TANK.id]
    expect(shareChosen(ids, new Set())).toBe(false)
    expect(shareChosen(ids, new Set([TANK.id, POND.id]))).toBe('some')
    expect(shareChosen(ids, new Set(ids))).toBe(true)
    expect(shareChosen([], new Set(ids))).toBe(false)
  })
})

describe('filling in a checkpoint', () => {
  const SOUND: CheckpointDraft = {
    names: { ...NO_NAMES, en: ' Boiler ' },
    code: ' T1-BOI ',
    kind: 'rooftop',
    place: ROOF.id,
  }

  it('sends what was meant: no blanks around it, no language without a name', () => {
    expect(checkpointFaults(SOUND)).toEqual({})
    expect(addedCheckpoint(SOUND)).toEqual({ names: { en: 'Boiler' }, code: 'T1-BOI', kind: 'rooftop', place: ROOF.id })
  })

  it('says what is missing, field by field', () => {
    const nothing: CheckpointDraft = {
      names: { ...NO_NAMES, en: ' ' },
      code: 'lower',
      kind: undefined,
      place: undefined,
    }
    expect(checkpointFaults(nothing)).toEqual({ names: 'name', code: 'code', kind: 'kind', place: 'place' })
  })
})
