/** What a phone makes of the findings it carries and of what was done about them on it. */
import { describe, expect, it } from 'vitest'
import type { FindingAct } from '../../../checkpoints/finding-act.ts'
import type { FindingDetail, PackFinding } from '../../../checkpoints/wire/finding.ts'
import { problemOf } from '../../../checkpoints/wire/problem.ts'
import type { SaidEvent } from '../../../client/local/finding-events.ts'
import { dialled, emergencyAct, lastSpot } from '../../../client/models/emergency.ts'
import {
  deedRefusal,
  didHimself,
  isHisDeed,
  securityPhoneOf,
  sorted,
  workOf,
} from '../../../client/models/finding-work.ts'
import { spotsLike } from '../../../client/models/spots.ts'
import { at, checkpointId, ESTATE, LOBBY, minutes, PERSON, uuid } from '../../support/builders.ts'
import { aListedCheckpoint, aPack } from './page.ts'

const FINDING = uuid(0xf1)
const OTHER = uuid(0xa2)

function aFinding(given: Partial<PackFinding> = {}): PackFinding {
  return {
    ...{ id: FINDING, number: 7, checkpoint: LOBBY, version: 3, state: 'in-work', severity: 'normal' },
    ...{ source: { by: 'staff' }, reportedBy: OTHER, category: 'facilities', note: 'drips', itemWords: null },
    ...{ dueOn: '2026-03-09', route: { kind: 'repair', assignee: OTHER, contractor: null } },
    ...{ fixers: [], callBack: false, reportedAt: at('09:00'), fixNote: null, photos: [], fixPhotos: [] },
    ...given,
  }
}
const packWith = (...work: PackFinding[]) => aPack({ work })

let order = 0
type Fate = Pick<Extract<SaidEvent, { state: 'saved' }>, 'state'> | object
function said(act: FindingAct, fate: Fate = { state: 'saved' }, finding = FINDING): SaidEvent {
  const id = uuid(0x900 + ++order)
  const event = { v: 1, id, finding, estate: ESTATE, at: at('10:00'), basis: 3, act } as const
  const about = { id, person: PERSON, order, checkpoint: LOBBY, names: {}, event, jws: null, photos: [] }
  return { ...about, ...fate } as SaidEvent
}
function arrived(standing: 'applied' | 'conflicting', sequence: number): Fate {
  const receipt = { id: uuid(1), finding: FINDING, sequence, standing, at: 1, receivedAt: 1 }
  return { state: 'on-server', receipt }
}
const FIX: FindingAct = { kind: 'fix', note: 'new washer', photos: ['ab'.repeat(32)] }
const VERIFY: FindingAct = {
  ...{ kind: 'verify', passed: true, note: '', photos: [], signature: 'cd'.repeat(32) },
  ...{ evidence: { channel: 'typed' }, position: null },
}
const REPORT: FindingAct = {
  ...{ kind: 'report', checkpoint: LOBBY, category: 'cleanliness', severity: 'minor', note: 'wet floor', photos: [] },
  ...{ residentReport: null, position: null },
}
const ME = { person: PERSON, roles: ['assistant'] as const }
const stateOf = (finding: PackFinding, ...events: SaidEvent[]) =>
  workOf(packWith(finding), events).map(({ finding }) => finding.state)

describe('a finding on a phone', () => {
  it('stands as it will once everything that waits here has arrived, and what was done is based on what the phone knows', () => {
    const [work] = workOf(packWith(aFinding()), [said(FIX)])
    expect(work).toMatchObject({
      ...{ number: 7, fixNote: 'new washer', fixPhotos: ['ab'.repeat(32)], basis: 3 },
      finding: { state: 'fixed', fixers: [PERSON, OTHER] },
      said: [{ state: 'saved' }],
    })
  })

  it.each<[string, Fate, string]>([
    ['has arrived after the pack was made', arrived('applied', 4), 'fixed'],
    ['is in the pack already, which knows better', arrived('applied', 3), 'in-work'],
    ['came too late', arrived('conflicting', 4), 'in-work'],
    ['was refused', { state: 'refused', problem: problemOf('finding-act-refused') }, 'in-work'],
  ])('with a deed that %s', (_, fate, state) => expect(stateOf(aFinding(), said(FIX, fate))).toEqual([state]))

  it('is not moved by a deed that somebody has made impossible since', () => {
    expect(stateOf(aFinding({ state: 'fixed', fixers: [PERSON] }), said(VERIFY))).toEqual(['fixed'])
    expect(stateOf(aFinding({ state: 'closed' }), said(FIX))).toEqual(['closed'])
  })

  it('waits for the call back once it is verified, if a resident reported it, also in a pack of an older version that does not say so', () => {
    const fixed = aFinding({ state: 'fixed', callBack: true })
    const { callBack: _, ...old } = aFinding({ state: 'fixed', source: { by: 'resident', report: uuid(0xe1) } })
    expect(stateOf(fixed, said(VERIFY))).toEqual(['call-back'])
    expect(stateOf(old as PackFinding, said(VERIFY))).toEqual(['call-back'])
    expect(stateOf(aFinding({ state: 'fixed' }), said(VERIFY))).toEqual(['closed'])
  })

  it('that was reported here is there before the server has heard of it, and once only afterwards', () => {
    const settle: FindingAct = { kind: 'settle', note: 'mopped', photos: [], signature: 'cd'.repeat(32) }
    const mine = uuid(0xf2)
    const events = [said(REPORT, { state: 'saved' }, mine), said(settle, { state: 'saved' }, mine)]
    expect(workOf(aPack(), events)).toMatchObject([
      { id: mine, number: null, basis: 1, fixNote: 'mopped', finding: { state: 'settled', note: 'wet floor' } },
    ])
    const known = workOf(packWith(aFinding({ id: mine, version: 1 })), [said(REPORT, arrived('applied', 1), mine)])
    expect(known.map(({ number }) => number)).toEqual([7])
  })

  it('is nothing in a pack of an older version of the app', () => {
    const { work: _, emergency: __, ...old } = aPack()
    expect([workOf(old, []), securityPhoneOf(old)]).toEqual([[], undefined])
    expect(securityPhoneOf(aPack({ emergency: { securityPhone: '999 1' } }))).toBe('999 1')
  })
})

describe('what somebody may do', () => {
  it('leaves verification to another than who fixed it, and says so', () => {
    const works = workOf(packWith(aFinding({ state: 'fixed', fixers: [PERSON] }), aFinding({ state: 'fixed' })), [])
    expect(works.map((work) => deedRefusal(work, 'verify', ME))).toEqual(['own-work', undefined])
    expect(works.map((work) => deedRefusal(work, 'fix', ME))).toEqual(['wrong-state', 'wrong-state'])
  })

  it('is told apart from what he has done already, on this phone or another one', () => {
    const me = { id: PERSON, name: 'Chan' }
    const history = (by: string, byContractor = false) =>
      ({ events: [{ act: FIX, standing: 'applied', by, byContractor }] }) as unknown as FindingDetail
    const fixedBy = (fixers: readonly string[], ...events: SaidEvent[]) =>
      workOf(packWith(aFinding({ state: 'fixed', fixers: [...fixers] })), events)[0]!
    expect(didHimself(fixedBy([PERSON]), history('Chan'), 'fix', me)).toBe(true)
    expect(didHimself(fixedBy([OTHER], said(FIX)), undefined, 'fix', me)).toBe(true)
    // Given to him, and fixed by a colleague; by a colleague of his name; by a contractor of his name.
    expect(didHimself(fixedBy([OTHER, PERSON]), history('Ho'), 'fix', me)).toBe(false)
    expect(didHimself(fixedBy([OTHER]), history('Chan'), 'fix', me)).toBe(false)
    expect(didHimself(fixedBy([PERSON]), history('Chan', true), 'fix', me)).toBe(false)
    expect(didHimself(fixedBy([OTHER]), undefined, 'fix', me)).toBe(false)
  })

  it('hides what is never his', () => {
    expect([isHisDeed('settle', ['assistant']), isHisDeed('settle', ['manager'])]).toEqual([true, false])
    expect(isHisDeed('comment', ['auditor'])).toBe(false)
  })
})

it('sorts each finding once: to verify first, the spots of the round before others, then what is his, then what lies on the way', () => {
  const [near, far] = [checkpointId(5), checkpointId(6)]
  const n = (id: number, given: Partial<PackFinding>) => aFinding({ id: uuid(id), number: id, ...given })
  const mine = { kind: 'repair', assignee: PERSON, contractor: null } as const
  const pack = packWith(
    n(1, { state: 'fixed', checkpoint: far }),
    n(2, { state: 'fixed', checkpoint: near }),
    n(3, { state: 'fixed', checkpoint: near, fixers: [PERSON] }),
    n(4, { route: mine, dueOn: '2026-03-20', checkpoint: near }),
    n(5, { route: mine, dueOn: null, checkpoint: near }),
    n(6, { route: mine, dueOn: '2026-03-02', checkpoint: far }),
    n(7, { state: 'reported', checkpoint: far }),
    n(8, { state: 'reported', checkpoint: near, reportedBy: PERSON }),
  )
  const { toVerify, assigned, here, reported } = sorted(workOf(pack, []), { ...ME, spots: [near] })
  const numbers = [toVerify, assigned, here, reported].map((works) => works.map(({ number }) => number))
  expect(numbers).toEqual([[2, 1], [6, 4, 5], [3], [8]])
})

describe('an emergency', () => {
  it('is where he scanned last, if that was half an hour ago at most', () => {
    const scan = (checkpoint: string, scannedAt: number) => ({ checkpoint, scannedAt })
    const scans = [scan(LOBBY, at('10:00')), scan(checkpointId(2), at('10:20'))]
    expect(lastSpot(scans, at('10:30'))).toBe(checkpointId(2))
    expect(lastSpot(scans, at('10:20') + minutes(30))).toBeUndefined()
  })

  it('is dialled without what people put between the digits', () => {
    expect(dialled('+852 (2345) 67-89')).toBe('tel:+85223456789')
  })

  it('is about what it is, and about safety if nobody has said', () => {
    expect(emergencyAct(LOBBY, 'water', 'flood')).toMatchObject({ category: 'facilities', severity: 'emergency' })
    expect(emergencyAct(LOBBY, undefined, '?')).toMatchObject({ category: 'security', note: '?' })
  })
})

it('finds a spot by any letters of its name, place or code; what lies near comes first, then today’s', () => {
  const spot = (number: number, code: string, en: string, place = uuid(0xb1)) =>
    aListedCheckpoint({ id: checkpointId(number), code, names: { en }, place })
  const checkpoints = [
    spot(1, 'A-1', 'Lobby', uuid(0xb2)),
    spot(2, 'A-2', 'Roof', uuid(0xb3)),
    spot(3, 'B-3', 'Pump room'),
    { ...spot(4, 'B-4', 'Old room'), state: 'retired' as const },
  ]
  const pack = aPack({ checkpoints })
  const found = (typed: string, near?: number) => {
    const first = { near: near === undefined ? undefined : checkpointId(near), today: [checkpointId(2)] }
    return spotsLike(pack, typed, 'en', first).map(({ name }) => name)
  }
  expect(found('')).toEqual(['Roof', 'Lobby', 'Pump room'])
  expect(found('', 3)).toEqual(['Pump room', 'Roof', 'Lobby'])
  expect([found('tower room'), found('a-1'), found('ＲＯＯＦ'), found('nowhere')]).toEqual([
    ['Pump room'],
    ['Lobby'],
    ['Roof'],
    [],
  ])
})
