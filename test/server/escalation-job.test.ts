/** When nothing happens: each rung is climbed once, whatever restarts, and an alarm goes on until somebody has it in hand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../checkpoints/answer.ts'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { DEFAULT_RULES, NO_PARTNERS } from '../../checkpoints/finding-rules.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Notification } from '../../checkpoints/wire/notification.ts'
import { run as deliver } from '../../server/jobs/delivery-job.ts'
import { run as escalate } from '../../server/jobs/escalation-job.ts'
import { at, days, hours, minutes } from '../support/builders.ts'
import { allFine, type EstateServer, enrolPhone, startBareServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'
import { type MailSink, startMailSink } from '../support/mail-sink.ts'

let sink: MailSink
let server: EstateServer
let deeds: FindingDeeds
const BEGUN = at('12:00')
const mail = () => ({ by: 'smtp', url: sink.url, from: 'Waymark <patrol@example.org>' }) as const

beforeEach(async () => {
  sink = await startMailSink()
  server = await startEstateServer({ mail: mail(), now: BEGUN })
  deeds = findingDeeds(server)
})
afterEach(async () => {
  await server.stop()
  await sink.stop()
})

async function jobAt(now: number): Promise<void> {
  server.setClock(now)
  await escalate(server.context)
}
/** Not over the API: sessions end while clocks run for weeks. The oldest first. */
async function told(role: Role): Promise<Notification[]> {
  const { notifications } = server.context.database.read
  return (await notifications.of(server.me[role].person.id, 200)).reverse()
}
const escalated = async (role: Role) =>
  (await told(role)).flatMap(({ kind, when, at: told }) => (kind === 'escalated' ? [[when, told - BEGUN]] : []))
const alarms = async (role: Role) =>
  (await told(role)).flatMap(({ kind, at: told }) => (kind === 'emergency' ? [(told - BEGUN) / minutes(1)] : []))

const toAssistant = (): FindingAct => ({
  ...{ kind: 'triage', dueOn: '2026-03-05', note: '' },
  route: { kind: 'repair', assignee: server.me.assistant.person.id, contractor: null },
})

describe('a finding about which nothing happens', () => {
  it('reminds the supervisors after a day and again each day, until somebody decides', async () => {
    const finding = await deeds.report('assistant', server.spots[0]!)
    await jobAt(BEGUN + days(1) - 1)
    expect(await escalated('supervisor')).toEqual([])
    await jobAt(BEGUN + days(1))
    await jobAt(BEGUN + days(1) + hours(5))
    await jobAt(BEGUN + days(2))
    expect(await escalated('supervisor')).toEqual([
      ['unanswered', days(1)],
      ['unanswered', days(2)],
    ])
    // A repetition takes the place of the one before.
    expect((await told('supervisor')).map(({ readAt }) => readAt !== null)).toEqual([false, true, false])
    server.setClock(BEGUN + days(2))
    await deeds.act('supervisor', finding, toAssistant())
    await jobAt(BEGUN + days(2) + hours(19))
    expect(await escalated('supervisor')).toHaveLength(2)
  })

  it('reminds once of what each round sees again, until the first of them is over', async () => {
    const spot = server.spots[0]!
    const [phone, fine] = [await enrolPhone(server), allFine(spot.kind)]
    const broken: Answer = {
      item: fine[0]!.item,
      photos: [],
      result: 'defect',
      note: 'dark',
      severity: 'normal',
      settled: false,
    }
    for (const minute of [0, 60, 120]) {
      server.setClock(BEGUN + minutes(minute))
      const filed = await phone.file(spot, { answers: [broken, ...fine.slice(1)] })
      expect([filed.status, filed.body.where]).toEqual([201, undefined])
    }
    await jobAt(BEGUN + days(1) + hours(3))
    expect(await escalated('supervisor')).toEqual([['unanswered', days(1) + hours(3)]])
    const open = await server.context.database.read.findings.openOf(server.estate)
    expect(open).toHaveLength(3)
    server.setClock(BEGUN + hours(3))
    await deeds.act('supervisor', open[0]!.finding.id, { kind: 'dismiss', reason: 'it was off for the day' })
    await jobAt(BEGUN + days(2))
    expect(await escalated('supervisor')).toHaveLength(2)
  })

  it('tells who works on it on the day it is due, and when that day is over; the manager three days later', async () => {
    const finding = await deeds.report('assistant', server.spots[0]!)
    await deeds.act('supervisor', finding, toAssistant())
    await jobAt(at('07:59', '2026-03-05'))
    expect(await escalated('assistant')).toEqual([])
    await jobAt(at('08:00', '2026-03-05'))
    await jobAt(at('23:59', '2026-03-05'))
    await jobAt(at('00:00', '2026-03-06'))
    await jobAt(at('00:00', '2026-03-09'))
    expect(await escalated('assistant')).toEqual([
      ['due', at('08:00', '2026-03-05') - BEGUN],
      ['overdue', at('00:00', '2026-03-06') - BEGUN],
    ])
    expect(await escalated('manager')).toEqual([['overdue', at('00:00', '2026-03-09') - BEGUN]])
  })

  it('is not told to be due today once that day is over, nor left to be read', async () => {
    const finding = await deeds.report('assistant', server.spots[0]!)
    await deeds.act('supervisor', finding, toAssistant())
    await jobAt(at('08:00', '2026-03-05'))
    await jobAt(at('00:00', '2026-03-06'))
    const reminders = (await told('assistant')).filter(({ kind }) => kind === 'escalated')
    expect(reminders.map(({ when, readAt }) => [when, readAt !== null])).toEqual([
      ['due', true],
      ['overdue', false],
    ])
    const other = await deeds.report('assistant', server.spots[1]!)
    await deeds.act('supervisor', other, toAssistant())
    // The server is away on the day itself.
    await jobAt(server.now() + days(21))
    const later = (await told('assistant')).filter((one) => one.kind === 'escalated' && one.finding.id === other)
    expect(later.map(({ when }) => when)).toEqual(['overdue'])
  })

  it('leaves no rungs behind once it is over, and begins them anew when it is opened again', async () => {
    const [over, open] = [
      await deeds.report('assistant', server.spots[0]!),
      await deeds.report('assistant', server.spots[1]!),
    ]
    await jobAt(BEGUN + days(1))
    await deeds.act('supervisor', over, { kind: 'dismiss', reason: 'a shadow' })
    const { read, write } = server.context.database
    await write(({ escalations }) => escalations.dropOver())
    expect([...(await read.escalations.climbed([over, open]))].map((rung) => rung.split(' ')[0])).toEqual([open])
    await deeds.act('manager', over, { kind: 'reopen', reason: 'it is none' })
    await jobAt(BEGUN + days(1) + hours(1))
    expect(await escalated('supervisor')).toHaveLength(2)
    await jobAt(BEGUN + days(2))
    expect(await escalated('supervisor')).toHaveLength(4)
  })

  it('is told once after weeks without the server, not once for each day', async () => {
    await deeds.report('assistant', server.spots[0]!)
    await jobAt(BEGUN + days(21))
    expect(await escalated('supervisor')).toEqual([['unanswered', days(21)]])
  })

  it('reaches everybody whom any rung of the same time names', async () => {
    const rung = { when: 'unanswered', afterMinutes: 60, repeatMinutes: null } as const
    const normal = [
      { ...rung, to: ['supervisors' as const] },
      { ...rung, to: ['admins' as const, 'supervisors' as const] },
    ]
    const rules = { ...DEFAULT_RULES, ladders: { ...DEFAULT_RULES.ladders, normal } }
    expect((await server.as.manager('PUT', `${server.path}/finding-rules`, rules)).status).toBe(200)
    await deeds.report('assistant', server.spots[0]!)
    await jobAt(BEGUN + hours(1))
    expect([await escalated('supervisor'), await escalated('admin')]).toEqual([
      [['unanswered', hours(1)]],
      [['unanswered', hours(1)]],
    ])
  })
})

describe('an emergency', () => {
  const ring = () => deeds.report('assistant', server.spots[0]!, { severity: 'emergency' })

  it('rings every five minutes, and after a quarter of an hour with the admins, until somebody takes it in hand', async () => {
    const finding = await ring()
    for (let minute = 0; minute <= 20; minute++) await jobAt(BEGUN + minutes(minute))
    expect(await alarms('supervisor')).toEqual([0, 5, 10, 15, 20])
    expect(await alarms('manager')).toEqual([0, 5, 10, 15, 20])
    expect(await alarms('admin')).toEqual([15])
    expect(await alarms('assistant')).toEqual([])
    await deeds.act('manager', finding, { kind: 'acknowledge', note: '' })
    for (let minute = 21; minute <= 60; minute++) await jobAt(BEGUN + minutes(minute))
    expect(await alarms('supervisor')).toHaveLength(5)
    expect(await alarms('admin')).toHaveLength(1)
  })

  it('does not ring at once with the supervisor who has reported it himself, but does when nobody comes', async () => {
    await deeds.report('supervisor', server.spots[0]!, { severity: 'emergency' })
    await jobAt(BEGUN + 1)
    expect(await alarms('supervisor')).toEqual([])
    await jobAt(BEGUN + minutes(5))
    expect(await alarms('supervisor')).toEqual([5])
  })

  it('looks an estate through again only if something has happened on it, or comes due', async () => {
    const { context } = server
    const { read } = context.database
    const looked: number[] = []
    const openOf = (estate: string) => {
      looked.push(server.now())
      return read.findings.openOf(estate)
    }
    const watched = {
      ...context,
      database: { ...context.database, read: { ...read, findings: { ...read.findings, openOf } } },
    }
    const watch = new Map()
    const runAt = async (now: number) => {
      server.setClock(now)
      await escalate(watched, watch)
    }
    await runAt(BEGUN)
    expect(looked).toEqual([])
    const finding = await deeds.report('assistant', server.spots[0]!)
    for (const after of [0, 20, 40, 60]) await runAt(BEGUN + after * 1000)
    expect(looked).toEqual([BEGUN])
    await deeds.act('supervisor', finding, { kind: 'comment', text: 'who goes?', mentions: [], photos: [] })
    await runAt(BEGUN + 80_000)
    await runAt(BEGUN + days(1) - 1)
    expect(looked).toEqual([BEGUN, BEGUN + 80_000])
    await runAt(BEGUN + days(1))
    await runAt(BEGUN + days(1) + 1)
    expect(looked).toEqual([BEGUN, BEGUN + 80_000, BEGUN + days(1)])
    expect(await escalated('supervisor')).toEqual([['unanswered', days(1)]])
    // Another ladder may have come due already.
    const rules = { ...DEFAULT_RULES, ladders: { ...DEFAULT_RULES.ladders, normal: [] } }
    await server.context.database.write((stores) =>
      stores.findingRules.set(
        server.estate,
        { rules, former: NO_PARTNERS },
        { by: server.me.manager.person.id, at: server.now() },
      ),
    )
    await runAt(BEGUN + days(1) + 2)
    expect(looked).toHaveLength(4)
  })

  it('rings once for each repetition however many runs there are at the same time, and across restarts', async () => {
    await server.as.supervisor('PUT', '/api/notification-settings', {
      ...{ push: true, mail: true, address: 'lee@example.org', quiet: null, language: null },
    })
    await ring()
    const { dataDir, me } = server
    // The power fails between the transaction and what it was to send.
    await server.stop()
    expect(sink.arrived).toHaveLength(0)
    const again = await startBareServer({ dataDir, now: BEGUN + minutes(6), mail: mail() })
    await Promise.all([escalate(again.context), escalate(again.context), escalate(again.context)])
    await Promise.all([deliver(again.context), deliver(again.context), deliver(again.context)])
    const { notifications } = again.context.database.read
    const his = await notifications.of(me.supervisor.person.id, 200)
    await again.stop()
    server = await startEstateServer({ mail: mail() })
    expect(his.map(({ kind, at: told }) => [kind, told - BEGUN]).reverse()).toEqual([
      ['emergency', 0],
      ['emergency', minutes(6)],
    ])
    // If the first has not gone out yet when it is repeated, the repetition alone does; never the same one twice.
    const sent = sink.arrived.map(({ mail }) => mail.messageId)
    expect([1, 2]).toContain(sent.length)
    expect(new Set(sent).size).toBe(sent.length)
  }, 20_000)

  it('is sent once when the server stops after it was made and before it was sent', async () => {
    await server.as.supervisor('PUT', '/api/notification-settings', {
      ...{ push: true, mail: true, address: 'lee@example.org', quiet: null, language: null },
    })
    await ring()
    const { dataDir } = server
    await server.stop()
    const again = await startBareServer({ dataDir, now: BEGUN + minutes(1), mail: mail() })
    await deliver(again.context)
    await deliver(again.context)
    await again.stop()
    const third = await startBareServer({ dataDir, now: BEGUN + minutes(2), mail: mail() })
    await deliver(third.context)
    await third.stop()
    server = await startEstateServer({ mail: mail() })
    expect(sink.arrived).toHaveLength(1)
  }, 20_000)

  it('is not raised by a run that has read it before somebody took it in hand', async () => {
    const finding = await ring()
    server.setClock(BEGUN + minutes(5))
    const { context } = server
    const { read } = context.database
    // A run that is held up between its reading and its transaction, for just as long as that takes.
    const openOf = async (estate: string) => {
      const open = await read.findings.openOf(estate)
      await deeds.act('manager', finding, { kind: 'acknowledge', note: '' })
      return open
    }
    const heldUp = { ...read, findings: { ...read.findings, openOf } }
    await escalate({ ...context, database: { ...context.database, read: heldUp } })
    expect(await alarms('supervisor')).toEqual([0])
  })
})
