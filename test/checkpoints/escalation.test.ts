import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextStepAt, stepsDue } from '../../checkpoints/escalation.ts'
import type { Finding } from '../../checkpoints/finding.ts'
import { DEFAULT_RULES, type LadderStep, Trigger } from '../../checkpoints/finding-rules.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { addDays, type CivilDate } from '../../checkpoints/time.ts'
import { aFinding, amy, anAct, aStory, BEN, ben, max, sue } from '../support/a-finding.ts'
import { at, days, hours, minutes } from '../support/builders.ts'
import { failed, routedTo } from '../support/finding-story.ts'

const startOf = (day: CivilDate) => startOfDay(day, 'Asia/Hong_Kong')
function rung(when: Trigger, afterMinutes: number, repeatMinutes: number | null = null): LadderStep {
  return { when, afterMinutes, repeatMinutes, to: ['supervisors'] }
}
const keysAt = (finding: Finding, ladder: readonly LadderStep[], now: number) =>
  stepsDue(finding, ladder, { now, startOf }).map(({ key }) => key)

const asked = { until: '2026-03-16', reason: '', askedBy: BEN, askedAt: at('09:00', '2026-03-04') }
const inWork = aFinding({ state: 'in-work', stateSince: at('22:00'), dueOn: '2026-03-09' })

describe('nobody hears of it before, and somebody does when', () => {
  it.each<[string, Finding, LadderStep, string, CivilDate]>([
    ['it was reported two hours ago and not decided', aFinding(), rung('unanswered', 120), '23:00', '2026-03-02'],
    ['an emergency rings', aFinding({ alarmedAt: at('21:00') }), rung('unacknowledged', 0), '21:00', '2026-03-02'],
    ['the morning of its day has come', inWork, rung('due', 8 * 60), '08:00', '2026-03-09'],
    ['its day is over', inWork, rung('overdue', 0), '00:00', '2026-03-10'],
    ['its day has been over for three days', inWork, rung('overdue', 3 * 24 * 60), '00:00', '2026-03-13'],
    [
      'it was fixed two days ago and not verified',
      aFinding({ state: 'fixed', stateSince: at('21:00', '2026-03-05') }),
      rung('unverified', 2 * 24 * 60),
      '21:00',
      '2026-03-07',
    ],
    [
      'it was solved two days ago and its resident has not been reached',
      aFinding({ state: 'call-back', stateSince: at('21:00', '2026-03-05'), calledBack: 'not-reached' }),
      rung('uncalled', 2 * 24 * 60),
      '21:00',
      '2026-03-07',
    ],
    [
      'more time was asked for yesterday',
      { ...inWork, extension: asked },
      rung('extension-unanswered', 24 * 60),
      '09:00',
      '2026-03-05',
    ],
  ])('%s', (_, finding, step, time, day) => {
    const due = at(time, day)
    expect(keysAt(finding, [step], due - 1)).toEqual([])
    const [first, ...others] = stepsDue(finding, [step], { now: due, startOf })
    expect(others).toEqual([])
    expect(first).toMatchObject({ step, since: due - minutes(step.afterMinutes) })
    // However often it is asked, and however late.
    expect(keysAt(finding, [step], due + days(90))).toEqual([first!.key])
  })
})

describe('nobody hears of it any more when', () => {
  const later = at('12:00', '2026-06-01')
  it.each<[string, Trigger, Finding]>([
    ['it has been decided', 'unanswered', inWork],
    ['somebody has taken the alarm in hand', 'unacknowledged', aFinding({ severity: 'emergency', alarmedAt: null })],
    ['it is fixed', 'overdue', { ...inWork, state: 'fixed' }],
    ['it is fixed', 'due', { ...inWork, state: 'fixed' }],
    ['it is verified', 'unverified', { ...inWork, state: 'closed' }],
    ['it waits for the resident only', 'unverified', { ...inWork, state: 'call-back' }],
    ['the resident was called', 'uncalled', { ...inWork, state: 'closed' }],
    ['the extension is answered', 'extension-unanswered', inWork],
    ['it is over', 'extension-unanswered', { ...inWork, state: 'dismissed', extension: asked }],
    ['it is over', 'unanswered', aFinding({ state: 'merged' })],
  ])('%s (%s)', (_, when, finding) => expect(keysAt(finding, [rung(when, 0, 60)], later)).toEqual([]))

  it('rings though the finding is being worked on: only taking it in hand stops an alarm', () => {
    expect(keysAt({ ...inWork, alarmedAt: at('21:00') }, [rung('unacknowledged', 0)], later)).toHaveLength(1)
  })
})

describe('a rung that repeats', () => {
  const ringing = aFinding({ severity: 'emergency', alarmedAt: at('21:00') })
  const ladder = [rung('unacknowledged', 0, 5)]

  it('is another one each time, and the same in between', () => {
    const keys = [0, 4, 5, 9, 10].map((minute) => keysAt(ringing, ladder, at('21:00') + minutes(minute)))
    expect(keys.map((key) => key.length)).toEqual([1, 1, 1, 1, 1])
    const distinct = keys.map(([key]) => keys.findIndex(([one]) => one === key))
    expect(distinct).toEqual([0, 0, 2, 2, 4])
  })

  it('is told once after an outage, not as often as it was missed', () => {
    expect(keysAt(ringing, ladder, at('21:00') + hours(12))).toHaveLength(1)
  })
})

describe('two rungs', () => {
  it('of the same time but for different people are two', () => {
    const ladder: LadderStep[] = [
      { ...rung('overdue', 0), to: ['assignee'] },
      { ...rung('overdue', 0), to: ['managers'] },
    ]
    expect(new Set(keysAt(inWork, ladder, at('00:00', '2026-03-10'))).size).toBe(2)
  })
})

describe('a rung begins anew', () => {
  const overdue = [rung('overdue', 0)]
  const unverified = [rung('unverified', 60)]
  const unanswered = [rung('unanswered', 60)]
  const now = at('12:00', '2026-04-20')
  const worked = () => {
    const told = aStory()
    told.does(sue, routedTo(null))
    return told
  }

  it('when the day has moved', () => {
    const told = worked()
    const before = keysAt(told.finding, overdue, now)
    told.does(amy, anAct('ask-extension', { until: '2026-03-20' }))
    told.does(max, anAct('answer-extension', { approved: true }))
    const after = keysAt(told.finding, overdue, now)
    expect([before.length, after.length]).toEqual([1, 1])
    expect(after).not.toEqual(before)
  })

  it('when it was sent back: whoever is to fix it again is told again that it is overdue', () => {
    const told = worked()
    const before = keysAt(told.finding, overdue, now)
    told.does(amy, anAct('fix'))
    const waiting = keysAt(told.finding, unverified, now)
    told.does(ben, failed)
    expect(keysAt(told.finding, overdue, now)).not.toEqual(before)
    told.does(amy, anAct('fix'))
    expect(keysAt(told.finding, unverified, now)).not.toEqual(waiting)
  })

  it('when it is reopened', () => {
    const told = aStory()
    const before = keysAt(told.finding, unanswered, now)
    told.does(sue, anAct('dismiss'))
    told.does(sue, anAct('reopen'))
    expect(keysAt(told.finding, unanswered, now)).not.toEqual(before)
  })

  it.each<[string, Parameters<ReturnType<typeof aStory>['does']>]>([
    ['comments', [amy, anAct('comment')]],
    ['asks for more time', [amy, anAct('ask-extension', { until: '2026-03-20' })]],
    ['calls it less bad', [sue, anAct('reclassify', { severity: 'minor' })]],
  ])('not because somebody %s', (_, [actor, act]) => {
    const told = worked()
    const before = keysAt(told.finding, overdue, now)
    expect(told.does(actor, act)).toEqual({ outcome: 'applied' })
    expect(keysAt(told.finding, overdue, now)).toEqual(before)
  })
})

describe('days are the estate’s', () => {
  it.each([
    ['Europe/London', '2026-03-28', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'],
    ['Europe/London', '2026-10-24', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z'],
  ])('in %s what is due on %s is overdue from %s on, and a day later from %s on', (zone, dueOn, first, second) => {
    for (const [day, instant] of [
      [dueOn, first],
      [addDays(dueOn, 1), second],
    ] as const) {
      const due = { ...inWork, dueOn: day, stateSince: at('12:00', '2026-01-01') }
      const keys = (now: number) =>
        stepsDue(due, [rung('overdue', 0)], { now, startOf: (one) => startOfDay(one, zone) })
      expect(keys(Date.parse(instant) - 1)).toEqual([])
      expect(keys(Date.parse(instant))).toHaveLength(1)
    }
  })
})

describe('a job that runs now and then, and not at all for days', () => {
  const anyStep: fc.Arbitrary<LadderStep> = fc.record({
    when: fc.constantFrom(...Trigger.options),
    afterMinutes: fc.integer({ min: 0, max: 6 * 24 * 60 }),
    repeatMinutes: fc.option(fc.integer({ min: 1, max: 3 * 24 * 60 })),
    to: fc.uniqueArray(fc.constantFrom('assignee', 'supervisors', 'managers'), { minLength: 1 }),
  })
  const anyLadder = fc.oneof(
    fc.constantFrom(...Object.values(DEFAULT_RULES.ladders)),
    fc.uniqueArray(anyStep, { maxLength: 6, selector: ({ when, afterMinutes }) => `${when} ${afterMinutes}` }),
  )
  const ringing = { ...inWork, extension: asked, severity: 'emergency', alarmedAt: at('21:00') } as const
  const anyFinding = fc.constantFrom<Finding>(
    ...[aFinding(), inWork, { ...inWork, state: 'fixed' as const }, ringing, { ...ringing, state: 'closed' as const }],
  )
  const anyPauses = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 10, max: 90 }), fc.integer({ min: 1000, max: 20_000 })),
    { minLength: 1, maxLength: 60 },
  )

  it('climbs each rung once for each time it comes, never before, and none that was due stays unclimbed', () => {
    fc.assert(
      fc.property(anyFinding, anyLadder, anyPauses, (finding, ladder, pauses) => {
        const climbed = new Map<string, { step: LadderStep; since: number; now: number }[]>()
        let now = at('21:00')
        for (const pause of pauses) {
          now += minutes(pause)
          // Twice in a row, as after a restart.
          for (const again of [false, true]) {
            const due = stepsDue(finding, ladder, { now, startOf })
            expect(new Set(due.map(({ step }) => step)).size).toBe(due.length)
            for (const { key, step, since } of due) {
              if (again) expect(climbed.has(key)).toBe(true)
              if (!climbed.has(key)) climbed.set(key, [{ step, since, now }])
            }
          }
        }
        const times = [...climbed.values()].flat()
        for (const step of ladder) {
          const own = times.filter((one) => one.step === step)
          for (const { since, now: climbedAt } of own)
            expect(climbedAt).toBeGreaterThanOrEqual(since + minutes(step.afterMinutes))
          if (step.repeatMinutes === null) expect(own.length).toBeLessThanOrEqual(1)
          // Between two that were climbed the time of the next one has come: never two for one.
          const turns = own.map(({ since, now: climbedAt }) =>
            Math.floor((climbedAt - since - minutes(step.afterMinutes)) / minutes(step.repeatMinutes ?? 1e9)),
          )
          expect(new Set(turns).size).toBe(turns.length)
        }
        // The last look leaves nothing undone.
        expect(stepsDue(finding, ladder, { now, startOf }).filter(({ key }) => !climbed.has(key))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('says when the next rung comes due: until then the same are due, and then another one', () => {
    fc.assert(
      fc.property(anyFinding, anyLadder, fc.integer({ min: 0, max: 20_000 }), (finding, ladder, after) => {
        const now = at('21:00') + minutes(after)
        const keysAt = (moment: number) => stepsDue(finding, ladder, { now: moment, startOf }).map(({ key }) => key)
        const next = nextStepAt(finding, ladder, { now, startOf })
        const before = Math.min(next - 1, now + minutes(1e6))
        expect(next).toBeGreaterThan(now)
        expect(keysAt(before)).toEqual(keysAt(now))
        if (next < Number.POSITIVE_INFINITY) expect(keysAt(next)).not.toEqual(keysAt(now))
      }),
      { numRuns: 200 },
    )
  })
})
