import { describe, expect, it } from 'vitest'
import type { Finding } from '../../checkpoints/finding.ts'
import type { Route } from '../../checkpoints/finding-act.ts'
import { SCORE_TERMS, Score, scorecardOf } from '../../checkpoints/finding-score.ts'
import { LANGUAGES } from '../../checkpoints/language.ts'
import { aFinding } from '../support/a-finding.ts'
import { at, days, hours, uuid } from '../support/builders.ts'

const [CLEANERS, GUARDS, LIFTS] = [uuid(0xd1), uuid(0xd2), uuid(0xc1)]
const NONE = { kind: 'repair', assignee: null, contractor: null } as const
const OVER = {
  ...{ from: '2026-03-01', to: '2026-03-31', zone: 'Asia/Hong_Kong', now: at('12:00', '2026-03-20') },
  departments: [
    { id: CLEANERS, names: { en: 'Cleaning' }, supervisor: null },
    { id: GUARDS, names: { en: 'Security' }, supervisor: null },
  ],
  contractors: [{ id: LIFTS, name: '快捷電梯', trade: 'lifts', phone: null, email: null }],
}
/** Reported on 2 March at noon, due a week later, and in the hands of the house's own repair. */
function worked(given: Partial<Finding> = {}): Finding {
  return aFinding({ reportedAt: at('12:00'), state: 'in-work', route: NONE, dueOn: '2026-03-09', ...given })
}
function fixedAfter(hoursToFix: number, given: Partial<Finding> = {}): Finding {
  return worked({ state: 'closed', fixedAt: at('12:00') + hours(hoursToFix), ...given })
}
const scored = (...findings: Finding[]) => scorecardOf(findings, OVER)
const own = (...findings: Finding[]) => scored(...findings)[0]

describe('the scorecard', () => {
  it('has a row for everybody who has received anything: by route, the house first, then as the lists have it', () => {
    const routes: Route[] = [
      { kind: 'violation', assignee: null, unit: null, notice: 'Remove it' },
      { kind: 'department', assignee: null, department: GUARDS },
      { kind: 'department', assignee: null, department: uuid(0xdead) },
      { kind: 'department', assignee: null, department: CLEANERS },
      { kind: 'repair', assignee: null, contractor: LIFTS },
      NONE,
    ]
    const rows = scored(...routes.map((route) => worked({ route })))
    expect(rows.map(({ route, who, names }) => [route, who, names?.en])).toEqual([
      ['repair', null, undefined],
      ['repair', LIFTS, '快捷電梯'],
      ['department', CLEANERS, 'Cleaning'],
      ['department', GUARDS, 'Security'],
      ['department', uuid(0xdead), undefined],
      ['violation', null, undefined],
    ])
    for (const row of rows) expect(row.received).toBe(1)
  })

  it('has none where nothing was received', () => expect(scored()).toEqual([]))

  it.each<[string, Partial<Finding>]>([
    ['nobody has been given', { state: 'reported', route: null }],
    ['was merged into another', { state: 'merged' }],
    ['was none', { state: 'dismissed' }],
    ['was reported before the period, by the estate’s clock', { reportedAt: at('23:59', '2026-02-28') }],
    ['was reported after it', { reportedAt: at('00:00', '2026-04-01') }],
  ])('leaves out what %s', (_, given) => expect(scored(worked(given))).toEqual([]))

  it('counts both days at the ends', () => {
    const ends = [at('00:00', '2026-03-01'), at('23:59', '2026-03-31')]
    expect(own(...ends.map((reportedAt) => worked({ reportedAt })))?.received).toBe(2)
  })

  it('counts as open what is not closed, and as overdue what is not fixed though its day is over', () => {
    const row = own(
      worked(),
      worked({ dueOn: '2026-03-20' }),
      fixedAfter(24 * 9, { state: 'fixed' }),
      fixedAfter(24, { state: 'call-back' }),
      fixedAfter(24),
    )
    expect(row).toMatchObject({ received: 5, open: 4, overdue: 1, fixed: 3 })
  })

  it('counts as in time what was fixed by its day, extensions included, whenever it was verified', () => {
    const late = fixedAfter(24 * 8)
    const extended = { ...late, dueOn: '2026-03-10', extended: 1 }
    expect(own(late, extended, fixedAfter(24 * 7 + 11), worked())).toMatchObject({ fixed: 3, inTime: 2, overdue: 1 })
  })

  it('adds up how often things were sent back and extended', () => {
    expect(own(worked({ sentBack: 2, extended: 1 }), worked({ sentBack: 1, extended: 3 }))).toMatchObject({
      ...{ sentBack: 3, extended: 4 },
    })
  })

  it.each<[number[], number | null]>([
    [[], null],
    [[5], 5],
    [[1, 9], 1],
    [[9, 2, 100], 9],
    [[4, 3, 2, 1], 2],
    [[-3, 8], 0],
  ])('of fixes after %j hours says that half took no longer than %s', (taken, median) => {
    expect(own(worked(), ...taken.map((one) => fixedAfter(one)))?.medianHours).toBe(median)
  })

  it('does not depend on when it is asked for, but for what is not fixed', () => {
    const findings = [fixedAfter(24 * 8), fixedAfter(3, { state: 'fixed' })]
    expect(scorecardOf(findings, { ...OVER, now: OVER.now + days(400) })).toEqual(scored(...findings))
  })
})

it('every number of it is explained, in every language', () => {
  const numbers = Object.keys(Score.entries).filter((key) => !['route', 'who', 'names'].includes(key))
  expect(Object.keys(SCORE_TERMS).sort()).toEqual(numbers.sort())
  for (const { name, means } of Object.values(SCORE_TERMS))
    for (const language of LANGUAGES) expect(name[language].length * means[language].length).toBeGreaterThan(0)
})
