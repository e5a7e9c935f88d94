import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { findingOf } from '../../checkpoints/finding.ts'
import { ACTS } from '../../checkpoints/finding-decision.ts'
import { ROLES } from '../../checkpoints/people.ts'
import { obstacle } from '../support/finding-oracle.ts'
import { type Estate, livedThrough, shadowFor, shadowOf, type Told, type Turn } from '../support/finding-phones.ts'

const anyRoles = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant([]) },
)
const anyEstate: fc.Arbitrary<Estate> = fc.record({
  severities: fc.array(fc.constantFrom('minor', 'normal', 'normal', 'major', 'emergency'), {
    minLength: 1,
    maxLength: 2,
  }),
  callBack: fc.boolean(),
  // Somebody of each sort is there, so that something happens.
  roles: fc.array(anyRoles, { maxLength: 4 }).map((more) => [['assistant'], ['supervisor'], ['manager'], ...more]),
  skews: fc.array(fc.integer({ min: -600, max: 600 }), { minLength: 2, maxLength: 4 }),
  inOrder: fc.boolean(),
})
const anyNumber = fc.integer({ min: 0, max: 5039 })
const anyTurn: fc.Arbitrary<Turn> = fc.record({
  what: fc.constantFrom('do', 'do', 'do', 'look', 'look', 'send', 'send', 'send', 'send-unheard', 'send-again'),
  phone: anyNumber,
  finding: anyNumber,
  deed: anyNumber,
  choice: anyNumber,
  wild: fc.integer({ min: 0, max: 5 }).map((thrown) => thrown === 0),
})
const RUNS = 60
// Without a bias towards small numbers: the first phone would do nearly everything, and always the same.
const anyLife = fc.noBias(fc.tuple(anyEstate, fc.array(anyTurn, { minLength: 1, maxLength: 120, size: 'max' })))

/** What has happened at all, over all lives. */
const happened = new Map<string, number>()
function count(what: string) {
  happened.set(what, (happened.get(what) ?? 0) + 1)
}

function inEveryLife(holds: (life: ReturnType<typeof livedThrough>) => void) {
  fc.assert(
    fc.property(anyLife, ([estate, turns]) => {
      const life = livedThrough(estate, turns)
      for (const { act, decided } of life.told.values()) count(`${act.kind} ${decided.outcome}`)
      holds(life)
    }),
    { numRuns: RUNS },
  )
}
const eachTold = (check: (told: Told) => void) =>
  inEveryLife(({ told }) => {
    for (const one of told.values()) check(one)
  })

// Lives take milliseconds, but as many times as many where everything else is tested at the same time.
describe('whoever does what with whichever phone, and in whatever order it arrives', { timeout: 60_000 }, () => {
  it('everything that was sent has counted, is kept as a conflict, or was refused with a reason: each once', () => {
    inEveryLife(({ sent, told, kept }) => {
      expect([...told.keys()].sort()).toEqual(sent.map(({ id }) => id).sort())
      const rows = [...kept.values()].flatMap(({ events }) => events.slice(1))
      const counted = [...told.values()].filter(({ decided }) => decided.outcome !== 'refused')
      expect(rows.map(({ id, standing }) => `${id} ${standing}`).sort()).toEqual(
        counted.map(({ id, decided }) => `${id} ${decided.outcome}`).sort(),
      )
      for (const { events } of kept.values())
        expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1))
    })
  })

  it('nothing counts that the policy does not allow, as the finding stood when it arrived', () => {
    eachTold(({ decided, act, actor, history, elsewhere }) => {
      if (decided.outcome === 'applied') expect(obstacle(shadowOf(history), act, actor, elsewhere)).toBeUndefined()
    })
  })

  it('nothing is refused that the policy allows, but the answer to an alarm that has ended', () => {
    eachTold(({ decided, act, actor, basis, history, elsewhere }) => {
      if (decided.outcome !== 'refused') return
      const now = shadowOf(history)
      const seen = shadowFor(actor, basis, history)
      if (decided.why === 'no-alarm' && now.alarm !== null) return expect(seen?.alarm).not.toBe(now.alarm)
      const inTheWay = obstacle(now, act, actor, elsewhere)
      expect(inTheWay).toBeDefined()
      // What he could do when he looked is kept: unless it is for others, or is about what is there no more.
      if (seen && !['role', 'elsewhere'].includes(inTheWay!) && !['acknowledge', 'resolve'].includes(act.kind))
        expect(obstacle(seen, act, actor, elsewhere)).toBeDefined()
    })
  })

  it('a conflict is what its author could do as far as he knew, and what somebody else has overtaken', () => {
    eachTold(({ decided, act, actor, basis, history, elsewhere }) => {
      if (decided.outcome !== 'conflicting') return
      const isOwn = (by: string | null) => actor.by === 'staff' && by === actor.person
      // By others; or his own, of which he does not know that it did not count.
      const news = history.filter(
        ({ sequence, by, standing }) => sequence > basis && isOwn(by) === (standing === 'conflicting'),
      )
      expect(news).not.toEqual([])
      const [now, seen] = [shadowOf(history), shadowFor(actor, basis, history)!]
      if (obstacle(now, act, actor, elsewhere)) {
        count('conflict: too late')
        expect(obstacle(seen, act, actor, elsewhere)).toBeUndefined()
      } else {
        count('conflict: over what he has not seen')
        expect(['comment', 'acknowledge', 'resolve']).not.toContain(act.kind)
      }
    })
  })

  it('a finding is what its events make of it, event by event or all at once, and as the oracle has it', () => {
    inEveryLife(({ kept }) => {
      for (const [id, { events, finding }] of kept) {
        expect(findingOf(id, events)).toEqual(finding)
        for (let seen = 1; seen <= events.length; seen++) {
          const [then, shadow] = [findingOf(id, events.slice(0, seen))!, shadowOf(events.slice(0, seen))]
          expect(then.version).toBe(seen)
          expect({
            ...{ state: then.state, severity: then.severity, due: then.dueOn, conflicts: then.conflicts },
            asked: then.extension && { by: then.extension.askedBy, until: then.extension.until },
            rings: then.alarmedAt,
            fixers: [...then.fixers].sort(),
          }).toEqual({
            ...{ state: shadow.state, severity: shadow.severity, due: shadow.due, conflicts: shadow.conflicts },
            asked: shadow.asked,
            rings: shadow.alarm === null ? null : events[shadow.alarm - 1]!.at,
            fixers: [...new Set(shadow.fixers)].sort(),
          })
        }
      }
    })
  })

  it('no conflict is lost: each stands there until somebody has said what to make of it', () => {
    inEveryLife(({ kept }) => {
      for (const { events, finding } of kept.values()) {
        const resolved = events.flatMap(({ act, standing }) =>
          act.kind === 'resolve' && standing === 'applied' ? [act.event] : [],
        )
        const standing = events.filter((event) => event.standing === 'conflicting' && !resolved.includes(event.id))
        expect(finding.conflicts).toEqual(standing.map(({ id }) => id))
      }
    })
  })

  it('a conflict changes nothing but that it stands there', () => {
    eachTold(({ id, decided, before, after }) => {
      if (decided.outcome === 'refused') expect(after).toEqual(before)
      if (decided.outcome === 'conflicting')
        expect(after).toEqual({ ...before, version: before.version + 1, conflicts: [...before.conflicts, id] })
    })
  })

  it('the day that is due moves by a decision or by an extension that was granted, and by nothing else', () => {
    eachTold(({ act, decided, before, after }) => {
      const moves = act.kind === 'triage' || (act.kind === 'answer-extension' && act.approved)
      if (decided.outcome !== 'applied' || !moves) expect(after.dueOn).toBe(before.dueOn)
      const granted = decided.outcome === 'applied' && act.kind === 'answer-extension' && act.approved
      expect(after.extended).toBe(before.extended + (granted ? 1 : 0))
      if (granted) expect(after.dueOn! > before.dueOn!).toBe(true)
    })
  })

  it('what is closed was verified on the spot by somebody who had not fixed it', () => {
    inEveryLife(({ kept }) => {
      for (const { events, finding } of kept.values()) {
        if (finding.state !== 'closed') continue
        const counting = events.filter(({ standing }) => standing === 'applied')
        const verified = counting.findLast(({ act }) => act.kind === 'verify' && act.passed)!
        const fixed = counting.findLast(({ act }) => act.kind === 'fix')!
        expect(finding.verifiedBy).toBe(verified.by)
        expect(verified.by).not.toBeNull()
        expect(verified.by).not.toBe(fixed.by)
        expect(fixed.sequence).toBeLessThan(verified.sequence)
      }
    })
  })

  it('following what was merged into what comes to an end', () => {
    inEveryLife(({ kept }) => {
      for (const start of kept.keys()) {
        const passed = new Set<string>()
        for (let id: string | null = start; id !== null; id = kept.get(id)!.finding.mergedInto) {
          expect(passed.has(id)).toBe(false)
          passed.add(id)
        }
      }
    })
  })

  afterAll(() => {
    // The properties say something: every deed has counted, been refused and, where it can be, been a conflict.
    const never = ['comment', 'acknowledge', 'resolve'].map((kind) => `${kind} conflicting`)
    const expected = Object.keys(ACTS).flatMap((kind) =>
      ['applied', 'conflicting', 'refused'].map((how) => `${kind} ${how}`),
    )
    expect(expected.filter((what) => !happened.has(what) && !never.includes(what))).toEqual([])
    expect(never.filter((what) => happened.has(what))).toEqual([])
    expect(happened.get('conflict: too late')).toBeGreaterThan(RUNS)
    expect(happened.get('conflict: over what he has not seen')).toBeGreaterThan(RUNS / 10)
  })
})
