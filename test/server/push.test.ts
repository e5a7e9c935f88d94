/** Messages to browsers, through a push service on this machine that opens what it gets and checks who sends it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run as deliver } from '../../server/jobs/delivery-job.ts'
import { sealed } from '../../server/notify/web-push.ts'
import { at, hours, minutes } from '../support/builders.ts'
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

  it('gets the kind, the number and the spot, and nothing that people wrote', async () => {
    const finding = await deeds.report('assistant', server.spots[1]!, { note: 'call 9123 4567' })
    await deliveredAt()
    expect(opened()).toEqual([
      { kind: 'reported', estate: server.estate, finding, title: 'New problem', body: '#1 LIFT · 測試苑' },
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
    const finding = await deeds.report('assistant', server.spots[0]!, { severity: 'emergency' })
    await deliveredAt()
    await deeds.report('assistant', server.spots[0]!)
    await deliveredAt()
    expect(
      service.called.map(({ headers }) => [
        headers.urgency,
        headers.ttl,
        headers.topic === finding.replaceAll('-', ''),
      ]),
    ).toEqual([
      ['high', '600', true],
      ['normal', '86400', false],
    ])
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
