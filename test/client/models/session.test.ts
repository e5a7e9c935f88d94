import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type FakeServer, ME, newPhone, openPage, openSignedIn, refusal } from './page.ts'

let server: FakeServer

beforeEach(() => {
  server = newPhone()
})
afterEach(() => vi.unstubAllGlobals())

it('asks a first visitor to sign in, without asking the server', async () => {
  const { session } = await openPage()
  expect(session.session.value).toEqual({ state: 'signed-out' })
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
  await vi.waitFor(() => expect(session.session.value).toMatchObject({ state: 'signed-in', expired: true }))
})

it('is signed out after signing out without a signal, and tells the server as soon as it can', async () => {
  const { session } = await openSignedIn()
  server.answer = () => 'offline'
  await session.signOut()
  expect((await openPage()).session.session.value).toEqual({ state: 'signed-out' })

  server.answer = ({ method }) => (method === 'DELETE' ? { status: 200, body: {} } : undefined)
  await openPage()
  expect(server.log.at(-1)).toBe('DELETE /api/session')
  const asked = server.log.length
  await openPage()
  expect(server.log).toHaveLength(asked)
})
