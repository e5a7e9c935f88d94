import { describe, expect, it } from 'vitest'
import { daysFrom } from '../../../checkpoints/time.ts'
import {
  cellByKey,
  daysShown,
  type MatrixCell,
  type MatrixRow,
  matrixRows,
  missedSpots,
  piecesOf,
  rowsInSight,
  stateOn,
} from '../../../client/models/matrix.ts'
import { reportNames } from '../../../client/models/report-names.ts'
import { aReport } from '../../support/a-report.ts'

/** Two floors of four spots; the seventh was missed on two nights, the second on one. */
const REPORT = aReport({
  spots: 8,
  to: '2026-03-05',
  state: (spot, day) => ((spot === 6 && day < 2) || (spot === 1 && day === 4) ? 'missed' : 'done'),
})
const nameOf = reportNames(REPORT.directory, 'en').spotAndPlace
const read = (rows: readonly MatrixRow[]) =>
  rows.map((row) => (row.kind === 'place' ? `— ${row.place}` : `${row.place} ${row.name}`))

describe('the rows of a matrix', () => {
  it('stand in walking order below the names of their places', () => {
    expect(read(matrixRows(REPORT.spots, { order: 'walking', find: '', nameOf })).slice(0, 7)).toEqual([
      '— Tower 1 1/F',
      'Tower 1 1/F Lift lobby',
      'Tower 1 1/F Meter room',
      'Tower 1 1/F Stairwell A',
      'Tower 1 1/F Stairwell B',
      '— Tower 1 2/F',
      'Tower 1 2/F Lift lobby',
    ])
  })

  it('stand with the most missed first when asked, without the names of places between them', () => {
    const rows = read(matrixRows(REPORT.spots, { order: 'worst', find: '', nameOf }))
    expect(rows.slice(0, 3)).toEqual(['Tower 1 2/F Stairwell A', 'Tower 1 1/F Meter room', 'Tower 1 1/F Lift lobby'])
    expect(rows).toHaveLength(8)
  })

  it('are those whose name or place has what is typed in it, whatever its case', () => {
    const found = (find: string) => read(matrixRows(REPORT.spots, { order: 'walking', find, nameOf }))
    expect(found(' METER ')).toEqual([
      '— Tower 1 1/F',
      'Tower 1 1/F Meter room',
      '— Tower 1 2/F',
      'Tower 1 2/F Meter room',
    ])
    expect(found('2/f stairwell b')).toEqual(['— Tower 1 2/F', 'Tower 1 2/F Stairwell B'])
    expect(found('pond')).toEqual([])
  })

  it('say the state of each day, and of a day on which no round expects the spot that there is none', () => {
    expect([0, 1, 2].map((day) => stateOn(REPORT.spots[6]!, day))).toEqual(['missed', 'missed', 'done'])
    expect(['x', 'a', 'o', '?', 'l', 'd', '-', ' '].map((days) => stateOn({ days }, 0))).toEqual([
      'missed',
      'awaiting',
      'pending',
      'doubtful',
      'late',
      'done',
      'excused',
      undefined,
    ])
  })

  it('tell how many were missed, and which the most often', () => {
    const { count, worst } = missedSpots(REPORT.spots)
    expect([count, worst?.checkpoint]).toEqual([2, REPORT.spots[6]!.checkpoint])
    expect(missedSpots(aReport({ spots: 4, state: () => 'done' }).spots)).toEqual({ count: 0, worst: undefined })
  })
})

describe('the days of a matrix', () => {
  const quarter = daysFrom('2026-01-01', '2026-03-31')
  const read = (back: number) => {
    const { first, days, hasEarlier, hasLater } = daysShown(quarter, back)
    return [first, days[0], days.at(-1), hasEarlier, hasLater]
  }

  it('are the last 31 at first, and turn back like pages to a full first one', () => {
    expect(read(0)).toEqual([59, '2026-03-01', '2026-03-31', true, false])
    expect(read(1)).toEqual([28, '2026-01-29', '2026-02-28', true, true])
    expect(read(2)).toEqual([0, '2026-01-01', '2026-01-31', false, true])
  })

  it('are all of them where there are no more', () => {
    const week = daysFrom('2026-03-02', '2026-03-08')
    expect(daysShown(week, 0)).toEqual({ first: 0, days: week, hasEarlier: false, hasLater: false })
  })
})

describe('which rows are drawn', () => {
  it('are those in sight and eight to spare on both sides', () => {
    expect(rowsInSight(500, { scrolledPx: 3200, heightPx: 640, rowPx: 32 })).toEqual({ from: 92, to: 128 })
  })

  it('end with the rows there are, also where a filter has left fewer than were scrolled over', () => {
    expect(rowsInSight(500, { scrolledPx: 0, heightPx: 640, rowPx: 32 })).toEqual({ from: 0, to: 28 })
    expect(rowsInSight(500, { scrolledPx: 15_360, heightPx: 640, rowPx: 32 })).toEqual({ from: 472, to: 500 })
    expect(rowsInSight(3, { scrolledPx: 15_360, heightPx: 640, rowPx: 32 })).toEqual({ from: 0, to: 3 })
    // A page that is pulled down beyond its top.
    expect(rowsInSight(500, { scrolledPx: -80, heightPx: 640, rowPx: 32 })).toEqual({ from: 0, to: 28 })
  })

  it('keep the row with the focus, above and below what is in sight, and the room of all others', () => {
    expect(piecesOf(500, { from: 92, to: 128 }, 0)).toEqual([
      { from: 0, to: 1 },
      { skipped: 91 },
      { from: 92, to: 128 },
      { skipped: 372 },
    ])
    expect(piecesOf(500, { from: 0, to: 28 }, 300)).toEqual([
      { from: 0, to: 28 },
      { skipped: 272 },
      { from: 300, to: 301 },
      { skipped: 199 },
    ])
    expect(piecesOf(500, { from: 92, to: 128 }, 91)[1]).toEqual({ from: 91, to: 92 })
    expect(piecesOf(500, { from: 92, to: 128 }, 100)).toEqual([
      { skipped: 92 },
      { from: 92, to: 128 },
      { skipped: 372 },
    ])
    expect(piecesOf(3, { from: 0, to: 3 }, undefined)).toEqual([{ from: 0, to: 3 }])
  })

  it('always take the room of all rows', () => {
    for (const focused of [undefined, 0, 91, 92, 127, 128, 499, 700]) {
      const rows = piecesOf(500, { from: 92, to: 128 }, focused).map((piece) =>
        'skipped' in piece ? piece.skipped : piece.to - piece.from,
      )
      expect(rows.reduce((sum, count) => sum + count)).toBe(500)
    }
  })
})

describe('where a key leads in the matrix', () => {
  const kinds = ['place', 'spot', 'spot', 'place', 'spot', 'spot', 'spot'] as const
  const rows = kinds.map((kind) => ({ kind }))
  const from = (at: MatrixCell, key: string, ctrl = false) => {
    const to = cellByKey(rows, 32, at, { key, ctrl, rowsInPage: 4 })
    return to && [to.row, to.column]
  }

  it.each([
    ['ArrowRight', [1, 6], 'one day on'],
    ['ArrowLeft', [1, 4], 'one day back'],
    ['ArrowDown', [2, 5], 'the spot below'],
    ['ArrowUp', undefined, 'nowhere: there is only the name of a place above'],
    ['Home', [1, 0], 'the name of the spot'],
    ['End', [1, 31], 'the last day'],
    ['PageDown', [4, 5], 'a page less one row down'],
    ['PageUp', undefined, 'nowhere: the first spot already'],
    ['a', undefined, 'nowhere: not a key of ours'],
  ] as const)('%s from the first spot: %j, %s', (key, to, _) => {
    expect(from({ row: 1, column: 5 }, key)).toEqual(to)
  })

  it('steps over the names of places both ways', () => {
    expect(from({ row: 2, column: 5 }, 'ArrowDown')).toEqual([4, 5])
    expect(from({ row: 4, column: 5 }, 'ArrowUp')).toEqual([2, 5])
    // The row a page above only names a place.
    expect(from({ row: 6, column: 5 }, 'PageUp')).toEqual([2, 5])
  })

  it('goes to the corners with Ctrl, and with no other key', () => {
    expect(from({ row: 4, column: 5 }, 'Home', true)).toEqual([1, 0])
    expect(from({ row: 4, column: 5 }, 'End', true)).toEqual([6, 31])
    expect(from({ row: 4, column: 5 }, 'ArrowDown', true)).toBeUndefined()
  })

  it('stops at the edges; a page stops at the last spot', () => {
    expect(from({ row: 4, column: 31 }, 'ArrowRight')).toBeUndefined()
    expect(from({ row: 4, column: 0 }, 'ArrowLeft')).toBeUndefined()
    expect(from({ row: 6, column: 5 }, 'ArrowDown')).toBeUndefined()
    expect(from({ row: 5, column: 5 }, 'PageDown')).toEqual([6, 5])
  })
})
