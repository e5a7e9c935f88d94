import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PERSON } from '../../support/builders.ts'
import { until } from '../../support/until.ts'
import { type FakeServer, ME, newPhone, openPage, openSignedIn, refusal } from './page.ts'

let server: FakeServer

beforeEach(() => {
  server = newPhone()
})
afterEach(() => vi.unstubAllGlobals())

it('asks a first visitor to sign in, without asking the server', async () => {
  const { session } = await openPage()
  expect(session.session.value).toEqual({ state: 'signed-out', known: false })
  expect(server.sent).toEqual([])
})

it('starts without a signal as whoever was signed in last', async () => {
  await openSignedIn()
  server.answer = () => 'offline'
  const { session } = await openPage()
  expect(session.me.value?.person).toEqual(ME.person)
})

it('keeps working when the session has run out, and says so', async () => {
  await openSignedIn()
  server.answer = () => refusal('signed-out')
  const { session } = await openPage()
  await until(() => expect(session.session.value).toMatchObject({ state: 'signed-in', lapsedAt: expect.any(Number) }))
})

it('is signed out after signing out without a signal, and tells the server as soon as it can', async () => {
  const { session } = await openSignedIn()
  server.answer = () => 'offline'
  await session.signOut(PERSON)
  expect((await openPage()).session.session.value).toEqual({ state: 'signed-out', known: false })

  server.answer = ({ method }) => (method === 'DELETE' ? { status: 200, body: {} } : undefined)
  await openPage()
  expect(server.log.at(-1)).toBe('DELETE /api/session')
  const asked = server.log.length
  await openPage()
  expect(server.log).toHaveLength(asked)
})

it('starts as whoever is in the store when a power cut has taken the rest', async () => {
  await openSignedIn()
  localStorage.removeItem('at-the-phone')
  server.answer = () => 'offline'
  const { session } = await openPage()
  expect(session.me.value?.person).toEqual(ME.person)
})

it('counts a sign-in as lapsed that came to its end without a signal', async () => {
  server.answer = ({ path }) =>
    path === '/api/session'
      ? { status: 201, body: { ...ME, now: Date.now(), signedInUntil: Date.now() - 1 } }
      : undefined
  await openSignedIn()
  server.answer = () => 'offline'
  const { session } = await openPage()
  expect(session.session.value).toMatchObject({ state: 'signed-in', lapsedAt: expect.any(Number) })
})

it('remembers across a reload since when the password is asked for', async () => {
  await openSignedIn()
  server.answer = () => refusal('signed-out')
  const first = await openPage()
  await until(() => expect(first.session.session.value).toMatchObject({ lapsedAt: expect.any(Number) }))
  const { keptPeople } = await import('../../../client/local/people.ts')
  await until(async () => expect(await keptPeople()).toMatchObject([{ lapsedAt: expect.any(Number) }]))
  const lapsedAt = (await keptPeople())[0]?.lapsedAt
  server.answer = () => 'offline'
  expect((await openPage()).session.session.value).toMatchObject({ state: 'signed-in', lapsedAt })
})
