import { describe, expect, it } from 'vitest'
import { NO_CELLS } from '../../../checkpoints/coverage.ts'
import type { Place } from '../../../checkpoints/place.ts'
import type { Directory, ReportedSpot } from '../../../checkpoints/wire/report.ts'
import { levelOf, type Tower, towersOf, worstFloor } from '../../../client/models/tower.ts'
import { aReport } from '../../support/a-report.ts'
import { aPlace, checkpointId, uuid } from '../../support/builders.ts'

const TOWER = aPlace({ id: uuid(1), names: { en: 'Tower B' } })

/** One spot on each place, missed as often as told. */
function estateOf(places: readonly Place[], on: readonly (readonly [place: Place | undefined, missed: number])[]) {
  const spots = on.map(([, missed], i): ReportedSpot => {
    const tally = { ...NO_CELLS, done: 10 - missed, missed }
    const figures = { longestGapMs: null, promisedGapMs: null, longestRun: missed, days: 'd' }
    return { checkpoint: checkpointId(i + 1), tally, compliance: (10 - missed) / 10, ...figures }
  })
  const directory: Directory = {
    ...aReport({ spots: 1 }).directory,
    places: [...places],
    spots: on.map(([place], i) => ({
      ...{ id: checkpointId(i + 1), code: `S-${i}`, kind: 'stairwell', names: { en: 'Stairwell' } },
      ...{ place: place?.id ?? uuid(0xff), building: null },
    })),
  }
  return towersOf(spots, directory)
}

function floor(id: number, position: number, name: string, parent = TOWER): Place {
  return aPlace({ id: uuid(id), parent: parent.id, kind: 'floor', position, names: { en: name } })
}

const stack = (tower: Tower | undefined) => tower?.floors.map(({ place }) => place?.names.en)

describe('the floors of a tower', () => {
  it('lie with the top one at the top, whichever way they are walked', () => {
    const names = ['G/F', '6/F', '12/F', 'Roof']
    const up = names.map((name, i) => floor(10 + i, i, name))
    const down = names.map((name, i) => floor(10 + i, 3 - i, name))
    const wanted = ['Roof', '12/F', '6/F', 'G/F']
    expect(
      stack(
        estateOf(
          [TOWER, ...up],
          up.map((one) => [one, 0]),
        )[0],
      ),
    ).toEqual(wanted)
    expect(
      stack(
        estateOf(
          [TOWER, ...down],
          down.map((one) => [one, 0]),
        )[0],
      ),
    ).toEqual(wanted)
  })

  it('lie by walking order from the ground up where no name tells how high they are', () => {
    const floors = ['North', 'Middle', 'South'].map((name, i) => floor(10 + i, i, name))
    expect(
      stack(
        estateOf(
          [TOWER, ...floors],
          floors.map((one) => [one, 0]),
        )[0],
      ),
    ).toEqual(['South', 'Middle', 'North'])
  })

  it('put one that no name tells of beside those it is walked next to, and the building’s own spots at the foot', () => {
    const floors = ['1/F', 'Sky garden', '9/F', 'B1'].map((name, i) => floor(10 + i, i, name))
    const towers = estateOf([TOWER, ...floors], [[TOWER, 0], ...floors.map((one) => [one, 0] as const)])
    expect(stack(towers[0])).toEqual(['9/F', '1/F', 'Sky garden', 'B1', undefined])
  })

  it('sum what lies in their flats, and tell their worst spots first', () => {
    const twelfth = floor(10, 0, '12/F')
    const flat = aPlace({ id: uuid(20), parent: twelfth.id, kind: 'zone', names: { en: 'Flat A' } })
    const [tower] = estateOf(
      [TOWER, twelfth, flat],
      [
        [twelfth, 1],
        [flat, 4],
      ],
    )
    const [only] = tower!.floors
    expect([only!.tally.missed, only!.compliance, tower!.compliance]).toEqual([5, 0.75, 0.75])
    expect(only!.spots.map(({ tally }) => tally.missed)).toEqual([4, 1])
  })

  it('are only those in which a spot was expected; spots of no known place stand apart', () => {
    const floors = ['1/F', '2/F'].map((name, i) => floor(10 + i, i, name))
    const towers = estateOf(
      [TOWER, ...floors],
      [
        [floors[1], 0],
        [undefined, 0],
      ],
    )
    expect(towers.map(({ place }) => place?.names.en)).toEqual(['Tower B', undefined])
    expect(stack(towers[0])).toEqual(['2/F'])
  })

  it('tell the worst of all: the lowest share, and none where nothing was missed', () => {
    const floors = ['1/F', '2/F', '3/F'].map((name, i) => floor(10 + i, i, name))
    const missed = (...counts: number[]) =>
      estateOf(
        [TOWER, ...floors],
        floors.map((one, i) => [one, counts[i]!]),
      )
    expect(worstFloor(missed(1, 3, 2))?.floor.place?.names.en).toBe('2/F')
    expect(worstFloor(missed(0, 0, 0))).toBeUndefined()
  })
})

describe('how high a floor lies, by its name', () => {
  it.each([
    [{ en: '12/F' }, 12],
    [{ en: 'Floor 7' }, 7],
    [{ en: '3rd floor' }, 3],
    [{ 'zh-Hant': '12 樓' }, 12],
    [{ 'zh-Hans': '15层' }, 15],
    [{ en: 'G/F' }, 0],
    [{ 'zh-Hant': '地下' }, 0],
    [{ 'zh-Hant': 'B2 層', 'zh-Hans': '负二层', en: 'B2' }, -2],
    [{ 'zh-Hans': '地下1层' }, -1],
    [{ 'zh-Hans': '地下车库' }, -1],
    [{ 'zh-Hant': '地庫' }, -1],
    [{ en: 'Roof' }, Number.POSITIVE_INFINITY],
    [{ 'zh-Hant': '天台' }, Number.POSITIVE_INFINITY],
    [{ en: 'Sky garden' }, undefined],
    [{ 'zh-Hant': '泳池' }, undefined],
  ] as const)('%j: %j', (names, level) => expect(levelOf(names)).toBe(level))
})
