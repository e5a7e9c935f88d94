/** Two estates on one server: neither exists for the other (design.md §5). */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCESS, type Role } from '../../checkpoints/people.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { uuid } from '../support/builders.ts'
import {
  addNeighbour,
  allFine,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

let here: EstateServer
let nextDoor: EstateServer
let phone: TestPhone

beforeAll(async () => {
  here = await startEstateServer()
  nextDoor = { ...here, ...(await addNeighbour(here)) }
  phone = await enrolPhone(here)
})
afterAll(() => here.stop())

describe('another estate', () => {
  it('answers 404 on every route of its own, to whoever works only next door', async () => {
    const pairs = [
      [here, nextDoor],
      [nextDoor, here],
    ] as const
    for (const [own, other] of pairs) {
      for (const [route, access] of Object.entries(ACCESS)) {
        if (!Array.isArray(access)) continue
        const [method, pattern] = route.split(' ') as [string, string]
        const path = pattern
          .replace(':estate', other.estate)
          .replace(':checkpoint', other.spots[0]!.id)
          .replace(':kind/:version', 'lift/1')
          .replace(/:\w+/, uuid(1))
        const { status, body } = await own.as[access[0] as Role](method, path)
        expect([route, status, body.code]).toEqual([route, 404, 'not-found'])
      }
    }
  })

  it('keeps its checkpoints, plans, people, phones and rounds out of the reach of our addresses', async () => {
    const plan = await writePlan(here)
    const round = (await here.as.admin('GET', `${here.path}/rounds`)).body.rounds[0].id
    const foreign = [
      ['PATCH', `checkpoints/${here.spots[0]!.id}`, { names: { en: 'Mine now' } }],
      ['POST', `checkpoints/${here.spots[0]!.id}/tag`, undefined],
      ['PATCH', `plans/${plan}`, { state: 'suspended' }],
      ['PATCH', `staff/${here.me.supervisor.person.id}`, { invite: true }],
    ] as const
    for (const [method, path, body] of foreign) {
      const refused = await nextDoor.as.admin(method, `${nextDoor.path}/${path}`, body)
      expect([path, refused.status, refused.body.code]).toEqual([path, 404, 'not-found'])
    }
    const revoked = await nextDoor.as.supervisor('PUT', `${nextDoor.path}/devices/${phone.device}/revocation`, {
      reason: 'not ours',
    })
    const read = await nextDoor.as.auditor('GET', `${nextDoor.path}/rounds/${round}`)
    const labels = await nextDoor.as.admin('GET', `${nextDoor.path}/labels.pdf?checkpoints=${here.spots[0]!.id}`)
    expect([revoked.status, read.status, labels.body.code]).toEqual([404, 404, 'checkpoint-unknown'])
    expect((await nextDoor.as.admin('GET', `${nextDoor.path}/staff`)).body.staff).toHaveLength(6)
    expect((await nextDoor.as.supervisor('GET', `${nextDoor.path}/devices`)).body.devices).toEqual([])
  })

  it('lends us no place, spot or walker for what we make here', async () => {
    const checkpoint = { code: 'X-1', kind: 'lift', names: { en: 'Lift' }, place: here.spots[0]!.place }
    const place = { parent: here.spots[0]!.place, kind: 'floor', names: { en: '1/F' } }
    const add = (what: string, body: object) => nextDoor.as.admin('POST', `${nextDoor.path}/${what}`, body)
    expect((await add('checkpoints', checkpoint)).body.code).toBe('place-unknown')
    expect((await add('places', place)).body.code).toBe('place-unknown')
    await expect(writePlan(nextDoor, { checkpoints: [here.spots[0]!.id] })).rejects.toThrow('checkpoint-unknown')
    await expect(writePlan(nextDoor, { assignees: [here.me.assistant.person.id] })).rejects.toThrow('person-unknown')
  })

  it('may use the same checkpoint codes', () => {
    expect(nextDoor.spots.map(({ code }) => code)).toEqual(here.spots.map(({ code }) => code))
  })
})

describe('a visit', () => {
  it('is refused with the tag of another estate, and at a spot of another estate', async () => {
    const digits = tagDigitsIn(nextDoor.spots[0]!.tagUrl ?? '') ?? ''
    const foreignTag = await phone.file(here.spots[0]!, { evidence: { channel: 'camera', digits } })
    expect([foreignTag.status, foreignTag.body.code]).toEqual([422, 'tag-of-other-estate'])
    const foreignSpot = await phone.file(nextDoor.spots[0]!)
    expect([foreignSpot.status, foreignSpot.body.code]).toEqual([422, 'tag-of-other-estate'])
  })

  it('is refused from somebody who has no walker’s role there', async () => {
    const foreign = await phone.file(nextDoor.spots[0]!, { estate: nextDoor.estate })
    expect([foreign.status, foreign.body.code]).toEqual([403, 'forbidden'])
  })

  it('is read, with its photo, by its author and its own desk alone', async () => {
    const bytes = Buffer.from('89504e470d0a1a0a0000000d494844520000004000000040', 'hex')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await here.as.assistant('PUT', `/api/photos/${sha256}`, bytes, { 'Content-Type': 'image/png' })
    const answers = allFine('lobby').map((answer, i) => (i === 0 ? { ...answer, photos: [sha256] } : answer))
    const { body } = await phone.file(here.spots[0]!, { answers })
    for (const path of [`/api/visits/${body.id}`, `/api/photos/${sha256}`]) {
      for (const role of ['assistant', 'supervisor', 'manager', 'admin', 'auditor'] as const) {
        expect([role, (await here.as[role]('GET', path)).status]).toEqual([role, 200])
        expect([role, (await nextDoor.as[role]('GET', path)).status]).toEqual([role, 404])
      }
    }
  })
})
