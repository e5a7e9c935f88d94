import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LINK_MS, offerSetUp } from '../../server/services/set-up.ts'
import { type BareServer, callerAt, cookieOf, PASSWORD, startBareServer } from '../support/estate-server.ts'

let server: BareServer

beforeEach(async () => {
  server = await startBareServer()
})
afterEach(() => server.stop())

function setUp(token: string | undefined, admin: object = {}) {
  return server.anyone('POST', '/api/setup', {
    token,
    estate: { code: 'jade-lake', names: { en: 'Jade Lake Garden' }, zone: 'Asia/Hong_Kong' },
    admin: { username: 'chan', name: 'Chan Tai Man', language: 'zh-Hant', password: PASSWORD, ...admin },
  })
}

describe('an empty installation', () => {
  it('is set up once, with the link it printed: the first admin is signed in, and the link is dead', async () => {
    const token = await offerSetUp(server.context)
    const first = await setUp(token)
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      person: { username: 'chan', language: 'zh-Hant' },
      memberships: [{ estate: { code: 'jade-lake' }, roles: ['admin', 'supervisor'] }],
    })
    const admin = callerAt(server.origin, cookieOf(first))
    expect((await admin('GET', '/api/estates')).body.estates).toEqual(first.body.memberships)

    const second = await setUp(token, { username: 'wong' })
    expect([second.status, second.body.code]).toEqual([409, 'already-set-up'])
    expect(await offerSetUp(server.context)).toBeUndefined()
  })

  it('is set up once when two people open the link at the same moment', async () => {
    const token = await offerSetUp(server.context)
    const both = await Promise.all([setUp(token), setUp(token, { username: 'wong' })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('takes no link but the newest it printed, and that for seven days', async () => {
    const older = await offerSetUp(server.context)
    const newer = await offerSetUp(server.context)
    for (const token of ['x'.repeat(43), older]) {
      const refused = await setUp(token)
      expect([refused.status, refused.body.code]).toEqual([410, 'link-invalid'])
    }
    server.setClock(server.now() + LINK_MS)
    expect((await setUp(newer)).body.code).toBe('link-invalid')
    server.setClock(server.now() - 1)
    expect((await setUp(newer)).status).toBe(201)
  })

  it('says what is wrong with a form that cannot be used, and keeps the link alive', async () => {
    const token = await offerSetUp(server.context)
    const cases = [
      [{ password: 'too short' }, 'admin.password'],
      [{ username: 'Chan Tai Man' }, 'admin.username'],
      [{ name: '   ' }, 'admin.name'],
      [{ roles: ['admin'] }, 'admin.roles'],
    ] as const
    for (const [admin, where] of cases) {
      const refused = await setUp(token, admin)
      expect([refused.status, refused.body.code, refused.body.where]).toEqual([400, 'body-invalid', [where]])
    }
    expect((await setUp(token)).status).toBe(201)
  })
})
