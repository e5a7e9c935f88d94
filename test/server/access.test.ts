import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCESS, ROLES } from '../../checkpoints/people.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { createApp } from '../../server/app.ts'
import { uuid } from '../support/builders.ts'
import { callerAt, cookieOf, type EstateServer, PASSWORD, startEstateServer } from '../support/estate-server.ts'

let server: EstateServer

beforeAll(async () => {
  server = await startEstateServer()
})
afterAll(() => server.stop())

/** The app's own routes, not a list kept by hand. */
function routesOf(): string[] {
  const routes = createApp(server.context).routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))]
}

function filled(path: string, estate: string): string {
  return path
    .replace(':estate', estate)
    .replace(':checkpoint', server.spots[0]!.id)
    .replace(':kind', 'lift')
    .replace(':version', '1')
    .replace(':sha256', 'a'.repeat(64))
    .replace(/:(plan|person|device|round|id|digits|place|team|outage|share|mailing|report|chip|sheet|finding)/, uuid(1))
}

describe('who may call what', () => {
  it('is said for every route there is, and for none that is not', () => {
    expect(routesOf().sort()).toEqual(Object.keys(ACCESS).sort())
  })

  it('asks everyone who is signed out to sign in', async () => {
    for (const [route, access] of Object.entries(ACCESS)) {
      if (access === 'public') continue
      const [method, path] = route.split(' ') as [string, string]
      const { status, body } = await server.anyone(method, filled(path, server.estate))
      expect([route, status, body.code]).toEqual([route, 401, 'signed-out'])
    }
  })

  it.each(ROLES)('lets a %s in exactly where the table says', async (role) => {
    for (const [route, access] of Object.entries(ACCESS)) {
      if (!Array.isArray(access)) continue
      const [method, path] = route.split(' ') as [string, string]
      const { body, status } = await server.as[role](method, filled(path, server.estate))
      expect([route, status === 403 && body.code === 'forbidden']).toEqual([route, !access.includes(role)])
    }
  })

  it('hides an estate from everyone who has no role there', async () => {
    for (const [route, access] of Object.entries(ACCESS)) {
      if (!Array.isArray(access)) continue
      const [method, path] = route.split(' ') as [string, string]
      const { status, body } = await server.as.admin(method, filled(path, uuid(42)))
      expect([route, status, body.code]).toEqual([route, 404, 'not-found'])
    }
  })

  it('asks no less of HEAD than of GET', async () => {
    expect((await server.anyone('HEAD', `${server.path}/staff`)).status).toBe(401)
    expect((await server.as.assistant('HEAD', `${server.path}/staff`)).status).toBe(403)
    expect((await server.as.manager('HEAD', `${server.path}/staff`)).status).toBe(200)
  })

  it('knows no other spelling of an address and no other method', async () => {
    for (const [method, path] of [
      ['GET', `${server.path}/staff/`],
      ['GET', `/${server.path}/staff`],
      ['GET', `/api/estates/${server.estate.toUpperCase()}/staff`],
      ['PUT', `${server.path}/staff`],
      ['OPTIONS', `${server.path}/staff`],
    ] as const) {
      const { status, body } = await server.as.admin(method, path)
      expect([method, path, status, body.code]).toEqual([method, path, 404, 'not-found'])
    }
  })

  it('shows a tag’s URL to admins only', async () => {
    for (const role of ROLES) {
      const { body } = await server.as[role]('GET', `${server.path}/checkpoints`)
      expect([role, 'tagUrl' in body.checkpoints[0]]).toEqual([role, role === 'admin'])
    }
    expect(JSON.stringify((await server.as.assistant('GET', `${server.path}/pack`)).body)).not.toMatch(/\d{174}/)
  })
})

describe('signing in', () => {
  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await server.anyone('POST', '/api/session', { username: 'the-auditor', password: 'not the password' })
    const unknown = await server.anyone('POST', '/api/session', { username: 'nobody', password: 'not the password' })
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body])
    expect(wrong.body.code).toBe('sign-in-refused')
  })

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const opened = await server.anyone('POST', '/api/session', { username: 'the-auditor', password: PASSWORD })
    expect(opened.status).toBe(201)
    expect(opened.headers.get('set-cookie')).toMatch(
      /^__Host-session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
  })

  it('makes guessing wait, and says how long', async () => {
    const guess = () => server.anyone('POST', '/api/session', { username: 'the-manager', password: 'a guess of mine' })
    const guesses = await Promise.all(Array.from({ length: 12 }, guess))
    const throttled = guesses.find(({ status }) => status === 429)
    expect(throttled?.body).toMatchObject({ code: 'sign-in-throttled', retryAfter: expect.any(Number) })
    expect(Number(throttled?.headers.get('retry-after'))).toBeGreaterThan(0)
    const right = { username: 'the-manager', password: PASSWORD }
    expect((await server.anyone('POST', '/api/session', right)).status).toBe(429)
    const elsewhere = await server.anyone('POST', '/api/session', right, { 'X-Forwarded-For': '192.0.2.7' })
    expect(elsewhere.status).toBe(429)
  })

  it('ends with signing out, at once', async () => {
    const opened = await server.anyone('POST', '/api/session', { username: 'the-auditor', password: PASSWORD })
    const caller = callerAt(server.origin, cookieOf(opened))
    expect((await caller('GET', '/api/me')).status).toBe(200)
    const closed = await caller('DELETE', '/api/session')
    expect(closed.status).toBe(204)
    expect(closed.headers.get('set-cookie')).toMatch(/^__Host-session=; Max-Age=0; Path=\/; Secure/)
    expect((await caller('GET', '/api/me')).status).toBe(401)
  })

  it('lets several people sign in on one browser, and goes by whom a request names', async () => {
    const enter = async (username: string, cookie: string) => {
      const caller = callerAt(server.origin, cookie)
      const opened = await caller('POST', '/api/session', { username, password: PASSWORD })
      return cookieOf(opened)
    }
    const both = await enter('the-supervisor', await enter('the-assistant', ''))
    const [assistant, supervisor] = [server.me.assistant.person.id, server.me.supervisor.person.id]
    const browser = callerAt(server.origin, both)
    const whoAmI = async (headers?: Record<string, string>, caller = browser) => {
      const { status, body } = await caller('GET', '/api/me', undefined, headers)
      return status === 200 ? body.person.id : body.code
    }
    expect(await whoAmI({ 'Waymark-Person': assistant })).toBe(assistant)
    expect(await whoAmI({ 'Waymark-Person': supervisor })).toBe(supervisor)
    // Nobody speaks for somebody who is not signed in here, whatever he calls himself.
    expect(await whoAmI({ 'Waymark-Person': server.me.admin.person.id })).toBe('signed-out')
    // What a browser fetches by itself: for whoever is before it, else for the one who came last.
    expect(await whoAmI()).toBe(supervisor)
    expect(await whoAmI({}, callerAt(server.origin, `${both}; __Host-person=${assistant}`))).toBe(assistant)
    expect(await whoAmI({}, callerAt(server.origin, `${both}; __Host-person=${server.me.admin.person.id}`))).toBe(
      supervisor,
    )

    // He may do what he may do, not what the other may.
    const plan = await browser('GET', `${server.path}/staff`, undefined, { 'Waymark-Person': assistant })
    expect(plan.status).toBe(403)
    const left = cookieOf(await browser('DELETE', '/api/session', undefined, { 'Waymark-Person': supervisor }))
    expect(await whoAmI({ 'Waymark-Person': supervisor })).toBe('signed-out')
    expect(await whoAmI({ 'Waymark-Person': assistant }, callerAt(server.origin, left))).toBe(assistant)
    expect((await callerAt(server.origin, left)('DELETE', '/api/session')).headers.get('set-cookie')).toMatch(
      /Max-Age=0/,
    )
    expect(await whoAmI({ 'Waymark-Person': assistant }, callerAt(server.origin, left))).toBe('signed-out')
  })

  it('takes the place of an older sign-in of the same person on the same browser', async () => {
    const again = { username: 'the-auditor', password: PASSWORD }
    const first = cookieOf(await server.anyone('POST', '/api/session', again))
    const second = cookieOf(await callerAt(server.origin, first)('POST', '/api/session', again))
    expect(second).not.toContain('.')
    expect((await callerAt(server.origin, first)('GET', '/api/me')).status).toBe(401)
    expect((await callerAt(server.origin, second)('GET', '/api/me')).body.signedInUntil).toBe(
      server.now() + 14 * 86_400_000,
    )
  })

  it('ends everywhere else when the password changes', async () => {
    const enter = async () =>
      callerAt(
        server.origin,
        cookieOf(await server.anyone('POST', '/api/session', { username: 'the-auditor', password: PASSWORD })),
      )
    const [here, elsewhere] = [await enter(), await enter()]
    const wrong = await here('PUT', '/api/me/password', { current: 'not my password', password: `${PASSWORD}-2` })
    expect(wrong.body.code).toBe('sign-in-refused')
    expect((await here('PUT', '/api/me/password', { current: PASSWORD, password: `${PASSWORD}-2` })).status).toBe(200)
    expect((await elsewhere('GET', '/api/me')).status).toBe(401)
  })

  it('makes guessing the old password wait as well, for whoever has found a phone that is signed in', async () => {
    const guess = () =>
      server.as.manager('PUT', '/api/me/password', { current: 'a guess of mine', password: `${PASSWORD}-2` })
    const guesses = await Promise.all(Array.from({ length: 12 }, guess))
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), 429, 429])
  })

  it('runs out after fourteen days', async () => {
    const opened = await server.anyone('POST', '/api/session', { username: 'admin', password: PASSWORD })
    const caller = callerAt(server.origin, cookieOf(opened))
    const now = server.now()
    server.setClock(now + 14 * 86_400_000 - 1)
    expect((await caller('GET', '/api/me')).status).toBe(200)
    server.setClock(now + 14 * 86_400_000)
    expect((await caller('GET', '/api/me')).status).toBe(401)
    server.setClock(now)
  })
})

describe('a request from another site', () => {
  it('is refused when it would change something', async () => {
    const body = { username: 'admin', password: PASSWORD }
    const foreign = await server.anyone('POST', '/api/session', body, { Origin: 'https://evil.example' })
    expect([foreign.status, foreign.body.code]).toEqual([403, 'origin-foreign'])
    const crossSite = await server.anyone('POST', '/api/session', body, { 'Sec-Fetch-Site': 'cross-site' })
    expect(crossSite.body.code).toBe('origin-foreign')
    const sandboxed = await server.as.admin('DELETE', '/api/session', undefined, { Origin: 'null' })
    expect(sandboxed.body.code).toBe('origin-foreign')
    expect((await server.as.admin('GET', '/api/me', undefined, { Origin: 'https://evil.example' })).status).toBe(200)
  })

  it('is taken when it came from our own page', async () => {
    const own = { Origin: server.origin, 'Sec-Fetch-Site': 'same-origin' }
    const label = { parent: null, kind: 'zone', names: { en: 'Garden' } }
    expect((await server.as.admin('POST', `${server.path}/places`, label, own)).status).toBe(201)
  })
})

describe('one-time links', () => {
  it('set up an installation once only', async () => {
    const again = await server.anyone('POST', '/api/setup', {
      token: 'x'.repeat(43),
      estate: { code: 'mine', names: { en: 'Mine' }, zone: 'Asia/Hong_Kong' },
      admin: { username: 'me', name: 'Me', language: 'en', password: PASSWORD },
    })
    expect([again.status, again.body.code]).toEqual([409, 'already-set-up'])
  })

  it('invite once, and the newest link alone counts', async () => {
    const person = server.me.supervisor.person.id
    const invite = async () =>
      (await server.as.admin('PATCH', `${server.path}/staff/${person}`, { invite: true })).body.invitation
    const [older, newer] = [await invite(), await invite()]
    expect((await server.anyone('POST', '/api/invitation', { token: older, password: PASSWORD })).status).toBe(410)
    expect((await server.anyone('POST', '/api/invitation', { token: newer, password: PASSWORD })).status).toBe(201)
    expect((await server.anyone('POST', '/api/invitation', { token: newer, password: PASSWORD })).status).toBe(410)
  })
})

describe('staff', () => {
  it('keep at least one admin', async () => {
    const staff = (await server.as.admin('GET', `${server.path}/staff`)).body.staff as {
      person: { id: string }
      roles: string[]
    }[]
    const admins = staff.filter(({ roles }) => roles.includes('admin'))
    const drop = (id: string) => server.as.admin('PATCH', `${server.path}/staff/${id}`, { roles: ['assistant'] })
    const other = admins.find(({ person }) => person.id !== server.me.admin.person.id)!
    expect((await drop(other.person.id)).status).toBe(200)
    expect((await drop(server.me.admin.person.id)).body.code).toBe('last-admin')
  })

  it('are signed out when they lose their last role', async () => {
    const { person } = server.me.manager
    expect((await server.as.manager('GET', '/api/me')).status).toBe(200)
    await server.as.admin('PATCH', `${server.path}/staff/${person.id}`, { roles: [] })
    expect((await server.as.manager('GET', '/api/me')).status).toBe(401)
  })
})

describe('what is written down about requests', () => {
  it('never holds a tag, a password or a session', async () => {
    const digits = tagDigitsIn(server.spots[0]!.tagUrl ?? '')
    for (const path of ['/s/', '/S/', '/%73/', '//s/', '/en/s/', '/api/']) await server.anyone('GET', path + digits)
    const log = server.logged.join('\n')
    expect(log).toContain('signed in')
    expect(log).not.toContain(PASSWORD)
    expect(log).not.toMatch(/\d{174}/)
    expect(readFileSync(`${server.dataDir}/waymark.db`).includes(Buffer.from(PASSWORD))).toBe(false)
  })
})
