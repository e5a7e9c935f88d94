import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FindingReceipt } from '../../../checkpoints/wire/finding.ts'
import type { Reply } from '../../../client/request.ts'
import { uuid } from '../../support/builders.ts'
import { aListedFinding } from './a-listed-finding.ts'

const ME = uuid(0xa1)
const ESTATE = uuid(0xe5)
const supervisor = { by: 'staff', person: ME, roles: ['supervisor'] } as const
const offline = { ok: false, offline: true } as const
const refused: Reply<FindingReceipt> & { ok: false } = {
  ok: false,
  offline: false,
  problem: { type: 'x', title: 'x', status: 409, code: 'finding-act-refused', where: ['wrong-state'] },
}
const kept = (finding: string) =>
  ({
    ok: true,
    value: { id: uuid(1), finding, sequence: 2, standing: 'applied', at: 1, receivedAt: 1 },
  }) as const

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} })
  vi.stubGlobal('navigator', { languages: ['en'] })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible', documentElement: {} }))
  vi.stubGlobal('addEventListener', () => {})
})

const load = () => import('../../../client/models/finding-bulk.ts')

describe('one deed for many problems', () => {
  it('says before it is done which would not change, and why', async () => {
    const { previewOf } = await load()
    const [open, major, over] = [
      aListedFinding({ state: 'reported' }),
      aListedFinding({ state: 'reported', severity: 'major' }),
      aListedFinding({ state: 'closed' }),
    ]
    const rows = previewOf('triage', [open, major, over], supervisor, undefined)
    expect(rows.map(({ left }) => left)).toEqual([undefined, 'manager-decides', 'wrong-state'])
  })

  it('merges into the one that is furthest, else into the oldest, and leaves that one alone', async () => {
    const { previewOf, suggestedInto } = await load()
    const young = aListedFinding({ state: 'reported', reportedAt: 9 })
    const old = aListedFinding({ state: 'reported', reportedAt: 1 })
    const working = aListedFinding({ state: 'in-work', reportedAt: 5 })
    expect(suggestedInto([young, old])).toBe(old.id)
    expect(suggestedInto([young, old, working])).toBe(working.id)
    expect(previewOf('merge', [young, old], supervisor, old.id).map(({ left }) => left)).toEqual([undefined, 'kept'])
  })

  it('sends each as an event of its own that names what of it was seen; one that fails stops no other', async () => {
    const { previewOf, preparedFor, sendAll } = await load()
    const findings = [1, 2, 3].map((version) => aListedFinding({ state: 'reported', version }))
    const act = { kind: 'merge', into: uuid(9), note: '' } as const
    const events = preparedFor(previewOf('merge', findings, supervisor, undefined), ESTATE, ME, act)
    expect(events.map(({ event }) => [event.finding, event.basis])).toEqual(
      findings.map(({ id, version }) => [id, version]),
    )
    expect(new Set(events.map(({ event }) => event.id)).size).toBe(3)
    const outcomes: string[] = []
    await sendAll(
      events,
      async ({ event }) => (event.finding === findings[1]?.id ? refused : kept(event.finding)),
      ({ reply }) => outcomes.push(reply.ok ? 'kept' : 'refused'),
    )
    expect(outcomes).toEqual(['kept', 'refused', 'kept'])
  })

  it('sends again only those of which nobody knows whether they arrived, as the same events', async () => {
    const { previewOf, preparedFor, unsent } = await load()
    const findings = [aListedFinding(), aListedFinding(), aListedFinding()]
    const act = { kind: 'merge', into: uuid(9), note: '' } as const
    const events = preparedFor(previewOf('merge', findings, supervisor, undefined), ESTATE, ME, act)
    const [a, b, c] = events.map(({ event }) => event.finding)
    const outcomes = [
      { finding: a!, reply: kept(a!) },
      { finding: b!, reply: offline },
      { finding: c!, reply: refused },
    ]
    expect(unsent(events, outcomes)).toEqual([events[1]])
  })
})
