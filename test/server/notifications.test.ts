/** What people are told about findings: whom, how, and when; over HTTP and through a mail server that keeps what it is sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { DEFAULT_RULES } from '../../checkpoints/finding-rules.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Inbox } from '../../checkpoints/wire/notification.ts'
import { run as deliver } from '../../server/jobs/delivery-job.ts'
import { inboxOf as ownInbox } from '../../server/services/inbox.ts'
import { at, hours, minutes, uuid } from '../support/builders.ts'
import { addNeighbour, type EstateServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'
import { type MailSink, startMailSink } from '../support/mail-sink.ts'

let sink: MailSink
let server: EstateServer
let deeds: FindingDeeds

beforeEach(async () => {
  sink = await startMailSink()
  const mail = { by: 'smtp', url: sink.url, from: 'Waymark <patrol@example.org>' } as const
  server = await startEstateServer({ mail, now: at('20:30') })
  deeds = findingDeeds(server)
})
afterEach(async () => {
  await server.stop()
  await sink.stop()
})

const inboxOf = async (role: Role): Promise<Inbox> => (await server.as[role]('GET', '/api/inbox')).body
const toldTo = async (role: Role) => (await inboxOf(role)).notifications.map(({ kind }) => kind).reverse()
const idOf = (role: Role) => server.me[role].person.id
const tick = (by = minutes(1)) => server.setClock(server.now() + by)

async function wants(role: Role, settings: object): Promise<void> {
  const all = { push: true, mail: true, address: `${role}@example.org`, quiet: null, language: null, ...settings }
  expect((await server.as[role]('PUT', '/api/notification-settings', all)).status).toBe(200)
}
async function delivered(now = server.now()) {
  server.setClock(now)
  await deliver(server.context)
  return sink.arrived.map(({ to, mail }) => [to[0], mail.subject])
}
const toAssistant = (): FindingAct => ({
  ...{ kind: 'triage', dueOn: null, note: '' },
  route: { kind: 'repair', assignee: idOf('assistant'), contractor: null },
})
const comment = (mentions: readonly Role[] = []): FindingAct => ({
  ...{ kind: 'comment', text: 'which valve?', photos: [] },
  mentions: mentions.map(idOf),
})

describe('the inbox', () => {
  it('tells those whom each step concerns, and nobody of his own deed', async () => {
    const finding = await deeds.report('assistant', server.spots[1]!)
    tick()
    await deeds.act('supervisor', finding, toAssistant())
    tick()
    await deeds.act('assistant', finding, { kind: 'ask-extension', until: '2026-03-20', reason: 'parts' })
    tick()
    await deeds.act('manager', finding, { kind: 'answer-extension', approved: true, reason: 'fine' })
    tick()
    await deeds.act('assistant', finding, { kind: 'fix', note: 'done', photos: [] })
    expect(await toldTo('assistant')).toEqual(['assigned', 'extension-answered'])
    expect(await toldTo('supervisor')).toEqual(['reported', 'extension-answered', 'fixed'])
    expect(await toldTo('manager')).toEqual(['extension-asked'])
    expect(await toldTo('auditor')).toEqual([])
    expect((await inboxOf('supervisor')).notifications[0]).toMatchObject({
      finding: { id: finding, number: 1, note: 'it drips' },
      estate: { id: server.estate, names: { 'zh-Hant': '測試苑' } },
      ...{
        spot: { code: 'LIFT', names: { en: 'LIFT' }, place: [{ en: 'Tower' }] },
        by: 'assistant',
        when: null,
        at: server.now(),
        readAt: null,
      },
    })
  })

  it('says once to each what concerns him twice, and says rather that he was mentioned', async () => {
    const finding = await deeds.report('assistant', server.spots[0]!)
    await deeds.act('supervisor', finding, toAssistant())
    tick()
    const asked = await deeds.event(finding, comment(['assistant', 'manager']))
    expect((await deeds.send('supervisor', asked)).status).toBe(201)
    // The same once more: the phone had not heard the receipt.
    await deeds.send('supervisor', asked)
    expect((await toldTo('assistant')).slice(1)).toEqual(['mentioned'])
    expect(await toldTo('manager')).toEqual(['mentioned'])
    expect(await toldTo('supervisor')).toEqual(['reported'])
  })

  it('tells a department’s supervisor of what was given to his department', async () => {
    const department = { id: uuid(0xd1), names: { en: 'Cleaning' }, supervisor: idOf('auditor') }
    await server.as.manager('PUT', `${server.path}/finding-rules`, { ...DEFAULT_RULES, departments: [department] })
    const finding = await deeds.report('assistant', server.spots[0]!)
    const route = { kind: 'department', assignee: null, department: department.id } as const
    await deeds.act('supervisor', finding, { kind: 'triage', route, dueOn: null, note: '' })
    expect(await toldTo('auditor')).toEqual(['assigned'])
  })

  it('tells the manager of a major problem at once, and the supervisor in copy (9.3)', async () => {
    await deeds.report('assistant', server.spots[0]!, { severity: 'major' })
    expect([await toldTo('manager'), await toldTo('supervisor')]).toEqual([['major'], ['major']])
  })

  it('counts what waits for whoever asks, of the estate he asks for and only if it is his', async () => {
    const waitingFor = async (role: Role, estate = server.estate) =>
      (await server.as[role]('GET', `/api/inbox?most=0&estate=${estate}`)).body.waiting
    const before = await Promise.all([waitingFor('supervisor'), waitingFor('manager'), waitingFor('assistant')])
    const finding = await deeds.report('assistant', server.spots[0]!)
    await deeds.report('assistant', server.spots[1]!, { severity: 'major' })
    const after = await Promise.all([waitingFor('supervisor'), waitingFor('manager'), waitingFor('assistant')])
    // A supervisor does not decide about the major one, a manager does about both; nobody asks an assistant.
    expect(after.map((count, i) => count - before[i])).toEqual([1, 2, 0])
    await deeds.act('supervisor', finding, { kind: 'dismiss', reason: 'it is not so' })
    expect(await waitingFor('supervisor')).toBe(before[0])
    expect((await inboxOf('supervisor')).waiting).toBeNull()
    expect(await waitingFor('supervisor', uuid(0xee))).toBeNull()
  })

  it('shows what rings to those who may take it in hand, until somebody has', async () => {
    const finding = await deeds.report('assistant', server.spots[0]!, { severity: 'emergency', note: 'smells of gas' })
    const { alarms } = await inboxOf('admin')
    expect(alarms).toMatchObject([
      {
        finding: { id: finding, note: 'smells of gas' },
        spot: { code: 'LOBBY', place: [{ en: 'Tower' }] },
        version: 1,
        since: server.now(),
      },
    ])
    expect((await inboxOf('assistant')).alarms).toEqual([])
    await deeds.act('admin', finding, { kind: 'acknowledge', note: '' })
    expect((await inboxOf('supervisor')).alarms).toEqual([])
  })

  it('is marked read by its owner alone, one by one or as a whole, and may be taken back', async () => {
    await deeds.report('assistant', server.spots[0]!)
    tick()
    await deeds.report('assistant', server.spots[1]!)
    const [newer] = (await inboxOf('supervisor')).notifications
    await server.as.manager('PUT', '/api/inbox/read', { ids: [newer!.id], read: true })
    expect((await inboxOf('supervisor')).unread).toBe(2)
    await server.as.supervisor('PUT', '/api/inbox/read', { ids: [newer!.id], read: true })
    expect((await inboxOf('supervisor')).notifications.map(({ readAt }) => readAt)).toEqual([server.now(), null])
    expect((await server.as.supervisor('PUT', '/api/inbox/read', { read: true })).body.unread).toBe(0)
    const undone = await server.as.supervisor('PUT', '/api/inbox/read', { ids: [newer!.id], read: false })
    expect(undone.body.unread).toBe(1)
  })

  it('gives only the count to whoever asks for no more', async () => {
    await deeds.report('assistant', server.spots[0]!)
    const { body } = await server.as.supervisor('GET', '/api/inbox?most=0')
    expect([body.unread, body.notifications]).toEqual([1, []])
    expect((await server.as.supervisor('GET', '/api/inbox?most=999')).status).toBe(400)
  })

  it('says nothing of an estate to whoever has left it, nor to a neighbour', async () => {
    const neighbour = await addNeighbour(server)
    await deeds.report('assistant', server.spots[0]!, { severity: 'emergency' })
    expect((await neighbour.as.supervisor('GET', '/api/inbox')).body).toMatchObject({ unread: 0, alarms: [] })
    await server.as.admin('PATCH', `${server.path}/staff/${idOf('supervisor')}`, { roles: [] })
    // His session has ended with his last role; another estate would give him a new one.
    const left = await ownInbox(server.context, idOf('supervisor'))
    expect(left).toMatchObject({ unread: 0, alarms: [], notifications: [] })
  })

  it('counts nothing as done that was undone: an event refused tells nobody', async () => {
    const finding = await deeds.report('assistant', server.spots[0]!)
    const refused = await deeds.act('assistant', finding, { kind: 'fix', note: 'early', photos: [] })
    expect(refused.status).toBe(409)
    expect(await toldTo('supervisor')).toEqual(['reported'])
  })
})

describe('a mail', () => {
  it('goes to who wants it, in his language, with a way to the finding and a way out, and without what people wrote', async () => {
    await wants('supervisor', {})
    await deeds.report('assistant', server.spots[1]!, { note: 'call 9123 4567' })
    expect(await delivered()).toEqual([['supervisor@example.org', '測試苑: New problem (Tower LIFT)']])
    const { mail, raw } = sink.arrived[0]!
    const { finding } = (await inboxOf('supervisor')).notifications[0]!
    expect(mail.text).toContain(`New problem: #1 Tower LIFT\n`)
    expect(mail.text).toContain(`http://localhost/findings/${finding.id}`)
    expect(mail.messageId).toMatch(/^<[\da-f-]{36}@localhost>$/)
    expect(raw).not.toContain('9123')
    await delivered(server.now() + minutes(5))
    expect(sink.arrived).toHaveLength(1)
  })

  it('speaks the language that its reader has chosen', async () => {
    await wants('supervisor', { language: 'zh-Hant' })
    await deeds.report('assistant', server.spots[1]!)
    expect(await delivered()).toEqual([['supervisor@example.org', '測試苑：新問題（Tower LIFT）']])
    expect(sink.arrived[0]?.mail.text).toContain('打開問題: http://localhost/findings/')
  })

  it('says in one what has come together', async () => {
    await wants('supervisor', { quiet: { from: '20:00', to: '21:00' } })
    await deeds.report('assistant', server.spots[0]!)
    tick()
    await deeds.report('assistant', server.spots[1]!)
    expect(await delivered()).toEqual([])
    expect(await delivered(at('21:00'))).toEqual([['supervisor@example.org', '測試苑: 2 messages about problems']])
    expect(sink.arrived[0]?.mail.text).toMatch(
      /New problem: #1 Tower LOBBY[\s\S]*New problem: #2 Tower LIFT[\s\S]*http:\/\/localhost\/inbox/,
    )
  })

  it('waits for the end of the quiet hours, but not in an emergency, which comes also to who wants no mails', async () => {
    await wants('supervisor', { quiet: { from: '20:00', to: '07:00' } })
    await wants('manager', { mail: false })
    await deeds.report('assistant', server.spots[0]!)
    tick()
    await deeds.report('assistant', server.spots[1]!, { severity: 'emergency' })
    expect((await delivered()).sort()).toEqual([
      ['manager@example.org', '測試苑: Emergency, nobody is on it yet (Tower LIFT)'],
      ['supervisor@example.org', '測試苑: Emergency, nobody is on it yet (Tower LIFT)'],
    ])
    await delivered(at('06:59', '2026-03-03'))
    const before = sink.arrived.filter(({ mail }) => mail.subject?.includes('New problem')).length
    await delivered(at('07:00', '2026-03-03'))
    const after = sink.arrived.filter(({ mail }) => mail.subject?.includes('New problem')).length
    expect([before, after]).toEqual([0, 1])
  })

  it('is tried again after a 4xx under the same Message-ID, and given up after a day', async () => {
    await wants('supervisor', {})
    sink.refuse.set('supervisor@example.org', { code: 451, at: 'after' })
    await deeds.report('assistant', server.spots[0]!)
    const begun = server.now()
    await delivered()
    await delivered(begun + minutes(0.9))
    expect(sink.arrived).toHaveLength(1)
    await delivered(begun + minutes(1))
    expect(new Set(sink.arrived.map(({ mail }) => mail.messageId)).size).toBe(1)
    expect(sink.arrived).toHaveLength(2)
    await delivered(begun + hours(12))
    await delivered(begun + hours(23.5))
    expect(sink.arrived).toHaveLength(4)
    sink.refuse.clear()
    await delivered(begun + hours(25))
    expect(sink.arrived).toHaveLength(4)
  })

  it('is not sent any more of what has been read in the app, or once the alarm is over', async () => {
    await wants('supervisor', { quiet: { from: '20:00', to: '21:00' } })
    await deeds.report('assistant', server.spots[0]!)
    const emergency = await deeds.report('assistant', server.spots[1]!, { severity: 'emergency' })
    await deeds.act('manager', emergency, { kind: 'acknowledge', note: '' })
    await server.as.supervisor('PUT', '/api/inbox/read', { read: true })
    expect(await delivered(at('21:00'))).toEqual([])
  })

  it('stops for good by the link in it, and by another address', async () => {
    await wants('supervisor', {})
    await deeds.report('assistant', server.spots[0]!)
    await delivered()
    const link = /http:\/\/localhost\/unsubscribe#(\S+)/.exec(sink.arrived[0]?.mail.text ?? '')?.[1]
    const left = await server.anyone('POST', '/api/unsubscribe', Object.fromEntries(new URLSearchParams(link)))
    expect([left.status, left.body]).toEqual([200, { address: 'supervisor@example.org' }])
    tick()
    await deeds.report('assistant', server.spots[1]!, { severity: 'emergency' })
    await delivered()
    expect(sink.arrived).toHaveLength(1)
  })

  it('goes nowhere without an address, and tests no more than ten times an hour', async () => {
    const bad = { push: true, mail: true, address: null, quiet: null, language: null }
    expect((await server.as.supervisor('PUT', '/api/notification-settings', bad)).body.code).toBe('body-invalid')
    await wants('supervisor', {})
    for (let i = 0; i < 10; i++) await server.as.supervisor('POST', '/api/notification-settings/test')
    const eleventh = await server.as.supervisor('POST', '/api/notification-settings/test')
    expect([eleventh.status, eleventh.body.code]).toEqual([429, 'mail-throttled'])
    expect(sink.arrived).toHaveLength(10)
    expect(sink.arrived[0]?.mail.text).toContain('This is a test.')
  })
})
