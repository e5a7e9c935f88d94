import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import readXlsx from 'read-excel-file/universal'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../server/jobs/mail-job.ts'
import { at, days, hours, minutes } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateServer,
  enrolPhone,
  startBareServer,
  startEstateServer,
  writePlan,
} from '../support/estate-server.ts'
import { type MailSink, startMailSink } from '../support/mail-sink.ts'

let sink: MailSink
let server: EstateServer

const FROM = 'Waymark <patrol@example.org>'
const smtp = (url: string) => ({ by: 'smtp', url, from: FROM }) as const

beforeEach(async () => {
  sink = await startMailSink()
  server = await startEstateServer({ mail: smtp(sink.url) })
})
afterEach(async () => {
  await server.stop()
  await sink.stop()
})

const DAILY = { rhythm: { kind: 'daily' }, at: '08:00', recipients: ['lee@example.org'], language: 'en' }
const path = () => `${server.path}/mailings`

async function setUp(given: object = {}): Promise<string> {
  const { status, body } = await server.as.supervisor('POST', path(), { ...DAILY, ...given })
  expect(status).toBe(201)
  return body.id
}

/** Not over the API: sessions end while clocks run for weeks. */
const mailsOf = (id: string) => server.context.database.read.mails.lastOf(id, 100)

async function jobAt(now: number): Promise<void> {
  server.setClock(now)
  await run(server.context)
}

/** A round of yesterday evening, of which the lobby alone was visited. */
async function walkLobbyOnly(): Promise<void> {
  server.setClock(at('19:00'))
  await writePlan(server, { names: { en: 'Evening <b>' } })
  server.setClock(at('20:30'))
  const phone = await enrolPhone(server)
  await phone.file(server.spots[0]!)
}

describe('a daily brief', () => {
  it('comes at its time, once, with yesterday’s gaps in its first line', async () => {
    await walkLobbyOnly()
    await setUp()
    await jobAt(at('07:59', '2026-03-03'))
    expect(sink.arrived).toEqual([])
    await jobAt(at('08:00', '2026-03-03'))
    await jobAt(at('08:01', '2026-03-03'))
    expect(sink.arrived.map(({ to }) => to)).toEqual([['lee@example.org']])
    const { mail } = sink.arrived[0]!
    const first = 'Mon 2 March: 3 visits were due, 2 were missed: Tower LIFT (20:00), Tower PARK (20:00).'
    expect(mail.text?.split('\n')[0]).toBe(first)
    expect(mail.html).toContain(first)
    expect(mail.subject).toBe('測試苑, daily brief Mon 2 March: 2 gaps')
    expect(mail.text).toContain('Compliance 33.3%')
    expect(mail.text).toContain(
      '\nRound | Checkpoint | Last visit\n- 20:00–22:00 Evening <b> | Tower LIFT | never visited\n',
    )
    expect(mail.text).toContain('http://localhost/reports?from=2026-03-02&to=2026-03-02')
    expect(mail.text).toContain('because supervisor set up a daily brief of 測試苑 for you.')
  })

  it('says so in its first line when there is no gap, and when nothing was due', async () => {
    await setUp()
    await jobAt(at('08:00', '2026-03-03'))
    expect(sink.arrived[0]?.mail.text).toMatch(/^Mon 2 March: no visits were due\.\n/)
    server.setClock(at('19:00', '2026-03-03'))
    await writePlan(server, { checkpoints: [server.spots[0]!.id] })
    server.setClock(at('20:30', '2026-03-03'))
    await (await enrolPhone(server)).file(server.spots[0]!)
    await jobAt(at('08:00', '2026-03-04'))
    expect(sink.arrived[1]?.mail.text).toMatch(/^Tue 3 March: 1 visit was due, all made, no gaps\.\n/)
  })

  it('does not call a night good before it is over', async () => {
    server.setClock(at('19:00'))
    await writePlan(server, { windows: [{ startsAt: '22:00', endsAt: '06:00' }] })
    await setUp({ at: '05:00' })
    await jobAt(at('05:00', '2026-03-03'))
    const [night] = sink.arrived
    expect(night?.mail.text).toMatch(/^Mon 2 March: 3 visits were due, no result yet\.\n/)
    expect(night?.mail.subject).toContain('no result yet')
    server.setClock(at('05:10', '2026-03-04'))
    await (await enrolPhone(server)).file(server.spots[0]!)
    await jobAt(at('05:11', '2026-03-04'))
    expect(sink.arrived[1]?.mail.text).toMatch(
      /^Tue 3 March: 1 visit was due, no gaps so far\. 2 more have no result yet\.\n/,
    )
  })

  it('comes once also across a restart, and across two runs at the same time', async () => {
    await setUp()
    server.setClock(at('08:00', '2026-03-03'))
    await Promise.all([run(server.context), run(server.context)])
    const { dataDir } = server
    await server.stop()
    const again = await startBareServer({ dataDir, now: at('08:02', '2026-03-03'), mail: smtp(sink.url) })
    await run(again.context)
    expect(sink.arrived).toHaveLength(1)
    await again.stop()
    server = await startEstateServer({ mail: smtp(sink.url) })
  })

  it('goes out again, under the same Message-ID, if nobody heard that it was taken', async () => {
    const id = await setUp()
    sink.refuse.set('lee@example.org', { code: 451, at: 'after' })
    await jobAt(at('08:00', '2026-03-03'))
    sink.refuse.clear()
    await jobAt(at('08:01', '2026-03-03'))
    expect(sink.arrived).toHaveLength(2)
    expect(new Set(sink.arrived.map(({ mail }) => mail.messageId)).size).toBe(1)
    expect((await mailsOf(id)).map(({ state }) => state)).toEqual(['sent'])
  })

  it('that no answer comes to holds up no stop of the server for long, and goes out at its next start', async () => {
    await setUp()
    const { dataDir } = server
    const restarted = () => startBareServer({ dataDir, now: at('08:00', '2026-03-03'), mail: smtp(sink.url) })
    await server.stop()
    sink.refuse.set('lee@example.org', { code: 0, at: 'never' })
    const hanging = await restarted()
    await expect.poll(() => sink.connections).toBe(1)
    const stoppedAt = performance.now()
    await hanging.stop()
    expect(performance.now() - stoppedAt).toBeLessThan(15_000)
    sink.refuse.clear()
    const again = await restarted()
    await expect.poll(() => sink.arrived.length).toBe(1)
    await again.stop()
    server = await startEstateServer({ mail: smtp(sink.url) })
  }, 30_000)

  it('is not made up for, day by day, after days without a server; a week’s is', async () => {
    const [daily, weekly] = [await setUp(), await setUp({ rhythm: { kind: 'weekly', weekday: 2 } })]
    await jobAt(at('09:00', '2026-03-20'))
    expect((await mailsOf(daily)).map(({ from }) => from)).toEqual(['2026-03-19'])
    const weeks = (await mailsOf(weekly)).map(({ from, to }) => `${from} ${to}`)
    expect(weeks).toEqual(['2026-03-10 2026-03-16', '2026-03-03 2026-03-09', '2026-02-24 2026-03-02'])
  })

  it('keeps its hour through the nights on which clocks change', async () => {
    await server.stop()
    server = await startEstateServer({
      zone: 'Europe/London',
      now: Date.parse('2026-03-28T12:00Z'),
      mail: smtp(sink.url),
    })
    await setUp({ at: '01:30' })
    for (let now = Date.parse('2026-03-28T12:00Z'); now < Date.parse('2026-03-30T12:00Z'); now += minutes(30))
      await jobAt(now)
    expect(sink.arrived.map(({ mail }) => mail.text?.slice(0, 12))).toEqual(['Sat 28 March', 'Sun 29 March'])
  })

  it('moved from ten to eight at nine loses no day and repeats none', async () => {
    server.setClock(at('09:00', '2026-03-03'))
    const id = await setUp({ at: '10:00' })
    await server.as.supervisor('PATCH', `${path()}/${id}`, { at: '08:00' })
    await jobAt(at('09:01', '2026-03-03'))
    expect(sink.arrived).toHaveLength(1)
    await server.as.supervisor('PATCH', `${path()}/${id}`, { at: '11:00' })
    await jobAt(at('11:00', '2026-03-03'))
    expect(sink.arrived).toHaveLength(1)
  })

  it('that was a monthly report until today sends no weeks of before', async () => {
    const id = await setUp({ rhythm: { kind: 'monthly' } })
    server.setClock(at('09:00', '2026-03-12'))
    await server.as.supervisor('PATCH', `${path()}/${id}`, { rhythm: { kind: 'weekly', weekday: 2 } })
    await run(server.context)
    expect(sink.arrived).toEqual([])
  })
})

describe('a mail that does not go out', () => {
  it('is tried again after 1, 5, 15, 60 minutes, and then is there once', async () => {
    const id = await setUp()
    sink.refuse.set('lee@example.org', { code: 451, at: 'rcpt' })
    let now = at('08:00', '2026-03-03')
    await jobAt(now)
    for (const wait of [1, 5, 15]) {
      const [mail] = await mailsOf(id)
      expect(mail).toMatchObject({ state: 'failed', trouble: 'deferred', nextTryAt: now + minutes(wait) })
      await jobAt(now + minutes(wait) - 1)
      expect((await mailsOf(id))[0]?.attempts).toBe(mail?.attempts)
      now += minutes(wait)
      await jobAt(now)
    }
    sink.refuse.clear()
    await jobAt(now + minutes(60))
    expect(sink.arrived).toHaveLength(1)
    expect((await mailsOf(id))[0]).toMatchObject({ state: 'sent', attempts: 5, trouble: null, sentAt: server.now() })
  })

  it('is given up after a day, or when tomorrow’s has taken its place', async () => {
    const [daily, monthly] = [await setUp(), await setUp({ rhythm: { kind: 'monthly' } })]
    sink.closed = 421
    for (let now = at('08:00', '2026-03-31'); now <= at('09:00', '2026-04-02'); now += hours(1)) await jobAt(now)
    const [month] = await mailsOf(monthly)
    expect(month).toMatchObject({ from: '2026-03-01', to: '2026-03-31', state: 'given-up', nextTryAt: null })
    expect(month?.attempts).toBeGreaterThan(20)
    const old = (await mailsOf(daily)).find(({ from }) => from === '2026-03-30')
    expect(old).toMatchObject({ state: 'given-up', trouble: 'overtaken' })
  }, 30_000)

  it('for one recipient holds up no other, and one who is refused for good is not tried again', async () => {
    const id = await setUp({
      recipients: ['gone@example.org', 'late@example.org', 'lee@example.org', 'poh@example.org'],
    })
    sink.refuse.set('gone@example.org', { code: 550, at: 'rcpt' })
    sink.refuse.set('late@example.org', { code: 450, at: 'data' })
    await jobAt(at('08:00', '2026-03-03'))
    expect(sink.arrived.map(({ to }) => to[0]).sort()).toEqual(['lee@example.org', 'poh@example.org'])
    const states = (await mailsOf(id)).map((mail) => [mail.address, mail.state, mail.trouble])
    expect(states).toEqual([
      ['gone@example.org', 'given-up', 'recipient-refused'],
      ['late@example.org', 'failed', 'deferred'],
      ['lee@example.org', 'sent', null],
      ['poh@example.org', 'sent', null],
    ])
    // Addresses are not shown to each other.
    for (const { raw, to } of sink.arrived)
      expect(raw.match(/[a-z]+@example\.org/g)).not.toContain(
        to[0] === 'lee@example.org' ? 'poh@example.org' : 'lee@example.org',
      )
  })

  it('because the mail server is away is tried once it is back, and asks it no more than needed meanwhile', async () => {
    const recipients = Array.from({ length: 12 }, (_, i) => `p${i}@example.org`)
    await setUp({ recipients })
    const port = Number(new URL(sink.url).port)
    await sink.stop()
    await jobAt(at('08:00', '2026-03-03'))
    sink = await startMailSink(port)
    for (let minute = 1; minute < 8; minute++) await jobAt(at('08:00', '2026-03-03') + minutes(minute))
    expect(sink.arrived.flatMap(({ to }) => to).sort()).toEqual(recipients.toSorted())
  })

  it('leaves no address in the log', async () => {
    await setUp({ recipients: ['gone@example.org', 'lee@example.org'] })
    sink.refuse.set('gone@example.org', { code: 550, at: 'rcpt' })
    await jobAt(at('08:00', '2026-03-03'))
    expect(server.logged.filter((line) => line.includes('mail sent') || line.includes('mail given up'))).toHaveLength(2)
    expect(server.logged.filter((line) => line.includes('example.org'))).toEqual([])
  })
})

describe('the mail itself', () => {
  it('holds names as text, whatever they are made of', async () => {
    const evil = `<img src=x onerror="alert(1)"> & 'so'\r\nBcc: evil@example.org`
    await server.as.admin('PATCH', `${server.path}/checkpoints/${server.spots[1]!.id}`, { names: { en: evil } })
    await walkLobbyOnly()
    await setUp()
    await jobAt(at('08:00', '2026-03-03'))
    const { mail, raw, to } = sink.arrived[0]!
    expect(to).toEqual(['lee@example.org'])
    expect(mail.html).toContain(
      '&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;so&#39; Bcc: evil@example.org',
    )
    expect(mail.html).not.toContain('<img')
    expect(mail.text?.split('\n').filter((line) => line.startsWith('Bcc'))).toEqual([])
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m)
    expect(mail.headers.has('bcc')).toBe(false)
  })

  it('takes no header out of a subject or an address', async () => {
    const mail = {
      messageId: '<1@localhost>',
      to: 'lee@example.org',
      subject: 'Gaps\r\nBcc: evil@example.org',
      text: 'text',
      html: '<p>text</p>',
      language: 'en-GB',
      unsubscribeUrl: 'http://localhost/unsubscribe#a=b',
      attachments: [],
    }
    const { mailer } = server.context
    expect(await mailer?.send(mail)).toEqual({ ok: true })
    await mailer?.send({ ...mail, to: 'lee@example.org, evil@example.org' })
    await mailer?.send({ ...mail, to: 'lee@example.org\r\nRCPT TO:<evil@example.org>' })
    expect(sink.arrived.flatMap(({ to }) => to).filter((address) => address.startsWith('evil'))).toEqual([])
    for (const { mail } of sink.arrived) expect([...mail.headers.keys()]).not.toContain('bcc')
    for (const bad of [
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org,b@example.org',
      'Lee <a@example.org>',
      '@',
    ])
      expect((await server.as.supervisor('POST', path(), { ...DAILY, recipients: [bad] })).status).toBe(400)
  })

  it('says what it is to machines: from whom, since when the same, how to get out, and that nobody wrote it', async () => {
    await setUp()
    await jobAt(at('08:00', '2026-03-03'))
    const { headers, from, messageId } = sink.arrived[0]!.mail
    expect([from?.text, messageId]).toEqual([
      '"Waymark" <patrol@example.org>',
      expect.stringMatching(/^<[\w-]+@localhost>$/),
    ])
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(headers.get('list')).toEqual({
      unsubscribe: { url: expect.stringContaining('http://localhost/unsubscribe#') },
    })
  })

  it.each([
    [
      'zh-Hant',
      '測試苑 每日簡報 3月2日週一：漏巡 2 次',
      '3月2日週一應巡 3 次，漏巡 2 次：Tower LIFT（20:00）、Tower PARK（20:00）。',
      '到場率',
    ],
    [
      'zh-Hans',
      '測試苑 每日简报 3月2日周一：漏巡 2 次',
      '3月2日周一应巡 3 次，漏巡 2 次：Tower LIFT（20:00）、Tower PARK（20:00）。',
      '到场率',
    ],
    [
      'en',
      '測試苑, daily brief Mon 2 March: 2 gaps',
      'Mon 2 March: 3 visits were due, 2 were missed: Tower LIFT (20:00), Tower PARK (20:00).',
      'Compliance',
    ],
  ])('is written in %s', async (language, subject, first, term) => {
    await walkLobbyOnly()
    await setUp({ language })
    await jobAt(at('08:00', '2026-03-03'))
    const { mail } = sink.arrived[0]!
    expect([mail.subject, mail.text?.split('\n')[0]]).toEqual([subject, first])
    expect(mail.text).toContain(term)
    expect(mail.html).toContain(`lang="${{ 'zh-Hant': 'zh-Hant-HK', 'zh-Hans': 'zh-Hans-CN', en: 'en-GB' }[language]}"`)
  })

  it('brings a month’s report as PDF and XLSX along, and names nobody', async () => {
    await walkLobbyOnly()
    await setUp({ rhythm: { kind: 'monthly' } })
    await jobAt(at('08:00', '2026-04-01'))
    const { mail } = sink.arrived[0]!
    expect(mail.subject).toMatch(/^測試苑, monthly report March 2026: \d+ gaps$/)
    expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['report-test-court-2026-03-01-2026-03-31.pdf', 'application/pdf'],
      [
        'report-test-court-2026-03-01-2026-03-31.xlsx',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
    ])
    const [pdf, xlsx] = mail.attachments.map(({ content }) => content)
    expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
    const sheets = await readXlsx(new Uint8Array(xlsx!).buffer)
    const cells = sheets.flatMap(({ data }) => data.flat().map(String))
    expect(cells).toContain('LIFT')
    expect(cells.filter((cell) => cell === 'assistant')).toEqual([])
    expect(mail.text).toContain('Attached: the same report as PDF and XLSX.')
  }, 20_000)

  it('names the first twenty gaps, and says how many more there are', async () => {
    const hours = ['00', '02', '04', '06', '08', '10', '12', '14', '16']
    server.setClock(at('23:00', '2026-03-01'))
    const windows = hours.map((hour) => ({ startsAt: `${hour}:00`, endsAt: `${hour}:30` }))
    await writePlan(server, { windows, graceMinutes: 0 })
    await setUp()
    await jobAt(at('08:00', '2026-03-03'))
    const { text = '' } = sink.arrived[0]!.mail
    expect(text).toMatch(/27 were missed: .* and others\./)
    const [, gaps = ''] = text.split('Gaps: 27')
    expect(gaps.split('Days since')[0]?.match(/^- /gm)).toHaveLength(20)
    expect(gaps).toContain('7 more, see the report.')
  })
})

describe('the way out', () => {
  async function linkOf(i = 0): Promise<{ mailing: string; address: string; token: string }> {
    const url = /http:\/\/localhost\/unsubscribe#(\S+)/.exec(sink.arrived[i]?.mail.text ?? '')?.[1]
    return Object.fromEntries(new URLSearchParams(url)) as { mailing: string; address: string; token: string }
  }

  it('takes one address off one mailing, without an account, and nobody puts it back by mistake', async () => {
    const [id, other] = [
      await setUp({ recipients: ['lee@example.org', 'poh@example.org'] }),
      await setUp({ at: '23:00' }),
    ]
    await jobAt(at('08:00', '2026-03-03'))
    const link = await linkOf(sink.arrived.findIndex(({ to, raw }) => to[0] === 'lee@example.org' && raw.includes(id)))
    expect(link).toMatchObject({ mailing: id, address: 'lee@example.org' })
    expect(await server.anyone('POST', '/api/unsubscribe', link)).toMatchObject({
      status: 200,
      body: { address: link.address },
    })
    expect((await server.anyone('POST', '/api/unsubscribe', link)).status).toBe(200)
    await jobAt(at('08:00', '2026-03-04'))
    expect(sink.arrived.map(({ to }) => to[0]).filter((to) => to === 'lee@example.org')).toHaveLength(3)
    const { mailings } = (await server.as.manager('GET', path())).body
    expect(mailings.find((one: { id: string }) => one.id === id)).toMatchObject({
      recipients: ['poh@example.org'],
      unsubscribed: ['lee@example.org'],
    })
    expect(mailings.find((one: { id: string }) => one.id === other)).toMatchObject({
      recipients: ['lee@example.org'],
      unsubscribed: [],
    })
    const back = await server.as.supervisor('PATCH', `${path()}/${id}`, { recipients: ['lee@example.org'] })
    expect([back.status, back.body.code]).toEqual([409, 'mail-unwanted'])
  })

  it('drops what was still to be tried for him', async () => {
    const id = await setUp({ recipients: ['lee@example.org', 'poh@example.org'] })
    sink.refuse.set('lee@example.org', { code: 450, at: 'rcpt' })
    sink.refuse.set('poh@example.org', { code: 450, at: 'rcpt' })
    await jobAt(at('08:00', '2026-03-03'))
    sink.refuse.clear()
    await server.as.supervisor('PATCH', `${path()}/${id}`, { recipients: ['poh@example.org'] })
    await jobAt(at('08:01', '2026-03-03'))
    expect(sink.arrived.map(({ to }) => to)).toEqual([['poh@example.org']])
  })

  it('opens only with its own token', async () => {
    const id = await setUp({ recipients: ['lee@example.org', 'poh@example.org'] })
    await jobAt(at('08:00', '2026-03-03'))
    const link = await linkOf()
    const another = link.address === 'lee@example.org' ? 'poh@example.org' : 'lee@example.org'
    for (const bad of [
      { ...link, address: another },
      { ...link, mailing: '00000000-0000-7000-8000-000000000001' },
      { ...link, token: 'A'.repeat(43) },
    ]) {
      const { status, body } = await server.anyone('POST', '/api/unsubscribe', bad)
      expect([status, body.code]).toEqual([410, 'link-invalid'])
    }
    expect((await mailsOf(id)).length).toBe(2)
  })

  it('makes guessing wait', async () => {
    const guess = { mailing: '00000000-0000-7000-8000-000000000001', address: 'a@example.org', token: 'A'.repeat(43) }
    const guesses = await Promise.all(
      Array.from({ length: 25 }, () => server.anyone('POST', '/api/unsubscribe', guess)),
    )
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(5)
    expect(guesses.at(-1)?.body).toMatchObject({ code: 'mail-throttled', retryAfter: expect.any(Number) })
  })
})

describe('a mailing', () => {
  it('sends its newest period at once when somebody asks, beside what goes out by itself', async () => {
    const id = await setUp({ recipients: ['lee@example.org', 'poh@example.org'] })
    const { status, body } = await server.as.manager('POST', `${path()}/${id}/test`, { address: 'poh@example.org' })
    expect([status, body.mails[0]]).toEqual([
      200,
      expect.objectContaining({ asked: true, state: 'sent', from: '2026-03-01', address: 'poh@example.org' }),
    ])
    await server.as.manager('POST', `${path()}/${id}/test`, {})
    expect(sink.arrived).toHaveLength(3)
    expect((await server.as.manager('POST', `${path()}/${id}/test`, { address: 'x@example.org' })).status).toBe(404)
    await jobAt(at('08:00', '2026-03-03'))
    expect(sink.arrived).toHaveLength(5)
  })

  it('is not asked for more than ten times an hour', async () => {
    const id = await setUp()
    const asked = []
    for (let i = 0; i < 11; i++) asked.push(await server.as.admin('POST', `${path()}/${id}/test`, {}))
    expect(asked.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 429])
  })

  it('sends nothing while it is paused, nor what fell into the pause', async () => {
    const id = await setUp({ rhythm: { kind: 'weekly', weekday: 2 } })
    const paused = await server.as.supervisor('PATCH', `${path()}/${id}`, { state: 'paused' })
    expect(paused.body).toMatchObject({ state: 'paused', nextAt: null })
    await jobAt(at('08:00', '2026-03-03'))
    await server.as.supervisor('PATCH', `${path()}/${id}`, { state: 'active' })
    await jobAt(at('09:00', '2026-03-03'))
    expect(sink.arrived).toEqual([])
    await jobAt(at('08:00', '2026-03-10'))
    expect(sink.arrived).toHaveLength(1)
  })

  it('is gone with all its mails once it is removed', async () => {
    const id = await setUp()
    await jobAt(at('08:00', '2026-03-03'))
    expect((await server.as.admin('DELETE', `${path()}/${id}`)).status).toBe(204)
    expect((await server.as.admin('GET', path())).body.mailings).toEqual([])
    await jobAt(at('08:00', '2026-03-04'))
    expect(sink.arrived).toHaveLength(1)
  })

  it('of another estate does not exist', async () => {
    const id = await setUp()
    const next = await addNeighbour(server)
    const foreign = `${next.path}/mailings/${id}`
    const answers = await Promise.all([
      next.as.admin('PATCH', foreign, { state: 'paused' }),
      next.as.admin('DELETE', foreign),
      next.as.admin('POST', `${foreign}/test`, {}),
      next.as.admin('GET', path()),
    ])
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'not-found']))
    expect((await next.as.admin('GET', `${next.path}/mailings`)).body.mailings).toEqual([])
  })
})

describe('a server without a mail server', () => {
  beforeEach(async () => {
    await server.stop()
    server = await startEstateServer()
  })

  it('says so, sends nothing, and has nothing piled up on the day it gets one', async () => {
    const id = await setUp({ rhythm: { kind: 'weekly', weekday: 2 } })
    expect((await server.as.supervisor('GET', path())).body.delivers).toBe('nowhere')
    const test = await server.as.supervisor('POST', `${path()}/${id}/test`, {})
    expect([test.status, test.body.code]).toEqual([409, 'mail-not-configured'])
    await jobAt(at('08:00', '2026-03-17'))
    expect(await mailsOf(id)).toEqual([])
    const { dataDir } = server
    await server.stop()
    const again = await startBareServer({ dataDir, now: at('09:00', '2026-03-17') + days(1), mail: smtp(sink.url) })
    await run(again.context)
    expect(sink.arrived).toEqual([])
    await again.stop()
    server = await startEstateServer()
  })
})

describe('a server that writes mails to a folder', () => {
  it('leaves each as a file that a mail program opens', async () => {
    await server.stop()
    const folder = mkdtempSync(join(tmpdir(), 'waymark-mail-'))
    server = await startEstateServer({ mail: { by: 'folder', folder: join(folder, 'mail'), from: FROM } })
    const id = await setUp()
    await jobAt(at('08:00', '2026-03-03'))
    const [file, ...others] = readdirSync(join(folder, 'mail'))
    expect([file, others]).toEqual([expect.stringMatching(/^[\w-]+\.eml$/), []])
    const mail = await simpleParser(readFileSync(join(folder, 'mail', file!)))
    expect(mail.text).toMatch(/^Mon 2 March: no visits were due\./)
    expect((await mailsOf(id)).map(({ state }) => state)).toEqual(['sent'])
  })
})
