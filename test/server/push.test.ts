/** Messages to browsers, through a push service on this machine that opens what it gets and checks who sends it. */
import { CompactEncrypt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run as deliver, runDeliveryJob } from '../../server/jobs/delivery-job.ts'
import { run as escalate } from '../../server/jobs/escalation-job.ts'
import { sealed } from '../../server/notify/web-push.ts'
import { inTurns } from '../../server/turns.ts'
import { at, hours, minutes, uuid } from '../support/builders.ts'
import { type EstateServer, startBareServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'
import { fetchHere, type Receiver, startReceiver } from '../support/https-receiver.ts'
import { type PushBrowser, pushBrowser, vapidClaims } from '../support/push-browser.ts'

describe('sealing for a browser', () => {
  it('gives the bytes of RFC 8291, Appendix A', () => {
    const keys = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    }
    const bytes = sealed('When I grow up, I want to be a watermelon', keys, {
      salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
      privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
    })
    expect(Buffer.from(bytes).toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })

  it('is never the same twice', () => {
    const { keys, open } = pushBrowser()
    const [one, other] = [sealed('same', keys), sealed('same', keys)]
    expect(Buffer.from(one).equals(other)).toBe(false)
    expect([open(one), open(other)]).toEqual(['same', 'same'])
  })
})

describe('a browser that is told', () => {
  let service: Receiver
  let server: EstateServer
  let deeds: FindingDeeds
  let browser: PushBrowser

  beforeEach(async () => {
    service = await startReceiver()
    server = await startEstateServer({ publicFetch: fetchHere, now: at('20:30') })
    deeds = findingDeeds(server)
    browser = pushBrowser()
    await subscribe()
  })
  afterEach(async () => {
    await server.stop()
    await service.stop()
  })

  const subscribe = (path = '/p/1', { keys } = browser) => {
    const target = { endpoint: `${service.origin}${path}`, keys, label: 'Pixel 7, Chrome' }
    return server.as.supervisor('PUT', '/api/push-subscriptions', target)
  }
  const record = async () => (await server.as.supervisor('GET', '/api/notification-settings')).body
  async function deliveredAt(now = server.now()): Promise<void> {
    server.setClock(now)
    await deliver(server.context)
  }
  const opened = () => service.called.map(({ bytes }) => JSON.parse(browser.open(bytes)))

  it('gets the kind, the number and where it is, and nothing that people wrote', async () => {
    const finding = await deeds.report('assistant', server.spots[1]!, { note: 'call 9123 4567' })
    await deliveredAt()
    expect(opened()).toEqual([
      { kind: 'reported', estate: server.estate, finding, title: 'New problem', body: '#1 Tower LIFT · 測試苑' },
    ])
    await deliveredAt(server.now() + minutes(5))
    expect(service.called).toHaveLength(1)
    expect((await record()).browsers[0]).toMatchObject({ label: 'Pixel 7, Chrome', lastSentAt: at('20:30') })
  })

  it('knows this server by its key, which stays the same after a restart', async () => {
    const { vapidKey } = await record()
    await deeds.report('assistant', server.spots[0]!)
    await deliveredAt()
    const claims = await vapidClaims(service.called[0]!, vapidKey, server.now())
    expect(claims).toEqual({
      aud: service.origin,
      exp: Math.floor((server.now() + hours(12)) / 1000),
      sub: 'mailto:waymark@localhost',
    })
    const { dataDir } = server
    await server.stop()
    const again = await startBareServer({ dataDir, now: server.now() })
    const kept = await again.context.database.read.notificationSettings.vapidKey()
    await again.stop()
    server = await startEstateServer({ publicFetch: fetchHere })
    expect(kept?.publicKey).toBe(vapidKey)
    expect(kept?.sealedPrivate).not.toContain('"d"')
  })

  it('is rung for an emergency without delay, and a repetition takes the place of the one before', async () => {
    await deeds.report('assistant', server.spots[0]!, { severity: 'emergency' })
    await deliveredAt()
    await deeds.report('assistant', server.spots[0]!)
    await deliveredAt()
    expect(
      service.called.map(({ headers }) => [headers.urgency, headers.ttl, /^[\w-]{1,32}$/.test(String(headers.topic))]),
    ).toEqual([
      ['high', '600', true],
      ['normal', '86400', true],
    ])
    expect(service.called[0]?.headers.topic).not.toBe(service.called[1]?.headers.topic)
    expect(service.called[0]?.headers).toMatchObject({ 'content-encoding': 'aes128gcm' })
  })

  it('is forgotten when its push service says that it is gone, and tried again when it says later', async () => {
    service.answers = (response) => response.writeHead(503).end()
    await deeds.report('assistant', server.spots[0]!)
    await deliveredAt()
    service.answers = (response) => response.writeHead(410).end()
    await deliveredAt(server.now() + minutes(1))
    expect(service.called).toHaveLength(2)
    expect((await record()).browsers).toEqual([])
    await deeds.report('assistant', server.spots[1]!)
    await deliveredAt(server.now() + minutes(1))
    expect(service.called).toHaveLength(2)
  })

  it('is told once by two runs at the same time', async () => {
    await deeds.report('assistant', server.spots[0]!)
    await Promise.all([deliver(server.context), deliver(server.context), deliver(server.context)])
    expect(service.called).toHaveLength(1)
  })

  it('is rung for an alarm that no other news of the same finding takes the place of', async () => {
    const finding = await deeds.report('assistant', server.spots[0]!, { severity: 'emergency' })
    const mentions = [server.me.supervisor.person.id]
    await deeds.act('assistant', finding, { kind: 'comment', text: 'gas is off', mentions, photos: [] })
    server.setClock(server.now() + minutes(5))
    await escalate(server.context)
    await deliveredAt()
    const topics = service.called.map(({ headers }) => headers.topic)
    expect(topics).toHaveLength(2)
    expect(new Set(topics).size).toBe(2)
  })

  it('waits in line without being put off, while others before it are waited for', async () => {
    for (const n of [2, 3, 4, 5, 6]) await subscribe(`/p/${n}`)
    const answers: (() => void)[] = []
    service.answers = (response) => answers.push(() => response.writeHead(201).end())
    await deeds.report('assistant', server.spots[0]!)
    const under = deliver(server.context)
    await expect.poll(() => answers.length).toBe(4)
    const { notificationDeliveries } = server.context.database.read
    expect(await notificationDeliveries.toSend('push', server.now(), 10)).toHaveLength(2)
    service.answers = (response) => response.writeHead(201).end()
    for (const answer of answers) answer()
    await under
    expect(service.called).toHaveLength(6)
  })

  it('is rung while a mail server keeps silent', async () => {
    let speak = () => {}
    const spoken = new Promise<void>((resolve) => {
      speak = resolve
    })
    const silent = { by: 'smtp', inTurn: inTurns(1), send: () => spoken.then(() => ({ ok: true }) as const) } as const
    const context = { ...server.context, mailer: silent }
    const settings = { push: true, mail: true, address: 'lee@example.org', quiet: null, language: null }
    await context.database.write((stores) => stores.notificationSettings.keep(server.me.supervisor.person.id, settings))
    const waiting = { notification: '', channel: 'mail', target: 'lee@example.org', dueAt: server.now() } as const
    await deeds.report('assistant', server.spots[0]!)
    const [notification] = await context.database.read.notifications.of(server.me.supervisor.person.id, 1)
    await context.database.write((stores) =>
      stores.notificationDeliveries.add([{ ...waiting, id: uuid(77), notification: notification!.id }]),
    )
    const stop = runDeliveryJob(context, 50)
    await expect.poll(() => service.called.length).toBe(1)
    await deeds.report('assistant', server.spots[1]!, { severity: 'emergency' })
    await expect.poll(() => service.called.length).toBe(2)
    speak()
    await stop()
  })

  it('is not waited for without end when the key that browsers know is lost', async () => {
    await deeds.report('assistant', server.spots[0]!)
    const { context } = server
    const { read } = context.database
    const strange = await new CompactEncrypt(new Uint8Array(8))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(new Uint8Array(32))
    const vapidKey = async () => ({ publicKey: 'another', sealedPrivate: strange })
    const lost = { ...read, notificationSettings: { ...read.notificationSettings, vapidKey } }
    await deliver({ ...context, database: { ...context.database, read: lost } })
    expect(await read.notificationDeliveries.anyToSend('push', server.now() + hours(100))).toBe(false)
    expect(service.called).toHaveLength(0)
  })

  it('belongs to whoever subscribed with it last: a colleague’s news never come up on it', async () => {
    await deeds.report('assistant', server.spots[0]!)
    const target = { endpoint: `${service.origin}/p/1`, keys: browser.keys, label: 'Pixel 7, Chrome' }
    await server.as.manager('PUT', '/api/push-subscriptions', target)
    await deliveredAt()
    expect(service.called).toHaveLength(0)
    expect((await record()).browsers).toEqual([])
  })

  it('is tested on request, and says whether it was taken', async () => {
    expect((await server.as.supervisor('POST', '/api/notification-settings/test')).body).toEqual({
      mail: null,
      browsers: [{ id: (await record()).browsers[0].id, taken: true }],
    })
    expect(opened()[0]).toMatchObject({ kind: 'test', finding: null })
  })

  it('is removed by its owner alone', async () => {
    const [{ id }] = (await record()).browsers
    expect((await server.as.manager('DELETE', `/api/push-subscriptions/${id}`)).status).toBe(404)
    expect((await server.as.supervisor('DELETE', `/api/push-subscriptions/${id}`)).status).toBe(204)
    expect((await record()).browsers).toEqual([])
  })

  it('is never looked for inside the house', async () => {
    const guarded = await startEstateServer({ now: at('20:30') })
    const inside = { endpoint: `https://127.0.0.1:${service.port}/p`, keys: browser.keys, label: 'x' }
    await guarded.as.supervisor('PUT', '/api/push-subscriptions', inside)
    const { body } = await guarded.as.supervisor('POST', '/api/notification-settings/test')
    await guarded.stop()
    expect(body.browsers.map(({ taken }: { taken: boolean }) => taken)).toEqual([false])
    expect(service.called).toHaveLength(0)
  })
})
