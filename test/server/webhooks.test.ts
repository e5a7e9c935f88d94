/** What webhooks are told, over real HTTPS, to a receiver that checks signatures in its own way. */
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { Webhook, WebhookDelivery } from '../../checkpoints/wire/webhook.ts'
import { drop, run } from '../../server/jobs/webhook-job.ts'
import { isPublicAddress } from '../../server/notify/public-address.ts'
import { type PublicFetch, publicFetcher, publicLooker } from '../../server/notify/public-fetch.ts'
import { makeEscalationDeliveries, makeWebhookDeliveries } from '../../server/services/make-webhook-deliveries.ts'
import { signedHeaders } from '../../server/services/webhook-secret.ts'
import { days, hours, minutes } from '../support/builders.ts'
import { addNeighbour, type EstateServer, startBareServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'
import { CA, type Called, type Receiver, startReceiver } from '../support/https-receiver.ts'

let server: EstateServer
let receiver: Receiver
let deeds: FindingDeeds
/** What the name of the receiver leads to; a test may turn it. */
let leadsTo: string[]

const given = {
  resolve: async () => leadsTo,
  allows: (address: string) => address === '127.0.0.1' || isPublicAddress(address),
  ca: CA,
}
/** How long a receiver is waited for: nobody wants to sit through the 20 seconds. */
let patienceMs: number
const fetchSoon: PublicFetch = (url, request) => publicFetcher(given)(url, { ...request, timeoutMs: patienceMs })

beforeEach(async () => {
  leadsTo = ['127.0.0.1']
  patienceMs = 5000
  receiver = await startReceiver()
  server = await startEstateServer({ publicFetch: fetchSoon, publicLook: publicLooker(given) })
  deeds = findingDeeds(server)
})
afterEach(async () => {
  await server.stop()
  await receiver.stop()
})

/** On a machine that is busy with other tests. */
const until = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 })

const path = () => `${server.path}/webhooks`

async function add(given: object = {}): Promise<{ webhook: Webhook; secret: string }> {
  const draft = { url: `${receiver.origin}/waymark`, label: 'Work orders', topics: [], ...given }
  const { status, body } = await server.as.admin('POST', path(), draft)
  expect(status).toBe(201)
  return body
}
const deliveriesOf = ({ id }: Webhook) => server.context.database.read.webhookDeliveries.lastOf(id, 100)

async function lastOf(webhook: Webhook): Promise<WebhookDelivery> {
  const [last] = await deliveriesOf(webhook)
  if (!last) throw new Error('nothing was made')
  return last
}

async function runAt(now: number): Promise<void> {
  server.setClock(now)
  await run(server.context)
}

/** By WebCrypto, and after the specification alone. */
async function isSignedBy(secret: string, { headers, body }: Called): Promise<boolean> {
  const bytes = Uint8Array.from(atob(secret.replace('whsec_', '')), (char) => char.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const content = new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
  const signatures = String(headers['webhook-signature']).split(' ')
  const checked = signatures.map(async (one) => {
    const [version, signature = ''] = one.split(',')
    const signed = Uint8Array.from(atob(signature), (char) => char.charCodeAt(0))
    return version === 'v1' && (await crypto.subtle.verify('HMAC', key, signed, content))
  })
  return (await Promise.all(checked)).includes(true)
}
const idOf = ({ headers }: Called) => headers['webhook-id']
const said = ({ body }: Called) => JSON.parse(body)
const status = (code: number) => (response: Parameters<Receiver['answers']>[0]) => void response.writeHead(code).end()

describe('a webhook', () => {
  it('signs as the specification’s own example does', () => {
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: 1_614_265_330_000,
      body: '{"test": 2432232314}',
    }
    expect(signedHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('shows its secret once, and keeps it sealed', async () => {
    const { webhook, secret } = await add()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const { body } = await server.as.admin('GET', path())
    expect(body.webhooks).toEqual([webhook])
    expect(JSON.stringify(body)).not.toContain(secret)
    const stored = await server.context.database.read.webhooks.byId(webhook.id)
    expect(JSON.stringify(stored)).not.toContain(secret.slice(6))
    expect(server.logged.join()).not.toContain(secret)
  })

  it('is refused where it leads inside, when it is added and when it is changed', async () => {
    const { webhook } = await add()
    for (const [url, found] of [
      ['https://localhost/', ['127.0.0.2']],
      ['https://inside.example.org/', ['10.0.0.7']],
      ['https://inside.example.org/', ['169.254.169.254']],
      ['https://inside.example.org/', ['::1']],
      ['https://inside.example.org/', ['::ffff:10.0.0.1']],
      ['https://two-faces.example.org/', ['8.8.8.8', '192.168.0.1']],
      ['https://10.1.2.3/', []],
      ['https://0x0a000001/', []],
      ['https://[::ffff:169.254.169.254]/', []],
    ] as const) {
      leadsTo = [...found]
      const added = await server.as.admin('POST', path(), { url, label: 'x', topics: [] })
      expect([url, added.status, added.body.code]).toEqual([url, 422, 'address-internal'])
      const changed = await server.as.admin('PATCH', `${path()}/${webhook.id}`, { url })
      expect([url, changed.status, changed.body.code]).toEqual([url, 422, 'address-internal'])
    }
  })

  it('has an address that begins with https:// and holds no password', async () => {
    for (const url of ['http://hooks.example.org/', 'https://me:secret@hooks.example.org/', 'ftp://example.org'])
      expect((await server.as.admin('POST', path(), { url, label: 'x', topics: [] })).body.code).toBe('body-invalid')
  })

  it('is one of twenty at most', async () => {
    for (let i = 0; i < 20; i++) await add()
    const { body } = await server.as.admin('POST', path(), { url: receiver.origin, label: 'x', topics: [] })
    expect(body.code).toBe('webhooks-too-many')
  })

  it('of another estate does not exist', async () => {
    const neighbour = await addNeighbour(server)
    const { webhook } = await add()
    const there = `${neighbour.path}/webhooks/${webhook.id}`
    const { admin } = neighbour.as
    expect((await admin('GET', `${neighbour.path}/webhooks`)).body.webhooks).toEqual([])
    for (const [method, where, body] of [
      ['PATCH', there, { state: 'paused' }],
      ['DELETE', there, undefined],
      ['POST', `${there}/secret`, undefined],
      ['POST', `${there}/test`, undefined],
      ['POST', `${there}/deliveries/${webhook.id}`, undefined],
    ] as const)
      expect((await admin(method, where, body)).status).toBe(404)
    expect((await server.as.admin('GET', path())).body.webhooks).toHaveLength(1)
  })
})

describe('what happens to a finding', () => {
  it('is told once, signed, without anybody’s name or words', async () => {
    const { webhook, secret } = await add()
    const finding = await deeds.report('assistant', server.spots[0]!)
    await until(() => receiver.called.length).toBe(1)
    const [called] = receiver.called as [Called]
    expect(await isSignedBy(secret, called)).toBe(true)
    expect(await isSignedBy(secret, { ...called, body: called.body.replace('minor', 'major').concat(' ') })).toBe(false)
    expect(called).toMatchObject({ method: 'POST', path: '/waymark', headers: { 'content-type': 'application/json' } })
    expect(called.headers['webhook-timestamp']).toBe(String(Math.floor(server.now() / 1000)))
    const { number } = (await deeds.detail(finding)).finding
    expect(said(called)).toEqual({
      type: 'finding.reported',
      timestamp: new Date(server.now()).toISOString(),
      data: {
        estate: { id: server.estate, code: 'test-court' },
        finding: {
          ...{ id: finding, number, version: 1, state: 'reported', stateSince: server.now(), severity: 'normal' },
          ...{ category: 'facilities', route: null, dueOn: null, extended: 0, sentBack: 0, reportedAt: server.now() },
          ...{ fixedAt: null, closedAt: null, alarmedAt: null, mergedInto: null },
          checkpoint: { id: server.spots[0]!.id, code: 'LOBBY', names: { en: 'LOBBY' } },
          url: `http://localhost/findings/${finding}`,
        },
        event: { id: expect.any(String), kind: 'begin', at: server.now() },
      },
    })
    expect(called.body).not.toContain(server.me.assistant.person.id)
    await until(async () => (await deliveriesOf(webhook))[0]?.state).toBe('sent')
    expect((await server.as.admin('GET', path())).body.webhooks[0].deliveries).toEqual([
      {
        ...{ id: idOf(called), topic: 'finding.reported', madeAt: server.now(), state: 'sent', attempts: 1 },
        ...{ nextTryAt: null, trouble: null, status: 204, sentAt: server.now() },
      },
    ])
  })

  it('is told under its own topic from the report to the verification', async () => {
    await add()
    const spot = server.spots[1]!
    const repair: FindingAct = {
      ...{ kind: 'triage', dueOn: null, note: 'at once please' },
      route: { kind: 'repair', assignee: server.me.assistant.person.id, contractor: null },
    }
    const finding = await deeds.report('assistant', spot)
    const acts: [Parameters<FindingDeeds['act']>[0], FindingAct][] = [
      ['supervisor', repair],
      ['supervisor', { kind: 'comment', text: 'who has the key?', mentions: [], photos: [] }],
      ['assistant', { kind: 'ask-extension', until: '2026-03-20', reason: 'no parts' }],
      ['manager', { kind: 'answer-extension', approved: true, reason: 'so be it' }],
      ['assistant', { kind: 'fix', note: 'new washer', photos: [] }],
      ['supervisor', await deeds.verify('supervisor', spot, { passed: false, note: 'still drips' })],
      ['assistant', { kind: 'fix', note: 'another washer', photos: [] }],
      ['supervisor', await deeds.verify('supervisor', spot)],
      ['supervisor', { kind: 'reopen', reason: 'again' }],
      ['manager', { kind: 'dismiss', reason: 'no' }],
    ]
    for (const [role, act] of acts) {
      server.setClock(server.now() + minutes(1))
      const { status, body } = await deeds.act(role, finding, act)
      expect([act.kind, status, body.standing]).toEqual([act.kind, 201, 'applied'])
    }
    // Of those made at the same moment none is the first.
    const topics = [
      ...['finding.reported', 'finding.routed', 'finding.changed', 'finding.extended', 'finding.fixed'],
      ...['finding.sent-back', 'finding.fixed', 'finding.verified', 'finding.closed', 'finding.reopened'],
      'finding.dismissed',
    ]
    await until(() => receiver.called.map((called) => said(called).type).sort()).toEqual(topics.sort())
    const routed = receiver.called.map(said).find(({ type }) => type === 'finding.routed')
    expect(routed.data.finding).toMatchObject({ state: 'in-work', route: 'repair', dueOn: '2026-03-09', version: 2 })
    const whole = receiver.called.map(({ body }) => body).join()
    for (const word of ['please', 'washer', 'drips', 'parts', 'key', server.me.assistant.person.id])
      expect(whole).not.toContain(word)
  })

  it('is told to those who asked for it, and to nobody who is paused', async () => {
    await add({ url: `${receiver.origin}/closed`, topics: ['finding.closed'] })
    await add({ url: `${receiver.origin}/reported`, topics: ['finding.reported', 'finding.closed'] })
    const { webhook } = await add({ url: `${receiver.origin}/paused` })
    await server.as.admin('PATCH', `${path()}/${webhook.id}`, { state: 'paused' })
    await deeds.report('assistant', server.spots[0]!)
    await until(() => receiver.called.map(({ path }) => path)).toEqual(['/reported'])
    expect(await deliveriesOf(webhook)).toEqual([])
  })

  it('is not told if it was undone: the call and the event are one transaction', async () => {
    const { webhook } = await add()
    const finding = await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await deliveriesOf(webhook)).map(({ state }) => state)).toEqual(['sent'])
    const { read, write } = server.context.database
    const stored = (await read.findings.byId(finding))!
    const event = (await read.findings.events(finding))[0]!
    const happened = { estate: server.estate, number: 1, finding: stored.finding, before: undefined, event }
    const undone = write(async (stores) => {
      await makeWebhookDeliveries(server.context, stores, happened)
      throw new Error('the disk is full')
    })
    await expect(undone).rejects.toThrow('the disk is full')
    // Whatever else might have been written on the way is on disk by then.
    await write(async () => {})
    await run(server.context)
    expect(await deliveriesOf(webhook)).toHaveLength(1)
    expect(receiver.called).toHaveLength(1)
  })

  it('is told when nothing happens either', async () => {
    await add({ topics: ['finding.escalated'] })
    const finding = await deeds.report('assistant', server.spots[0]!)
    const stored = (await server.context.database.read.findings.byId(finding))!
    const step = { when: 'unanswered', afterMinutes: 60, repeatMinutes: null, to: ['managers'] } as const
    const told = { estate: server.estate, number: 1, finding: stored.finding, since: server.now() }
    await server.context.database.write((stores) =>
      makeEscalationDeliveries(server.context, stores, { ...told, step: { ...step, to: [...step.to] } }),
    )
    await expect
      .poll(() => receiver.called.map(said))
      .toMatchObject([
        {
          type: 'finding.escalated',
          data: {
            finding: { id: finding },
            escalation: { when: 'unanswered', afterMinutes: 60, since: server.now() },
          },
        },
      ])
  })
})

describe('a call that is not taken', () => {
  it('is made again later under the same id, until it is: 500, 500, 200', async () => {
    const { webhook, secret } = await add()
    receiver.answers = status(500)
    await deeds.report('assistant', server.spots[0]!)
    const madeAt = server.now()
    await until(async () => (await deliveriesOf(webhook))[0]?.attempts).toBe(1)
    const first = await lastOf(webhook)
    expect(first).toMatchObject({ state: 'failed', trouble: 'refused', status: 500 })
    expect(first.nextTryAt! - madeAt).toBeGreaterThanOrEqual(5000)
    expect(first.nextTryAt! - madeAt).toBeLessThanOrEqual(5500)
    await runAt(first.nextTryAt! - 1)
    expect(receiver.called).toHaveLength(1)
    await runAt(first.nextTryAt!)
    const second = await lastOf(webhook)
    expect(second.nextTryAt! - server.now()).toBeGreaterThanOrEqual(minutes(5))
    receiver.answers = status(200)
    await runAt(second.nextTryAt!)
    expect((await deliveriesOf(webhook))[0]).toMatchObject({ state: 'sent', attempts: 3, status: 200 })
    await runAt(server.now() + days(1))
    expect(receiver.called).toHaveLength(3)
    expect(new Set(receiver.called.map(idOf)).size).toBe(1)
    expect(new Set(receiver.called.map(({ body }) => body)).size).toBe(1)
    // Each attempt is signed for its own moment.
    expect(new Set(receiver.called.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
    for (const called of receiver.called) expect(await isSignedBy(secret, called)).toBe(true)
  })

  it('says why: no answer in time, a redirect, an address that leads inside by now, an answer without end', async () => {
    const { webhook } = await add()
    const inside = await startReceiver()
    const test = () => server.as.admin('POST', `${path()}/${webhook.id}/test`)
    patienceMs = 300
    receiver.answers = () => {}
    expect((await test()).body).toMatchObject({ state: 'given-up', trouble: 'timed-out', status: null })
    patienceMs = 5000
    receiver.answers = (response) => response.writeHead(307, { Location: `https://127.0.0.1:${inside.port}/` }).end()
    expect((await test()).body).toMatchObject({ state: 'given-up', trouble: 'redirected', status: 307 })
    receiver.answers = (response) => response.writeHead(400).end('x'.repeat(100_000))
    expect((await test()).body).toMatchObject({ state: 'given-up', trouble: 'too-long', status: 400 })
    receiver.answers = (response) => response.writeHead(200).end('x'.repeat(100_000))
    expect((await test()).body).toMatchObject({ state: 'sent', trouble: null, status: 200 })
    const calls = receiver.called.length
    for (const address of ['10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', '127.0.0.2']) {
      leadsTo = [address]
      expect((await test()).body).toMatchObject({ state: 'given-up', trouble: 'internal-address', status: null })
    }
    leadsTo = []
    expect((await test()).body).toMatchObject({ state: 'given-up', trouble: 'unreachable', status: null })
    expect(receiver.called).toHaveLength(calls)
    expect(inside.called).toEqual([])
    await inside.stop()
  })

  it('waits as long as the receiver asks', async () => {
    const { webhook } = await add()
    receiver.answers = (response) => response.writeHead(503, { 'Retry-After': '3600' }).end()
    await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await deliveriesOf(webhook))[0]?.nextTryAt).toBe(server.now() + hours(1))
  })

  it('holds up no other webhook, and no more than four calls are made to it at once', async () => {
    patienceMs = 2000
    let atOnce = 0
    let most = 0
    receiver.answers = (response, { path }) => {
      if (path === '/dead') most = Math.max(most, ++atOnce)
      else response.writeHead(204).end()
      response.once('close', () => path === '/dead' && atOnce--)
    }
    await add({ url: `${receiver.origin}/dead` })
    const { webhook } = await add({ url: `${receiver.origin}/alive` })
    for (let i = 0; i < 6; i++) await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await deliveriesOf(webhook)).filter(({ state }) => state === 'sent').length).toBe(6)
    expect(most).toBe(4)
  })

  it('is made once however many look for what is due, and by a server that starts again after a crash once more', async () => {
    const held: (() => void)[] = []
    receiver.answers = (response) => held.push(() => response.writeHead(204).end())
    const { webhook } = await add()
    await deeds.report('assistant', server.spots[0]!)
    await until(() => receiver.called.length).toBe(1)
    const runs = [run(server.context), run(server.context), run(server.context)]
    await new Promise((resolve) => setTimeout(resolve, 100))
    // The power fails between the receiver's word and the note of it.
    const dataDir = join(mkdtempSync(join(tmpdir(), 'waymark-crash-')), 'data')
    cpSync(server.dataDir, dataDir, { recursive: true })
    for (const answer of held) answer()
    await Promise.all(runs)
    expect((await deliveriesOf(webhook))[0]).toMatchObject({ state: 'sent', attempts: 1 })
    expect(receiver.called).toHaveLength(1)
    receiver.answers = status(204)
    const now = server.now()
    const again = await startBareServer({ dataDir, now, publicFetch: fetchSoon, publicLook: publicLooker(given) })
    await until(() => receiver.called.length).toBe(2)
    expect(new Set(receiver.called.map(idOf)).size).toBe(1)
    await again.stop()
  })

  it('disables a webhook that is gone, at once', async () => {
    const { webhook } = await add()
    receiver.answers = status(410)
    await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await server.as.admin('GET', path())).body.webhooks[0].state).toBe('disabled')
    expect((await deliveriesOf(webhook))[0]).toMatchObject({ state: 'given-up', status: 410 })
    expect(server.logged.join()).toContain('"webhook disabled"')
    await deeds.report('assistant', server.spots[0]!)
    expect(await deliveriesOf(webhook)).toHaveLength(1)
    receiver.answers = status(204)
    await server.as.admin('PATCH', `${path()}/${webhook.id}`, { state: 'active' })
    // Later: of two calls made in the same moment neither is the newest.
    server.setClock(server.now() + 1000)
    await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await deliveriesOf(webhook))[0]?.state).toBe('sent')
  })

  it('disables a webhook that takes nothing for days, after ten attempts', async () => {
    const { webhook } = await add()
    const start = server.now()
    receiver.answers = status(500)
    await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await deliveriesOf(webhook))[0]?.attempts).toBe(1)
    for (let at = (await deliveriesOf(webhook))[0]!.nextTryAt; at !== null; ) {
      await runAt(at)
      at = (await deliveriesOf(webhook))[0]!.nextTryAt
    }
    expect(receiver.called).toHaveLength(10)
    expect(server.now() - start).toBeGreaterThan(days(3))
    expect(await server.context.database.read.webhooks.byId(webhook.id)).toMatchObject({
      state: 'disabled',
      failingSince: start,
    })
  })
})

describe('its admin', () => {
  it('changes the secret: for a day the former one signs along', async () => {
    const { webhook, secret: former } = await add()
    const { status: code, body } = await server.as.admin('POST', `${path()}/${webhook.id}/secret`)
    expect([code, body.secret === former]).toEqual([201, false])
    const test = async () => {
      await server.as.admin('POST', `${path()}/${webhook.id}/test`)
      return receiver.called.at(-1)!
    }
    const now = await test()
    expect([await isSignedBy(body.secret, now), await isSignedBy(former, now)]).toEqual([true, true])
    server.setClock(server.now() + days(1))
    const later = await test()
    expect([await isSignedBy(body.secret, later), await isSignedBy(former, later)]).toEqual([true, false])
  })

  it('tries it out, also while it is paused, and hears how it went', async () => {
    const { webhook } = await add()
    await server.as.admin('PATCH', `${path()}/${webhook.id}`, { state: 'paused' })
    const tried = await server.as.admin('POST', `${path()}/${webhook.id}/test`)
    expect(tried.body).toMatchObject({ topic: 'webhook.test', state: 'sent', attempts: 1, status: 204 })
    expect(said(receiver.called[0]!)).toMatchObject({
      type: 'webhook.test',
      data: { estate: { code: 'test-court' }, webhook: { id: webhook.id, label: 'Work orders' } },
    })
    for (let i = 1; i < 30; i++) await server.as.admin('POST', `${path()}/${webhook.id}/test`)
    const busy = await server.as.admin('POST', `${path()}/${webhook.id}/test`)
    expect([busy.status, busy.body.code]).toEqual([429, 'too-many-requests'])
  })

  it('makes a call again: the same id, the same words', async () => {
    const { webhook } = await add()
    await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await deliveriesOf(webhook))[0]?.state).toBe('sent')
    const { id } = await lastOf(webhook)
    const again = await server.as.admin('POST', `${path()}/${webhook.id}/deliveries/${id}`)
    expect(again.body).toMatchObject({ id, state: 'sent', attempts: 1 })
    expect(receiver.called).toHaveLength(2)
    expect(receiver.called.map(idOf)).toEqual([id, id])
    expect(receiver.called[0]!.body).toBe(receiver.called[1]!.body)
    const other = await add({ topics: ['finding.closed'] })
    expect((await server.as.admin('POST', `${path()}/${other.webhook.id}/deliveries/${id}`)).status).toBe(404)
  })

  it('pauses it while it is being called: that was the last attempt', async () => {
    const { webhook } = await add()
    const held: (() => void)[] = []
    receiver.answers = (response) => held.push(() => response.writeHead(500).end())
    await deeds.report('assistant', server.spots[0]!)
    await until(() => held.length).toBe(1)
    await server.as.admin('PATCH', `${path()}/${webhook.id}`, { state: 'paused' })
    held[0]?.()
    await until(async () => (await lastOf(webhook)).attempts).toBe(1)
    expect(await lastOf(webhook)).toMatchObject({ state: 'given-up', nextTryAt: null, status: 500 })
  })

  it('pauses it: what waits is given up, and nothing more is tried', async () => {
    const { webhook } = await add()
    receiver.answers = status(500)
    await deeds.report('assistant', server.spots[0]!)
    await until(async () => (await deliveriesOf(webhook))[0]?.state).toBe('failed')
    await server.as.admin('PATCH', `${path()}/${webhook.id}`, { state: 'paused' })
    await runAt(server.now() + days(2))
    expect((await deliveriesOf(webhook)).map(({ state }) => state)).toEqual(['given-up'])
    expect(receiver.called).toHaveLength(1)
  })

  it('removes it with all that was said about it', async () => {
    const { webhook } = await add()
    await server.as.admin('POST', `${path()}/${webhook.id}/test`)
    expect((await server.as.admin('DELETE', `${path()}/${webhook.id}`)).status).toBe(204)
    expect((await server.as.admin('GET', path())).body.webhooks).toEqual([])
    expect(await deliveriesOf(webhook)).toEqual([])
  })

  it('finds thirty days of calls in the log, and no more', async () => {
    const { webhook } = await add()
    await server.as.admin('POST', `${path()}/${webhook.id}/test`)
    server.setClock(server.now() + days(30))
    await drop(server.context)
    expect(await deliveriesOf(webhook)).toHaveLength(1)
    server.setClock(server.now() + 1)
    await drop(server.context)
    expect(await deliveriesOf(webhook)).toEqual([])
  })
})
