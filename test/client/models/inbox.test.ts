import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Alarm, Notification } from '../../../checkpoints/wire/notification.ts'
import { byDay, entriesOf, shortCount, stillRinging, unreadIn } from '../../../client/models/inbox.ts'
import { at, uuid } from '../../support/builders.ts'
import { until } from '../../support/until.ts'

const HONG_KONG = uuid(1)
const BERLIN = uuid(2)
const zoneOf = (estate: string) => (estate === BERLIN ? 'Europe/Berlin' : 'Asia/Hong_Kong')

function told(id: number, given: Partial<Notification> & { readonly estateId?: string } = {}): Notification {
  const { estateId = HONG_KONG, ...rest } = given
  return {
    ...{ id: uuid(id), kind: 'reported', estate: { id: estateId, names: { en: 'Estate' } }, when: null, by: null },
    ...{ finding: { id: uuid(0xf), number: 1, note: '' }, spot: { names: { en: 'Lift' }, code: 'LIFT', place: [] } },
    ...{ at: at('12:00'), readAt: null },
    ...rest,
  }
}

describe('an inbox', () => {
  it('stands by days, the newest first, each by the clock of its estate', () => {
    const days = byDay(
      [
        told(3, { at: at('00:30', '2026-03-03') }),
        told(2, { at: at('00:20', '2026-03-03'), estateId: BERLIN }),
        told(1, { at: at('23:59') }),
      ],
      zoneOf,
    )
    expect(days.map(({ on, notifications }) => [on, notifications.map(({ id }) => id)])).toEqual([
      ['2026-03-03', [uuid(3)]],
      ['2026-03-02', [uuid(2), uuid(1)]],
    ])
  })

  it('says once what many reminders say, where the newest of them stands, and never what was done', () => {
    const late = { kind: 'escalated', when: 'overdue' } as const
    const told7 = [
      told(7),
      told(6, late),
      told(5, { kind: 'escalated', when: 'unanswered' }),
      told(4, late),
      told(3),
      told(2, late),
      told(1),
    ]
    const ids = (list: readonly Notification[]) => entriesOf(list).map((entry) => entry.map(({ id }) => id))
    expect(ids(told7)).toEqual([[7], [6, 4, 2], [5], [3], [1]].map((entry) => entry.map(uuid)))
    // Two are read one by one, and other estates are another matter.
    const elsewhere = told7.map((one) => (one.id === uuid(2) ? { ...one, estate: { ...one.estate, id: BERLIN } } : one))
    expect(ids(elsewhere)).toEqual([7, 6, 5, 4, 3, 2, 1].map((id) => [uuid(id)]))
  })

  it('knows which are unread, to take back that all were marked', () => {
    expect(unreadIn({ notifications: [told(1), told(2, { readAt: 5 }), told(3)] })).toEqual([uuid(1), uuid(3)])
  })

  it('counts up to ninety-nine', () => {
    expect([shortCount(1), shortCount(99), shortCount(100)]).toEqual(['1', '99', '99+'])
  })
})

it('an alarm that was taken in hand is quiet before the server has said so', () => {
  const alarm = (id: number, since: string) =>
    ({ finding: { id: uuid(id), number: id, note: '' }, since: at(since) }) as Alarm
  const taken = new Map([[uuid(1), at('12:00')]])
  expect(stillRinging([alarm(1, '12:00'), alarm(2, '12:00')], taken)).toEqual([alarm(2, '12:00')])
  expect(stillRinging([alarm(1, '13:00')], taken), 'it rings again').toEqual([alarm(1, '13:00')])
})

describe('taking an emergency in hand', () => {
  const ESTATE = { id: HONG_KONG, names: { en: 'Estate' }, zone: 'Asia/Hong_Kong' }
  const alarm: Alarm = {
    ...{
      estate: ESTATE,
      finding: { id: uuid(7), number: 7, note: 'gas' },
      spot: { names: { en: 'Lift' }, code: 'LIFT', place: [] },
    },
    ...{ version: 3, since: at('12:00') },
  }
  let sent: { url: string; body: { event: Record<string, unknown> } }[]
  let answer: () => Response

  beforeEach(() => {
    vi.resetModules()
    sent = []
    vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
    vi.stubGlobal('addEventListener', () => {})
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
    vi.stubGlobal('navigator', { languages: ['en'] })
    vi.stubGlobal('fetch', async (url: string, { method, body }: { method: string; body: string }) => {
      if (method === 'PUT') {
        sent.push({ url, body: JSON.parse(body) })
        return answer()
      }
      return Response.json({ now: at('12:05'), unread: 2, alarms: [alarm], notifications: [] })
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  async function ringing() {
    const kept = await import('../../../client/models/inbox-kept.ts')
    const stop = kept.watchInbox(undefined)
    await until(() => expect(kept.alarms.value).toHaveLength(1))
    stop()
    return kept
  }

  it('says so once, as of what was seen, and the alarm is quiet at once', async () => {
    answer = () => Response.json({})
    const kept = await ringing()
    expect(kept.unread.value).toBe(2)
    expect(await kept.takeAlarm(alarm)).toBeUndefined()
    const { url, body } = sent[0]!
    expect(body.event).toMatchObject({
      ...{ v: 1, finding: uuid(7), estate: HONG_KONG, basis: 3 },
      act: { kind: 'acknowledge', note: '' },
    })
    expect(url).toBe(`/api/finding-events/${body.event.id}`)
    expect(kept.alarms.value).toEqual([])
  })

  it('is as good if somebody else was faster', async () => {
    const refused = { code: 'finding-act-refused', where: ['no-alarm'], status: 409, title: '' }
    answer = () => Response.json(refused, { status: 409, headers: { 'Content-Type': 'application/problem+json' } })
    const kept = await ringing()
    expect(await kept.takeAlarm(alarm)).toBeUndefined()
    expect(kept.alarms.value).toEqual([])
  })

  it('goes on ringing if the server does not have it from him', async () => {
    const refused = { code: 'finding-act-refused', where: ['role'], status: 409, title: '' }
    answer = () => Response.json(refused, { status: 409, headers: { 'Content-Type': 'application/problem+json' } })
    const kept = await ringing()
    expect(await kept.takeAlarm(alarm)).toMatchObject({ ok: false })
    expect(kept.alarms.value).toHaveLength(1)
  })

  it('goes on ringing if the server did not hear it', async () => {
    answer = () => {
      throw new TypeError('offline')
    }
    const kept = await ringing()
    expect(await kept.takeAlarm(alarm)).toMatchObject({ ok: false, offline: true })
    expect(kept.alarms.value).toHaveLength(1)
  })
})
