/** Chips that cannot be copied: taking them into use and out of it, and what the visits amount to that they give proof for. */
import fc from 'fast-check'
import { CompactEncrypt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readChip } from '../../checkpoints/chip.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { ChipAdded, ListedChip } from '../../checkpoints/wire/chip.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { at, checkpointId, minutes } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
} from '../support/estate-server.ts'
import { type FakeChip, fakeChip } from '../support/fake-chip.ts'

let server: EstateServer
let phone: TestPhone
let lobby: ListedCheckpoint
let lift: ListedCheckpoint

beforeAll(async () => {
  server = await startEstateServer({ now: at('20:30') })
  phone = await enrolPhone(server)
  ;[lobby, lift] = server.spots as [ListedCheckpoint, ListedCheckpoint]
})
afterAll(() => server.stop())

let chipsMade = 0
const newUid = () => `04${(++chipsMade).toString(16).toUpperCase().padStart(12, '0')}`
const add = (uid: string, checkpoint = lobby.id) => server.as.admin('POST', `${server.path}/chips`, { uid, checkpoint })
const listed = async () => (await server.as.admin('GET', `${server.path}/chips`)).body.chips as ListedChip[]
const entryOf = async (uid: string) => (await listed()).find((chip) => chip.uid === uid)

async function aChip(spot = lobby, uid = newUid()): Promise<FakeChip & { uid: string; id: string }> {
  const { added, setUp } = (await add(uid, spot.id)).body as ChipAdded
  return { ...fakeChip(uid, setUp), uid, id: added.id }
}

type Filed = { readonly id: string; readonly status: number }

/** Files a visit to a spot with what was read off a chip. @param given heard: when the phone last heard from the server, before the scan */
async function file(
  sun: { picc: string; mac: string },
  given: { spot?: ListedCheckpoint; scanned?: string; heard?: string; by?: TestPhone } = {},
): Promise<Filed> {
  const { spot = lobby, by = phone } = given
  const scannedAt = given.scanned === undefined ? server.now() : at(given.scanned)
  const heardAt = given.heard === undefined ? scannedAt - minutes(30) : at(given.heard)
  const visit = await by.visit(spot, {
    evidence: { channel: 'nfc', digits: tagDigitsIn(spot.tagUrl ?? '') ?? '', sun },
    ...{ scannedAt, openedAt: scannedAt, submittedAt: scannedAt },
    lastServerTime: { at: heardAt, elapsedMs: scannedAt - heardAt },
  })
  const { status } = await server.as.assistant('PUT', `/api/visits/${visit.id}`, visit.jws)
  return { id: visit.id, status }
}

const recordOf = async ({ id }: Pick<Filed, 'id'>) =>
  (await server.as.supervisor('GET', `/api/visits/${id}`)).body as VisitRecord
/** What is asked about a visit; [] if it is verified. */
async function asked(filed: Pick<Filed, 'id'>): Promise<readonly string[]> {
  const { verdict } = await recordOf(filed)
  return verdict.outcome === 'doubtful' ? verdict.reasons : []
}

describe('taking a chip into use', () => {
  it('tells once what to write to it; its address leads to its spot on any phone', async () => {
    const uid = newUid()
    const { status, body } = await add(uid)
    expect(status).toBe(201)
    const { added, setUp, chips } = body as ChipAdded
    expect(added).toMatchObject({ uid, checkpoint: lobby.id, revision: 1, addedBy: 'admin', counter: null, missed: 0 })
    expect(chips).toContainEqual(added)
    expect(readChip(setUp.url)?.digits).toBe(tagDigitsIn(lobby.tagUrl ?? ''))
    const chip = fakeChip(uid, setUp)
    const path = new URL(chip.url(chip.touch()))
    const opened = await server.as.assistant('GET', path.pathname + path.search, undefined, {
      accept: 'application/json',
    })
    expect([opened.status, opened.body.checkpoint.id]).toEqual([200, lobby.id])
    const page = await server.anyone('GET', path.pathname + path.search, undefined, { accept: 'text/html' })
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('the shell')])
  })

  it('keeps what a chip says on the way from a capital S', async () => {
    const { headers } = await server.anyone('GET', `/S/${'1'.repeat(174)}?n=1`)
    expect(headers.get('location')).toBe(`/s/${'1'.repeat(174)}?n=1`)
  })

  it('notes who was told the keys, and never the keys', async () => {
    const { setUp, added } = (await add(newUid())).body as ChipAdded
    const told = server.logged.find((line) => line.includes('chip keys told') && line.includes(added.id))
    expect(told).toContain(server.me.admin.person.id)
    const everything = [JSON.stringify(await listed()), ...server.logged].join('\n')
    for (const key of Object.values(setUp.keys)) expect(everything.toUpperCase()).not.toContain(key)
  })

  it('gives each chip keys of its own, but for the one that hides the number', async () => {
    const [a, b] = [(await add(newUid())).body as ChipAdded, (await add(newUid())).body as ChipAdded]
    expect(a.setUp.keys.meta).toBe(b.setUp.keys.meta)
    const apart = [a, b].flatMap(({ setUp: { keys } }) => [keys.master, keys.file, keys.meta])
    expect(new Set(apart).size).toBe(5)
  })

  it('refuses a chip in use, a spot that is none, and whoever is no admin', async () => {
    const uid = newUid()
    await add(uid)
    expect((await add(uid, lift.id)).body.code).toBe('chip-taken')
    expect((await add(newUid(), checkpointId(999))).body.code).toBe('checkpoint-unknown')
    expect((await add('04:00')).status).toBe(400)
    const body = { uid: newUid(), checkpoint: lobby.id }
    expect((await server.as.supervisor('POST', `${server.path}/chips`, body)).status).toBe(403)
    expect((await server.as.supervisor('GET', `${server.path}/chips`)).status).toBe(403)
    expect((await server.as.auditor('GET', `${server.path}/chips`)).status).toBe(200)
  })

  it('is nothing that another estate hears of, and its keys are others', async () => {
    const neighbour = await addNeighbour(server)
    const uid = newUid()
    const ours = (await add(uid)).body as ChipAdded
    const theirs = await neighbour.as.admin('POST', `${neighbour.path}/chips`, {
      uid,
      checkpoint: neighbour.spots[0]!.id,
    })
    expect(theirs.status).toBe(201)
    expect(theirs.body.chips).toHaveLength(1)
    for (const name of ['master', 'file', 'meta'] as const)
      expect(theirs.body.setUp.keys[name]).not.toBe(ours.setUp.keys[name])
    const path = `${neighbour.path}/chips/${ours.added.id}/revocation`
    expect((await neighbour.as.admin('PUT', path, { reason: 'not mine' })).status).toBe(404)
    expect((await entryOf(uid))?.revoked).toBeNull()
    // What their chip says proves nothing here.
    expect(await asked(await file(fakeChip(uid, theirs.body.setUp).touch()))).toEqual(['chip-unknown'])
  })
})

describe('the proof of a chip', () => {
  it('that is genuine and new makes the visit verified, and is noted', async () => {
    const chip = await aChip()
    const filed = await file(chip.touch(7))
    expect(filed.status).toBe(201)
    const { verdict, chip: noted } = await recordOf(filed)
    expect([verdict, noted]).toEqual([{ outcome: 'verified' }, { uid: chip.uid, counter: 7, missed: null }])
    expect(await entryOf(chip.uid)).toMatchObject({ counter: 7, missed: 0, lastReadAt: server.now() })
  })

  it('that skips touches is no doubt: they are counted', async () => {
    const chip = await aChip()
    const [first, last] = [await file(chip.touch(3)), await file(chip.touch(9))]
    expect([await asked(first), await asked(last)]).toEqual([[], []])
    expect((await recordOf(last)).chip).toMatchObject({ counter: 9, missed: 5 })
    expect(await entryOf(chip.uid)).toMatchObject({ counter: 9, missed: 5 })
    // One of them was on a phone without signal.
    const late = await file(chip.touch(5))
    expect([await asked(late), (await recordOf(late)).chip?.missed]).toEqual([[], 1])
    expect((await recordOf(last)).chip?.missed).toBe(3)
    expect((await entryOf(chip.uid))?.missed).toBe(4)
  })

  it('that does not fit its key is asked about, and uses no touch up', async () => {
    const chip = await aChip()
    const touch = chip.touch(4)
    const wrong = await file({ ...touch, mac: touch.mac === '0'.repeat(16) ? '1'.repeat(16) : '0'.repeat(16) })
    expect([wrong.status, await asked(wrong), (await recordOf(wrong)).chip]).toEqual([201, ['chip-mac-wrong'], null])
    expect(await asked(await file(touch))).toEqual([])
  })

  it('of a chip that nobody has taken into use is asked about', async () => {
    expect(await asked(await file({ picc: 'EF963FF7828658A599F3041510671E88', mac: '94EED9EE65337086' }))).toEqual([
      'chip-unknown',
    ])
    const { setUp } = (await add(newUid())).body as ChipAdded
    expect(await asked(await file(fakeChip('04FFFFFFFFFFFF', setUp).touch()))).toEqual(['chip-unknown'])
  })

  it('is asked about when the secret is lost that the keys were sealed under: the visit is taken all the same', async () => {
    const other = await startEstateServer({ now: at('20:30') })
    const header = { alg: 'dir', enc: 'A256GCM' } as const
    const sealed = await new CompactEncrypt(new Uint8Array(16)).setProtectedHeader(header).encrypt(new Uint8Array(32))
    const by = other.me.admin.person.id
    await other.context.database.write(({ chips }) => chips.addMaster(other.estate, sealed, by, other.now()))
    const [spot] = other.spots
    const digits = tagDigitsIn(spot?.tagUrl ?? '') ?? ''
    const sun = { picc: 'A'.repeat(32), mac: 'B'.repeat(16) }
    const { status, body } = await (await enrolPhone(other)).file(spot!, { evidence: { channel: 'nfc', digits, sun } })
    expect([status, body.verdict]).toEqual([201, { outcome: 'doubtful', reasons: ['chip-unknown'] }])
    expect(other.logged.join()).toContain('chip keys sealed under another secret')
    await other.stop()
  })

  it('of the chip of another spot is asked about', async () => {
    const chip = await aChip(lift)
    expect(await asked(await file(chip.touch(), { spot: lobby }))).toEqual(['chip-elsewhere'])
    expect(await asked(await file(chip.touch(), { spot: lift }))).toEqual([])
  })
})

describe('a touch that was used before', () => {
  it('marks both visits, whichever came first, and leaves the others alone', async () => {
    const chip = await aChip()
    const [touch, other] = [chip.touch(1), chip.touch(2)]
    const first = await file(touch)
    expect(await asked(first)).toEqual([])
    const [between, again] = [await file(other), await file(touch, { by: await enrolPhone(server) })]
    expect(await Promise.all([first, again, between].map(asked))).toEqual([['chip-replayed'], ['chip-replayed'], []])
  })

  it('is not used twice by a visit that is sent twice', async () => {
    const chip = await aChip()
    const digits = tagDigitsIn(lobby.tagUrl ?? '') ?? ''
    const visit = await phone.visit(lobby, { evidence: { channel: 'nfc', digits, sun: chip.touch() } })
    const send = () => server.as.assistant('PUT', `/api/visits/${visit.id}`, visit.jws)
    expect([(await send()).status, (await send()).status]).toEqual([201, 200])
    expect(await asked(visit)).toEqual([])
  })

  it('is fine when it only is late: an older touch of a phone that had no signal', async () => {
    const chip = await aChip()
    const [older, newer] = [chip.touch(1), chip.touch(2)]
    const there = await file(newer, { scanned: '20:20' })
    const late = await file(older, { scanned: '20:10', by: await enrolPhone(server) })
    expect([await asked(there), await asked(late)]).toEqual([[], []])
  })

  it('is asked about when its phone had heard from the server after a later touch had come there: the link was kept', async () => {
    const chip = await aChip()
    const [kept, newer] = [chip.touch(1), chip.touch(2)]
    const colleague = await file(newer, { by: await enrolPhone(server) })
    server.setClock(server.now() + minutes(60))
    const heard = new Date(server.now() - minutes(5) + 8 * 3_600_000).toISOString().slice(11, 16)
    const filed = await file(kept, { heard })
    expect([await asked(filed), await asked(colleague)]).toEqual([['chip-replayed'], []])
  })

  it('gets the same marks in whatever order the visits arrive', async () => {
    const phones = [phone, await enrolPhone(server)]
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 })
    const touches = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 7, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(touches, orders, async (counters, order) => {
        const chip = await aChip()
        const digits = tagDigitsIn(lobby.tagUrl ?? '') ?? ''
        const scannedAt = server.now() - minutes(1)
        const visits = await Promise.all(
          counters.map((counter, i) =>
            phones[i % 2]!.visit(lobby, {
              evidence: { channel: 'nfc', digits, sun: chip.touch(counter) },
              ...{ scannedAt, openedAt: scannedAt, submittedAt: scannedAt },
              lastServerTime: { at: scannedAt - minutes(1), elapsedMs: minutes(1) },
            }),
          ),
        )
        const arriving = order.map((i) => visits[i]!.jws)
        await server.as.assistant('POST', '/api/visits/batch', { visits: arriving })
        const used = (counter: number) => counters.filter((other) => other === counter).length
        expect(await Promise.all(visits.map(asked))).toEqual(
          counters.map((counter) => (used(counter) > 1 ? ['chip-replayed'] : [])),
        )
        const [low, high] = [Math.min(...counters), Math.max(...counters)]
        expect(await entryOf(chip.uid)).toMatchObject({
          counter: high,
          missed: high - low + 1 - new Set(counters).size,
        })
      }),
      { numRuns: 12 },
    )
  }, 30_000)

  it('is found out among many that come at once', async () => {
    const chip = await aChip()
    const digits = tagDigitsIn(lobby.tagUrl ?? '') ?? ''
    const visits = await Promise.all(
      [1, 2, 2, 3].map((counter) =>
        phone.visit(lobby, { evidence: { channel: 'nfc', digits, sun: chip.touch(counter) } }),
      ),
    )
    const { body } = await server.as.assistant('POST', '/api/visits/batch', { visits: visits.map(({ jws }) => jws) })
    expect(body.outcomes.map(({ status }: { status: number }) => status)).toEqual([201, 201, 201, 201])
    expect(await Promise.all(visits.map(asked))).toEqual([[], ['chip-replayed'], ['chip-replayed'], []])
  })
})

describe('a chip that is taken out of use', () => {
  const revoke = (id: string, reason: string) =>
    server.as.admin('PUT', `${server.path}/chips/${id}/revocation`, { reason })

  it('says why, and keeps its first reason', async () => {
    const chip = await aChip()
    expect((await revoke(chip.id, ' ')).status).toBe(400)
    expect(
      (await server.as.supervisor('PUT', `${server.path}/chips/${chip.id}/revocation`, { reason: 'x' })).status,
    ).toBe(403)
    expect((await revoke(chip.id, 'fell off the wall')).status).toBe(200)
    expect((await revoke(chip.id, 'again')).status).toBe(200)
    const first = { at: server.now(), by: 'admin', reason: 'fell off the wall' }
    expect((await entryOf(chip.uid))?.revoked).toEqual(first)
  })

  it('proves nothing from then on; what was read of it before is still taken', async () => {
    const chip = await aChip()
    const [before, after] = [chip.touch(1), chip.touch(2)]
    server.setClock(server.now() + minutes(10))
    const { body } = await revoke(chip.id, 'lost')
    expect(body.chips.find(({ id }: ListedChip) => id === chip.id).revoked.reason).toBe('lost')
    const scannedAt = server.now() - minutes(5)
    server.setClock(server.now() + minutes(5))
    const digits = tagDigitsIn(lobby.tagUrl ?? '') ?? ''
    const early = await phone.visit(lobby, {
      evidence: { channel: 'nfc', digits, sun: before },
      ...{ scannedAt, openedAt: scannedAt, submittedAt: scannedAt },
      lastServerTime: { at: scannedAt - minutes(5), elapsedMs: minutes(5) },
    })
    await server.as.assistant('PUT', `/api/visits/${early.id}`, early.jws)
    const late = await file(after)
    expect([await asked(early), late.status, await asked(late)]).toEqual([[], 201, ['chip-revoked']])
  })

  it('can be taken in again elsewhere, and a touch stays used', async () => {
    const chip = await aChip()
    const touch = chip.touch(1)
    await file(touch)
    await revoke(chip.id, 'moved')
    server.setClock(server.now() + minutes(1))
    const moved = await aChip(lift, chip.uid)
    expect(await asked(await file(moved.touch(2), { spot: lift }))).toEqual([])
    expect(await asked(await file(touch, { spot: lift }))).toEqual(['chip-replayed'])
    expect((await listed()).filter(({ uid }) => uid === chip.uid).map(({ checkpoint }) => checkpoint)).toEqual([
      lift.id,
      lobby.id,
    ])
  })
})
