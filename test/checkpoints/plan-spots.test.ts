import { describe, expect, it } from 'vitest'
import { appliesIn, inWalkingOrder, type Kind } from '../../checkpoints/checkpoint.ts'
import { placesWithin } from '../../checkpoints/place.ts'
import { spotsOf, walkersOf } from '../../checkpoints/plan-spots.ts'
import { aPlace, checkpointId, uuid } from '../support/builders.ts'

const [A, B, A12, A3, FLAT] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)]
/** Tower B stands before tower A, and its 12th floor is walked before its third. */
const places = [
  aPlace({ id: A12, parent: A, kind: 'floor', position: 0 }),
  aPlace({ id: A3, parent: A, kind: 'floor', position: 1 }),
  aPlace({ id: FLAT, parent: A3, kind: 'zone', position: 0, occupancy: 'vacant' }),
  aPlace({ id: A, position: 1 }),
  aPlace({ id: B, position: 0 }),
]
let made = 0
const spot = (kind: Kind, place: string, state: 'active' | 'retired' = 'active') => ({
  ...{ id: checkpointId(++made), kind, place, state },
  position: made,
})
const [metersA3, metersA12, metersB, liftB, flat, works, gone] = [
  spot('meter-room', A3),
  spot('meter-room', A12),
  spot('meter-room', B),
  spot('lift', B),
  spot('vacant-unit', FLAT),
  spot('fit-out', FLAT),
  spot('meter-room', A12, 'retired'),
]
const checkpoints = [metersA3, metersA12, metersB, liftB, flat, works, gone]
const spots = { places, checkpoints }

describe('the spots of a plan', () => {
  it('are those it names, in its own order, without the retired', () => {
    const plan = { checkpoints: [liftB.id, gone.id, metersA12.id], rules: [] }
    expect(spotsOf(plan, spots)).toEqual([liftB.id, metersA12.id])
  })

  it('are those of a rule as one walks: by place, then by position', () => {
    const plan = { checkpoints: [], rules: [{ kinds: ['meter-room' as const], places: [] }] }
    expect(spotsOf(plan, spots)).toEqual([metersB.id, metersA12.id, metersA3.id])
  })

  it('are of a kind and in a place, floors and units of a tower included', () => {
    const plan = { checkpoints: [], rules: [{ kinds: [], places: [A] }] }
    expect(spotsOf(plan, spots)).toEqual([metersA12.id, metersA3.id, flat.id])
  })

  it('come once, however many rules bring them, after those that are named', () => {
    const rules = [
      { kinds: ['meter-room' as const], places: [B] },
      { kinds: [], places: [B] },
    ]
    expect(spotsOf({ checkpoints: [liftB.id], rules }, spots)).toEqual([liftB.id, metersB.id])
  })

  it.each([
    ['vacant', [flat.id]],
    ['fit-out', [works.id]],
    ['occupied', []],
  ] as const)('in a unit that is %s are those its use calls for (policy 7, 8)', (occupancy, expected) => {
    const used = places.map((place) => (place.id === FLAT ? { ...place, occupancy } : place))
    const plan = { checkpoints: [flat.id, works.id], rules: [] }
    expect(spotsOf(plan, { places: used, checkpoints })).toEqual(expected)
  })

  it('apply anywhere that is no unit', () => expect(appliesIn('vacant-unit', null)).toBe(true))
})

describe('places', () => {
  it('hold what lies in them, however deep', () =>
    expect(placesWithin(places, [A])).toEqual(new Set([A, A12, A3, FLAT])))

  it('that nobody knows come last', () => {
    const stray = spot('lobby', uuid(99))
    expect(inWalkingOrder([stray, metersA3, metersB], places).map(({ id }) => id)).toEqual([
      metersB.id,
      metersA3.id,
      stray.id,
    ])
  })
})

describe('the walkers of a plan', () => {
  const team = { id: uuid(0x7e), names: { en: 'Towers' }, members: [uuid(10), uuid(11)], places: [] }

  it.each([
    ['anyone, if it names nobody', [], null, []],
    ['those it names and its team, each once', [uuid(11), uuid(12)], team.id, [uuid(11), uuid(12), uuid(10)]],
    ['those it names, if the team is gone', [uuid(12)], uuid(0x7f), [uuid(12)]],
  ] as const)('are %s', (_, assignees, teamId, expected) => {
    expect(walkersOf({ assignees: [...assignees], team: teamId }, [team])).toEqual(expected)
  })
})
