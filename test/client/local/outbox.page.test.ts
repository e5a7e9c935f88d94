import 'fake-indexeddb/auto'
import { afterEach, expect, it } from 'vitest'
import { problemOf } from '../../../checkpoints/wire/problem.ts'
import { createDeviceKey } from '../../../client/device/device-key.ts'
import { closeDatabase } from '../../../client/local/database.ts'
import { type EnrolledPhone, keepPhone, keptPhone } from '../../../client/local/devices.ts'
import {
  acceptReceipt,
  dropDelivered,
  fileItem,
  keptItems,
  markRefused,
  markSaved,
  type OutboxItem,
} from '../../../client/local/outbox.ts'
import { DEVICE, days, ESTATE, LOBBY, PERSON, uuid } from '../../support/builders.ts'

afterEach(async () => {
  await closeDatabase()
  indexedDB.deleteDatabase('waymark')
})

async function aPhone(): Promise<EnrolledPhone> {
  const { privateKey, publicJwk } = await createDeviceKey()
  const phone = { person: PERSON, privateKey, publicJwk, device: DEVICE, sequence: 0, previous: null, refused: null }
  await keepPhone(phone)
  return phone
}

function anItem(number: number, sequence: number): OutboxItem {
  return {
    id: uuid(number),
    person: PERSON,
    estate: ESTATE,
    device: DEVICE,
    sequence,
    checkpoint: LOBBY,
    round: null,
    names: { en: 'Lobby' },
    scannedAt: number,
    jws: `jws ${number}`,
    sha256: `${number}`.repeat(64).slice(0, 64),
    photos: [],
    state: 'saved',
  }
}

const receiptOf = (item: OutboxItem, receivedAt: number) => ({
  id: item.id,
  sha256: item.sha256,
  receivedAt,
  occurredAt: receivedAt,
  verdict: { outcome: 'verified' as const },
})

it('writes nothing when another tab has lengthened the chain since the visit was signed', async () => {
  const phone = await aPhone()
  expect(await fileItem(anItem(1, 1), phone)).toBe(true)
  expect(await fileItem(anItem(2, 1), phone)).toBe(false)
  expect((await keptItems()).map(({ id }) => id)).toEqual([uuid(1)])
  expect(await keptPhone(PERSON)).toMatchObject({ sequence: 1, previous: anItem(1, 1).sha256 })
})

it('burns no number when the same visit is filed twice', async () => {
  const phone = await aPhone()
  await fileItem(anItem(1, 1), phone)
  await expect(fileItem(anItem(1, 2), (await keptPhone(PERSON))!)).rejects.toThrow()
  expect((await keptPhone(PERSON))?.sequence).toBe(1)
})

it('lists what is on the server until the next day, and drops nothing else', async () => {
  const phone = await aPhone()
  const [old, fresh, unsent] = [anItem(1, 1), anItem(2, 2), anItem(3, 3)]
  await fileItem(old, phone)
  await fileItem(fresh, (await keptPhone(PERSON))!)
  await fileItem(unsent, (await keptPhone(PERSON))!)
  await acceptReceipt(old.id, receiptOf(old, 100))
  await acceptReceipt(fresh.id, receiptOf(fresh, 200))
  await dropDelivered(150)
  expect((await keptItems()).map(({ id }) => id)).toEqual([fresh.id, unsent.id])
})

it('does not take a visit off the server again', async () => {
  const phone = await aPhone()
  const item = anItem(1, 1)
  await fileItem(item, phone)
  await acceptReceipt(item.id, receiptOf(item, 100))
  await markRefused(item.id, problemOf('visit-malformed'))
  await markSaved(item.id)
  expect((await keptItems())[0]?.state).toBe('on-server')
})

it('lists and sends in the order of filing, though the clock was set back by two days in between', async () => {
  let phone = await aPhone()
  for (const [i, scannedAt] of [days(30), days(28), days(29)].entries()) {
    await fileItem({ ...anItem(i + 1, i + 1), scannedAt }, phone)
    phone = (await keptPhone(PERSON))!
  }
  expect((await keptItems()).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
})

it('lists what a phone filed before it was enrolled again before what it filed after', async () => {
  const phone = await aPhone()
  await fileItem({ ...anItem(1, 1), scannedAt: days(1) }, phone)
  await keepPhone({ ...phone, device: uuid(0xdf) })
  await fileItem({ ...anItem(2, 1), device: uuid(0xdf), scannedAt: days(2) }, (await keptPhone(PERSON))!)
  expect((await keptItems()).map(({ id }) => id)).toEqual([uuid(1), uuid(2)])
})
