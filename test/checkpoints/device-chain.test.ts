import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chainDoubts,
  type Link,
  NOTHING_ARRIVED,
  type Numbering,
  standingOf,
  withArrived,
} from '../../checkpoints/device-chain.ts'
import type { Instant } from '../../checkpoints/time.ts'
import { at, hours, minutes } from '../support/builders.ts'

type Arrival = readonly [sequence: number, receivedAt: Instant]

function numberingAfter(arrivals: readonly Arrival[]): Numbering {
  return arrivals.reduce<Numbering>((known, [sequence, at]) => withArrived(known, sequence, at), NOTHING_ARRIVED)
}

describe('the numbers of a phone', () => {
  it('has no hole while visits come in order', () => {
    const inOrder: Arrival[] = [
      [1, at('20:00')],
      [2, at('20:05')],
      [3, at('20:10')],
    ]
    expect(numberingAfter(inOrder)).toEqual({ last: 3, holes: [] })
  })

  it('shows what is missing before a later one, and since when that one has been here', () => {
    const sixteenth = numberingAfter([
      ...Array.from({ length: 13 }, (_, i): Arrival => [i + 1, at('20:00')]),
      [16, at('21:00')],
    ])
    expect(sixteenth).toEqual({ last: 16, holes: [{ from: 14, to: 15, since: at('21:00') }] })
    const yetLater = withArrived(sixteenth, 17, at('21:05'))
    expect(yetLater.holes).toEqual([{ from: 14, to: 15, since: at('21:00') }])
  })

  it('closes a hole from either end, out of its middle, and for good', () => {
    const holed = numberingAfter([[6, at('21:00')]])
    const middle = withArrived(holed, 3, at('21:10'))
    expect(middle.holes).toEqual([
      { from: 1, to: 2, since: at('21:00') },
      { from: 4, to: 5, since: at('21:00') },
    ])
    const filled = [1, 2, 4, 5].reduce((known, sequence) => withArrived(known, sequence, at('21:20')), middle)
    expect(filled).toEqual({ last: 6, holes: [] })
    expect(withArrived(filled, 3, at('21:30'))).toEqual(filled)
  })

  it('waits a day before it calls missing what may still be on its way', () => {
    const hole = { from: 14, to: 15, since: at('21:00') }
    expect(standingOf(hole, at('21:00') + hours(24) - minutes(1))).toBe('awaited')
    expect(standingOf(hole, at('21:00') + hours(24))).toBe('missing')
  })

  const anyArrivals = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(1000)), { maxLength: 20 })

  it('comes to the same whatever arrived first', () => {
    fc.assert(
      fc.property(
        anyArrivals.chain((arrivals) => fc.tuple(fc.constant(arrivals), shuffled(arrivals))),
        ([arrivals, otherwise]) => {
          expect(numberingAfter(otherwise)).toEqual(numberingAfter(arrivals))
        },
      ),
    )
  })

  it('is, number by number, what anyone would count: absent, with a later one here, since the first of those', () => {
    fc.assert(
      fc.property(anyArrivals, (arrivals) => {
        const { last, holes } = numberingAfter(arrivals)
        expect(last).toBe(Math.max(0, ...arrivals.map(([sequence]) => sequence)))
        for (let number = 1; number <= last; number++) {
          const hole = holes.find(({ from, to }) => from <= number && number <= to)
          const arrived = arrivals.some(([sequence]) => sequence === number)
          const later = arrivals.filter(([sequence]) => sequence > number).map(([, receivedAt]) => receivedAt)
          expect(hole?.since).toBe(arrived ? undefined : Math.min(...later))
        }
        expect(holes).toEqual(holes.toSorted((a, b) => a.from - b.from))
      }),
    )
  })
})

describe('the chain of a phone', () => {
  const link = (sequence: number, sha256: string, previous: string | null): Link => ({ sequence, sha256, previous })
  const [first, second, third] = [link(1, 'a', null), link(2, 'b', 'a'), link(3, 'c', 'b')]

  it('asks nothing while each names the one before', () => {
    for (const one of [first, second, third]) expect(chainDoubts(one, [first, second, third])).toEqual([])
  })

  it('asks nothing about the visit after a hole: what it names may still come', () => {
    expect(chainDoubts(third, [first])).toEqual([])
  })

  it('asks about both when a number was used twice, and about what comes after either', () => {
    const rival = link(2, 'x', 'a')
    const all = [first, second, rival, third]
    expect(all.map((one) => chainDoubts(one, all))).toEqual([
      [],
      ['number-reused'],
      ['number-reused'],
      ['chain-broken'],
    ])
  })

  it('asks about a visit that names something else than came before it', () => {
    const stray = link(3, 'c', 'z')
    expect(chainDoubts(stray, [first, second])).toEqual(['chain-broken'])
    expect(chainDoubts(second, [first, stray])).toEqual([])
  })

  it('asks about a first visit that names an earlier one, and about a later one that names none', () => {
    expect(chainDoubts(link(1, 'a', 'z'), [])).toEqual(['chain-broken'])
    expect(chainDoubts(link(7, 'a', null), [])).toEqual(['chain-broken'])
  })

  const anyHash = fc.constantFrom('a', 'b', 'c', 'd')
  const anyLinks = fc.uniqueArray(
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme-ascii' }), anyHash)
      .map(([sequence, sha256, previous]) => link(sequence, sha256, sequence === 1 ? null : previous)),
    { selector: ({ sha256 }) => sha256, maxLength: 8 },
  )

  it('comes to the same whether all are seen at once or each against those next to it, as they arrive', () => {
    fc.assert(
      fc.property(
        anyLinks.chain((links) => fc.tuple(fc.constant(links), shuffled(links))),
        ([links, arriving]) => {
          const atOnce = links.map((one) => [one.sha256, chainDoubts(one, links)])
          const doubts = new Map<string, Set<string>>()
          const here: Link[] = []
          for (const one of arriving) {
            const near = here.filter(({ sequence }) => Math.abs(sequence - one.sequence) <= 1)
            doubts.set(one.sha256, new Set(chainDoubts(one, near)))
            for (const other of near)
              for (const doubt of chainDoubts(other, [one])) doubts.get(other.sha256)?.add(doubt)
            here.push(one)
          }
          for (const [sha256, expected] of atOnce)
            expect(doubts.get(sha256 as string)).toEqual(new Set(expected as string[]))
        },
      ),
    )
  })
})

function shuffled<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length })
}
