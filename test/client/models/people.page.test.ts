import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../checkpoints/time.ts'
import type { Me } from '../../../checkpoints/wire/session.ts'
import { PERSON, UNSIGNED_DIGITS, uuid } from '../../support/builders.ts'
import { until } from '../../support/until.ts'
import {
  aListedCheckpoint,
  aPack,
  type FakeServer,
  ME,
  newPhone,
  type OpenedPage,
  openPage,
  openSignedIn,
  refusal,
  type Sent,
} from './page.ts'

const HO: Me = { ...ME, person: { ...ME.person, id: uuid(0xa2), username: 'ho', name: '何美玲' } }
const CHANS_PIN = '271828'
const HOS_PIN = '314159'

let server: FakeServer
let page: OpenedPage

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  server = newPhone()
  server.answer = answerWell
  page = await openSignedIn()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** As a server does that knows both. */
function answerWell({ path, person, body }: Sent) {
  const asked =
    path === '/api/session' ? (JSON.parse(body as string).username === 'ho' ? HO.person.id : PERSON) : person
  const me = asked === HO.person.id ? HO : ME
  if (path === '/api/session') return { status: 201, body: { ...me, now: Date.now() } }
  if (path === '/api/me') return { status: 200, body: { ...me, now: Date.now() } }
  if (path === '/api/devices') return { status: 201, body: { id: me === HO ? uuid(0xdf) : uuid(0xde), enrolledAt: 1 } }
  return undefined
}

async function givePin(person: string, pin: string): Promise<void> {
  await page.device.readyPhone(person)
  expect(await page.people.choosePin(person, pin)).toBe(true)
}

/** Chan has signed in and handed the phone to Ho; both have a PIN. */
async function shared(): Promise<void> {
  await givePin(PERSON, CHANS_PIN)
  vi.setSystemTime(Date.now() + 1_000)
  await page.people.handOn()
  vi.setSystemTime(Date.now() + 1_000)
  await page.session.signIn({ username: 'ho', password: 'another long password' })
  await givePin(HO.person.id, HOS_PIN)
}

async function file(): Promise<string> {
  const spot = {
    pack: aPack(),
    checkpoint: aListedCheckpoint(),
    evidence: { channel: 'camera' as const, digits: UNSIGNED_DIGITS },
  }
  const draft = await page.drafts.startDraft(spot, page.session.me.value!.person.id, page.drafts.tagSeen())
  const answers = ['lights', 'signs'].map((item) => ({ item, result: 'ok' as const, photos: [] }))
  const filed = await page.filing.fileVisit(draft, answers, { en: 'Lobby' })
  if (!filed.ok) throw new Error(filed.error)
  await page.outbox.drain()
  return filed.item.id
}

const who = () => page.session.me.value?.person.username

describe('a phone that two people share', () => {
  it('lets each come back with a PIN, without a signal and across a reload', async () => {
    await shared()
    server.answer = () => 'offline'
    await page.people.handOn()
    expect(page.session.session.value).toEqual({ state: 'signed-out', known: true })
    page = await openPage()
    expect(page.session.session.value).toEqual({ state: 'signed-out', known: true })
    await page.people.readPeople()
    expect(page.people.people.value.map(({ name, hasPin }) => [name, hasPin])).toEqual([
      [HO.person.name, true],
      [ME.person.name, true],
    ])
    expect(await page.people.unlock(PERSON, HOS_PIN)).toEqual({ outcome: 'wrong', left: 9 })
    expect(who()).toBeUndefined()
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toEqual({ outcome: 'open' })
    expect(who()).toBe('chan')
    expect((await openPage()).session.me.value?.person.username).toBe('chan')
  })

  it('files each one’s visits in a chain of his own, and sends them under his own name, whoever is at the phone', async () => {
    server.answer = (sent) => (sent.path.startsWith('/api/visits/') ? 'offline' : answerWell(sent))
    const chans = [await file(), await file()]
    await shared()
    const hos = await file()
    expect(page.outbox.mine.value.map(({ id }) => id)).toEqual([hos])
    expect(page.outbox.items.value.map(({ sequence, person }) => [person, sequence])).toEqual([
      [PERSON, 1],
      [PERSON, 2],
      [HO.person.id, 1],
    ])

    server.answer = answerWell
    await page.outbox.drain()
    expect(page.outbox.items.value.map(({ state }) => state)).toEqual(['on-server', 'on-server', 'on-server'])
    const senders = server.sent.flatMap(({ path, person }) => {
      const id = path.startsWith('/api/visits/') ? path.slice(12) : ''
      return [...chans, hos].includes(id) ? [[id, person] as const] : []
    })
    expect(new Map(senders)).toEqual(
      new Map([
        [chans[0]!, PERSON],
        [chans[1]!, PERSON],
        [hos, HO.person.id],
      ]),
    )
  })

  it('keeps the visits of somebody whose sign-in has ended, without a word to whoever is at the phone', async () => {
    server.answer = (sent) => (sent.path.startsWith('/api/visits/') ? 'offline' : answerWell(sent))
    const chans = await file()
    await shared()
    server.answer = (sent) =>
      sent.person === PERSON && sent.path.startsWith('/api/visits/') ? refusal('signed-out') : answerWell(sent)
    await page.outbox.drain()
    expect(page.session.session.value).toMatchObject({ state: 'signed-in', lapsedAt: null })
    expect(page.outbox.items.value).toMatchObject([{ id: chans, state: 'saved' }])
    const { keptPeople } = await import('../../../client/local/people.ts')
    const lapsed = async () => (await keptPeople()).find(({ person }) => person === PERSON)?.lapsedAt
    await until(async () => expect(await lapsed()).toEqual(expect.any(Number)))
    const asked = server.sent.length
    await page.outbox.drain()
    expect(server.sent.slice(asked).filter(({ person }) => person === PERSON)).toEqual([])
  })

  it('does not open a form of the other', async () => {
    const spot = { pack: aPack(), checkpoint: aListedCheckpoint(), evidence: { channel: 'typed' as const } }
    const draft = await page.drafts.startDraft(spot, PERSON, page.drafts.tagSeen())
    await shared()
    expect(await page.form.openForm(draft.id, () => aPack().checklists[0])).toBe('gone')
  })

  it('goes on for one when the other signs out, and forgets what only he needed', async () => {
    await shared()
    await page.session.signOut(HO.person.id)
    expect(page.session.session.value).toEqual({ state: 'signed-out', known: true })
    expect(server.sent.findLast(({ method }) => method === 'DELETE')?.person).toBe(HO.person.id)
    await page.people.readPeople()
    expect(page.people.people.value.map(({ username }) => username)).toEqual(['chan'])
    await page.people.removeFromPhone(PERSON)
    expect(page.session.session.value).toEqual({ state: 'signed-out', known: false })
  })
})

describe('guessing a PIN', () => {
  const guess = () => page.people.unlock(PERSON, '000001')

  it('costs longer and longer waits, which no restart shortens, and ends with the password', async () => {
    await givePin(PERSON, CHANS_PIN)
    await page.people.handOn()
    for (let left = 9; left > 5; left--) expect(await guess()).toEqual({ outcome: 'wrong', left })
    expect(await guess()).toEqual({ outcome: 'wrong', left: 5 })
    expect(await guess()).toEqual({ outcome: 'wait', ms: MINUTE_MS })
    page = await openPage()
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toEqual({ outcome: 'wait', ms: MINUTE_MS })
    for (let left = 4; left > 0; left--) {
      vi.setSystemTime(Date.now() + HOUR_MS)
      expect(await guess()).toEqual({ outcome: 'wrong', left })
    }
    vi.setSystemTime(Date.now() + HOUR_MS)
    expect(await guess()).toEqual({ outcome: 'no-pin' })
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toEqual({ outcome: 'no-pin' })
    expect(who()).toBeUndefined()
  })

  it('starts over once the right one has been entered', async () => {
    await givePin(PERSON, CHANS_PIN)
    for (let i = 0; i < 4; i++) await guess()
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toEqual({ outcome: 'open' })
    expect(await guess()).toEqual({ outcome: 'wrong', left: 9 })
  })

  it('counts a try even if the phone dies before it is answered', async () => {
    await givePin(PERSON, CHANS_PIN)
    vi.stubGlobal('crypto', { ...crypto, subtle: { importKey: () => Promise.reject(new Error('no battery')) } })
    await expect(guess()).rejects.toThrow('no battery')
    vi.stubGlobal('crypto', globalThis.crypto)
    const { keptPhone } = await import('../../../client/local/devices.ts')
    expect((await keptPhone(PERSON))?.pin?.wrong).toBe(1)
  })

  it('is no use with a lock that was copied to another device key', async () => {
    await givePin(PERSON, CHANS_PIN)
    const { keepPhone, keptPhone } = await import('../../../client/local/devices.ts')
    const phone = (await keptPhone(PERSON))!
    await keepPhone({ ...phone, publicJwk: { ...phone.publicJwk, x: 'AAAA' } })
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toMatchObject({ outcome: 'wrong' })
  })
})

describe('a PIN', () => {
  it('is no longer taken on a phone whose registration was withdrawn, and goes with its key', async () => {
    await givePin(PERSON, CHANS_PIN)
    const { changePhone } = await import('../../../client/local/devices.ts')
    await changePhone(PERSON, { refused: 'device-revoked' })
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toEqual({ outcome: 'no-pin' })
    await page.device.enrolAgain(PERSON)
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toEqual({ outcome: 'no-pin' })
  })

  it('can be taken away', async () => {
    await givePin(PERSON, CHANS_PIN)
    await page.people.removePin(PERSON)
    expect(page.people.people.value).toMatchObject([{ hasPin: false }])
    expect(await page.people.unlock(PERSON, CHANS_PIN)).toEqual({ outcome: 'no-pin' })
  })

  it('is asked for when the phone was left for half an hour, and only then', async () => {
    await givePin(PERSON, CHANS_PIN)
    await page.people.unlock(PERSON, CHANS_PIN)
    vi.setSystemTime(Date.now() + 29 * MINUTE_MS)
    expect((await openPage()).session.me.value?.person.username).toBe('chan')
    vi.setSystemTime(Date.now() + 31 * MINUTE_MS)
    expect((await openPage()).session.session.value).toEqual({ state: 'signed-out', known: true })
  })

  it('is not asked for of somebody who has none', async () => {
    vi.setSystemTime(Date.now() + 31 * MINUTE_MS)
    expect((await openPage()).session.me.value?.person.username).toBe('chan')
  })
})

describe('a sign-in that has lapsed', () => {
  it('lets work go on for a shift, then asks for it before anything new is begun', async () => {
    const spot = {
      pack: aPack(),
      checkpoint: aListedCheckpoint(),
      evidence: { channel: 'camera' as const, digits: UNSIGNED_DIGITS },
    }
    const admitted = () => page.tags.admit({ ok: true, spot }, ME.memberships)
    server.answer = () => refusal('signed-out')
    await page.pack.refreshPacks()
    const draft = await page.drafts.startDraft(spot, PERSON, page.drafts.tagSeen())
    vi.setSystemTime(Date.now() + 13 * HOUR_MS)
    expect(admitted().ok).toBe(true)
    vi.setSystemTime(Date.now() + 2 * HOUR_MS)
    expect(admitted()).toEqual({ ok: false, refusal: { reason: 'sign-in-due' } })
    // What was begun is not held up by it.
    await page.device.readyPhone(PERSON)
    expect(await page.form.openForm(draft.id, () => aPack().checklists[0])).not.toBe('gone')

    server.answer = answerWell
    await page.session.signIn({ username: 'chan', password: 'a long password' })
    expect(admitted().ok).toBe(true)
  })
})
