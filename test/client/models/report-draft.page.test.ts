import { beforeEach, describe, expect, it, vi } from 'vitest'
import { problemOf } from '../../../checkpoints/wire/problem.ts'
import { until } from '../../support/until.ts'
import { type FakeServer, newPhone, refusal } from './page.ts'

const DIGITS = '7'.repeat(174)
const DRAFT = { text: '燈不亮', category: undefined, contact: '', website: '' }
const EMPTY = { ...DRAFT, text: '' }
const TAG = { estate: { id: 'e', names: { en: 'Jade Lake' } }, kind: null, lastPatrol: null }

let server: FakeServer
let report: typeof import('../../../client/models/report-draft.ts')

beforeEach(async () => {
  server = newPhone()
  report = await import('../../../client/models/report-draft.ts')
})

const ticketsSent = () =>
  server.sent.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(String(body)).ticket)

describe('sending a report', () => {
  it('waits for whoever is quicker than the server believes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const answers = [
      { status: 422, body: problemOf('report-too-soon', { retryAfter: 2 }) },
      { status: 201, body: { token: 't' } },
    ]
    server.answer = () => answers.shift()
    const sent = report.send(DIGITS, 'first', DRAFT, undefined)
    await until(() => expect(vi.getTimerCount()).toBeGreaterThan(0))
    expect(ticketsSent()).toEqual(['first'])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await sent).toEqual({ ok: true, value: { token: 't' } })
    expect(ticketsSent()).toEqual(['first', 'first'])
    vi.useRealTimers()
  })

  it('exchanges a ticket that has run out', async () => {
    server.answer = ({ method, body }) => {
      if (method === 'GET') return { status: 200, body: { ...TAG, reports: { ticket: 'second' } } }
      const { ticket } = JSON.parse(String(body))
      return ticket === 'first' ? refusal('report-form-stale') : { status: 201, body: { token: 't' } }
    }
    expect((await report.send(DIGITS, 'first', DRAFT, undefined)).ok).toBe(true)
    expect(ticketsSent()).toEqual(['first', 'second'])
  })

  it('tells that the estate takes none any more', async () => {
    server.answer = ({ method }) =>
      method === 'GET' ? { status: 200, body: { ...TAG, reports: null } } : refusal('report-form-stale')
    expect(await report.send(DIGITS, 'first', DRAFT, undefined)).toMatchObject({
      problem: { code: 'report-form-stale' },
    })
  })

  it('sends the same again after an answer was lost: the ticket keeps it one report', async () => {
    server.answer = () => 'offline'
    expect(await report.send(DIGITS, 'first', DRAFT, '/9j/')).toEqual({ ok: false, offline: true })
    server.answer = () => ({ status: 201, body: { token: 't' } })
    await report.send(DIGITS, 'first', DRAFT, '/9j/')
    const [one, other] = server.sent
    expect(one).toEqual(other)
  })
})

describe('what was written and not sent', () => {
  it('is there again at the same tag, and not at another', () => {
    report.keepDraft(DIGITS, { ...DRAFT, contact: '9123 4567' })
    expect(report.keptDraft(DIGITS)).toEqual({ ...DRAFT, contact: '9123 4567' })
    expect(report.keptDraft('8'.repeat(174))).toEqual(EMPTY)
    report.dropDraft()
    expect(report.keptDraft(DIGITS)).toEqual(EMPTY)
  })
})
