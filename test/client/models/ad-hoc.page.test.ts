import { parse } from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CheckpointId } from '../../../checkpoints/ids.ts'
import type { Place } from '../../../checkpoints/place.ts'
import { AdHocRound } from '../../../checkpoints/wire/plan.ts'
import { type AdHocDraft, adHocBody, adHocFaults, spotsToChoose, withChosen } from '../../../client/models/ad-hoc.ts'
import { catalogue } from '../../../client/models/catalogue.ts'
import { checkpointId, uuid } from '../../support/builders.ts'
import { aListedCheckpoint } from './page.ts'

const place = (number: number, given: Partial<Place> = {}): Place => ({
  ...{ id: uuid(number), parent: null, kind: 'building', names: { en: `Tower ${number}` }, position: number },
  ...{ occupancy: null, ...given },
})
const TOWERS = [place(1), place(2), place(3, { parent: uuid(1), kind: 'floor', names: { en: 'Basement' } })]
const [LOBBY_1, PUMPS, LOBBY_2, OLD] = [1, 2, 3, 4].map(checkpointId) as [
  CheckpointId,
  CheckpointId,
  CheckpointId,
  CheckpointId,
]
const JADE_LAKE = catalogue(TOWERS, [
  aListedCheckpoint({ id: LOBBY_2, place: uuid(2), position: 0 }),
  aListedCheckpoint({ id: PUMPS, place: uuid(3), kind: 'meter-room', names: { 'zh-Hant': '泵房' }, position: 1 }),
  aListedCheckpoint({ id: LOBBY_1, place: uuid(1), position: 2 }),
  aListedCheckpoint({ id: OLD, place: uuid(1), state: 'retired', position: 3 }),
])

const SOUND: AdHocDraft = { name: '臨時巡查 14:30', minutes: '60', checkpoints: [PUMPS], assignees: [], focus: '' }

describe('a round right now', () => {
  it('is what the API takes, its spots as one walks them', () => {
    const draft = { ...SOUND, checkpoints: [LOBBY_2, PUMPS, LOBBY_1], minutes: ' 90 ', focus: ' 水浸 ' }
    expect(parse(AdHocRound, adHocBody(draft, JADE_LAKE, 'zh-Hant'))).toEqual({
      names: { 'zh-Hant': '臨時巡查 14:30' },
      minutes: 90,
      checkpoints: [LOBBY_1, PUMPS, LOBBY_2],
      rules: [],
      assignees: [],
      focus: '水浸',
    })
  })

  it.each([
    ['nothing wrong', {}, {}],
    ['no name', { name: ' ' }, { name: 'name' }],
    ['no time', { minutes: '' }, { minutes: 'minutes' }],
    ['half a minute', { minutes: '5.5' }, { minutes: 'minutes' }],
    ['less than five minutes', { minutes: '4' }, { minutes: 'minutes' }],
    ['more than twelve hours', { minutes: '721' }, { minutes: 'minutes' }],
    ['nothing to visit', { checkpoints: [] }, { checkpoints: 'no-checkpoints' }],
  ] as const)('%s', (_, change, faults) => {
    expect(adHocFaults({ ...SOUND, ...change })).toEqual(faults)
  })
})

describe('the spots to choose from', () => {
  const found = (filter: Partial<Parameters<typeof spotsToChoose>[1]>) =>
    spotsToChoose(JADE_LAKE, { text: '', kind: undefined, place: undefined, ...filter }).map(({ id }) => id)

  it('are all that are patrolled, in walking order', () => {
    expect(found({})).toEqual([LOBBY_1, PUMPS, LOBBY_2])
  })

  it('are found by name, kind and place with all that lies in it', () => {
    expect(found({ text: '泵' })).toEqual([PUMPS])
    expect(found({ kind: 'lobby' })).toEqual([LOBBY_1, LOBBY_2])
    expect(found({ place: uuid(1) })).toEqual([LOBBY_1, PUMPS])
    expect(found({ place: uuid(1), kind: 'lobby' })).toEqual([LOBBY_1])
  })

  it('stay chosen while one looks for others', () => {
    expect(withChosen([LOBBY_1], [PUMPS, LOBBY_1], true)).toEqual([PUMPS, LOBBY_1])
    expect(withChosen([LOBBY_1, PUMPS], [PUMPS], false)).toEqual([LOBBY_1])
  })
})
