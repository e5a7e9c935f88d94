import { describe, expect, it } from 'vitest'
import { changesBetween, conflictsAmong, spotChanges } from '../../checkpoints/calendar.ts'
import { at, checkpointId, uuid } from '../support/builders.ts'

const [CHAN, HO] = [uuid(0xc1), uuid(0xc2)]
const WALKERS = new Set([CHAN, HO])
const round = (id: number, opens: string, closes: string, assignees: string[], spots = 3) => ({
  ...{ round: uuid(id), opensAt: at(opens), closesAt: at(closes), assignees, spots, open: false },
})

describe('conflicts', () => {
  it('are two rounds at once for one person', () => {
    const rounds = [round(1, '20:00', '22:00', [CHAN]), round(2, '21:00', '23:00', [CHAN])]
    expect(conflictsAmong(rounds, WALKERS)).toEqual([{ why: 'two-at-once', rounds: [uuid(1), uuid(2)], person: CHAN }])
  })

  it.each([
    ['follow each other', [round(1, '20:00', '22:00', [CHAN]), round(2, '22:00', '23:00', [CHAN])]],
    ['are walked by two', [round(1, '20:00', '22:00', [CHAN]), round(2, '21:00', '23:00', [HO])]],
    ['leave a choice', [round(1, '20:00', '22:00', [CHAN]), round(2, '21:00', '23:00', [CHAN, HO])]],
    ['are anyone’s', [round(1, '20:00', '22:00', [CHAN]), { ...round(2, '21:00', '23:00', []), open: true }]],
  ])('are none where rounds %s', (_, rounds) => expect(conflictsAmong(rounds, WALKERS)).toEqual([]))

  it('are a round whose walkers have all left, and one without spots', () => {
    const rounds = [round(1, '20:00', '22:00', [uuid(0xdead)]), round(2, '21:00', '23:00', [], 0)]
    expect(conflictsAmong(rounds, WALKERS)).toEqual([
      { why: 'nobody', rounds: [uuid(1)] },
      { why: 'no-spots', rounds: [uuid(2)] },
      { why: 'nobody', rounds: [uuid(2)] },
    ])
  })
})

describe('what a change changes', () => {
  const [evening, night] = [
    { opensAt: at('20:00'), closesAt: at('22:00') },
    { opensAt: at('22:00'), closesAt: at('23:00') },
  ]
  it('is rounds that come, go, and end otherwise', () => {
    expect(
      changesBetween(
        [evening, night],
        [
          { ...evening, closesAt: at('21:30') },
          { opensAt: at('23:00'), closesAt: at('23:30') },
        ],
      ),
    ).toEqual([
      { change: 'moved-end', opensAt: at('20:00'), closesAt: at('21:30'), closedAt: at('22:00') },
      { change: 'dropped', opensAt: at('22:00'), closesAt: at('23:00') },
      { change: 'added', opensAt: at('23:00'), closesAt: at('23:30') },
    ])
  })

  it('is nothing where nothing changes', () => expect(changesBetween([evening, night], [night, evening])).toEqual([]))

  it('is spots that come and go', () => {
    const [a, b, c] = [1, 2, 3].map(checkpointId) as [string, string, string]
    expect(spotChanges([a, b], [b, c])).toEqual({ added: [c], dropped: [a] })
  })
})
