/** A label's way from the printer to the wall, and back to the printer when it is damaged. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Hanging, Install, ReportDamage } from '../../checkpoints/wire/hanging.ts'
import type { SpotHistory } from '../../checkpoints/wire/spot.ts'
import { at, minutes, uuid } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateAtWork,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
} from '../support/estate-server.ts'

let server: EstateServer
let neighbour: EstateAtWork
let phone: TestPhone
let clock = at('20:30')
let made = 100

beforeAll(async () => {
  server = await startEstateServer({ now: clock })
  neighbour = await addNeighbour(server)
  phone = await enrolPhone(server)
})
afterAll(() => server.stop())
beforeEach(() => tick())

function tick(): void {
  clock += minutes(1)
  server.setClock(clock)
}

/** A new spot, so that each test begins with a label nobody has seen. */
async function newSpot(): Promise<ListedCheckpoint> {
  const spot = { code: `S-${++made}`, kind: 'lift', names: { en: `Spot ${made}` }, place: server.spots[0]!.place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, spot)).body
}
async function reissued(spot: ListedCheckpoint): Promise<ListedCheckpoint> {
  tick()
  return (await server.as.admin('POST', `${server.path}/checkpoints/${spot.id}/tag`)).body
}
const printed = async (spot: ListedCheckpoint, sheet = 'l7160') => {
  tick()
  return server.as.admin('POST', `${server.path}/label-prints`, { checkpoints: [spot.id], sheet })
}
function wordOf(spot: ListedCheckpoint, given: Partial<Install> = {}): Install {
  return {
    digits: tagDigitsIn(spot.tagUrl!)!,
    installedAt: clock,
    replaced: 'old',
    photo: null,
    position: null,
    ...given,
  }
}
const hang = async (spot: ListedCheckpoint, given: Partial<Install> = {}, id = uuid(++made)) => {
  tick()
  return server.as.assistant('PUT', `/api/installations/${id}`, wordOf(spot, given))
}
const scan = async (spot: ListedCheckpoint) => {
  tick()
  return phone.file(spot)
}
const list = async () => (await server.as.admin('GET', `${server.path}/hanging`)).body as Hanging
const standing = async (spot: ListedCheckpoint) => (await list()).spots.find(({ checkpoint }) => checkpoint === spot.id)
const history = async (spot: ListedCheckpoint) =>
  (await server.as.auditor('GET', `${server.path}/checkpoints/${spot.id}/history`)).body as SpotHistory

describe('the prints of a label', () => {
  it('are told per spot: when, by whom, which revision, on which sheet', async () => {
    const spot = await newSpot()
    const first = await printed(spot)
    expect([first.status, first.body]).toEqual([201, { recorded: 1 }])
    const firstAt = clock
    const newer = await reissued(spot)
    await printed(newer, 'a6')
    expect((await history(spot)).prints).toEqual([
      { revision: 2, sheet: 'a6', at: clock, by: 'admin' },
      { revision: 1, sheet: 'l7160', at: firstAt, by: 'admin' },
    ])
    expect((await standing(spot))?.printed).toEqual({ at: clock, by: 'admin', sheet: 'a6' })
  })

  it('are of every active spot if none is named', async () => {
    const spot = await newSpot()
    tick()
    const all = await server.as.admin('POST', `${server.path}/label-prints`, { sheet: 'l7159' })
    const { checkpoints } = (await server.as.admin('GET', `${server.path}/checkpoints`)).body
    expect(all.body.recorded).toBe(checkpoints.length)
    expect((await history(spot)).prints.map(({ sheet }) => sheet)).toEqual(['l7159'])
  })

  it('are noted by the admin of the estate, about spots of the estate', async () => {
    const foreign = { checkpoints: [neighbour.spots[0]!.id], sheet: 'l7160' }
    const refused = await server.as.admin('POST', `${server.path}/label-prints`, foreign)
    expect([refused.status, refused.body.code]).toEqual([422, 'checkpoint-unknown'])
    expect((await neighbour.as.admin('POST', `${server.path}/label-prints`, foreign)).status).toBe(404)
    expect((await server.as.supervisor('POST', `${server.path}/label-prints`, { sheet: 'a5' })).status).toBe(403)
  })
})

describe('a label', () => {
  it('is unprinted, printed, installed, and hangs once a visit has read it', async () => {
    const spot = await newSpot()
    expect((await standing(spot))?.standing).toBe('unprinted')
    await printed(spot)
    expect((await standing(spot))?.standing).toBe('printed')
    expect((await hang(spot, { replaced: 'none' })).status).toBe(201)
    expect(await standing(spot)).toMatchObject({ standing: 'installed', installed: { at: clock, by: 'assistant' } })
    expect((await scan(spot)).status).toBe(201)
    expect(await standing(spot)).toBeUndefined()
  })

  it('hangs by a scan alone; a typed code tells nothing about it', async () => {
    const spot = await newSpot()
    tick()
    await phone.file(spot, { evidence: { channel: 'typed' } })
    expect((await standing(spot))?.standing).toBe('unprinted')
    await scan(spot)
    expect(await standing(spot)).toBeUndefined()
  })

  it('is to be hung again once it has been reissued', async () => {
    const spot = await newSpot()
    await scan(spot)
    await reissued(spot)
    expect(await standing(spot)).toMatchObject({ standing: 'unprinted', revision: 2, scannedAt: null, old: null })
  })

  it('still hangs somewhere if it is read after the new one was hung, until that one is hung again', async () => {
    const spot = await newSpot()
    await scan(spot)
    const heardAt = clock
    const newer = await reissued(spot)
    await hang(newer)
    await scan(newer)
    expect(await standing(spot)).toBeUndefined()
    tick()
    // The phone has not heard of the reissue: its visit is kept, and asked about.
    const unheard = await phone.file(spot, { lastServerTime: { at: heardAt, elapsedMs: 0 } })
    expect([unheard.status, unheard.body.verdict?.outcome]).toEqual([201, 'doubtful'])
    expect((await standing(spot))?.old).toEqual({ revision: 1, at: clock, visit: unheard.body.id })
    await hang(newer)
    expect((await standing(spot))?.old).toBeNull()
  })

  it('is known to hang still when a phone reads it that opens no form for it; the newest one is not known by that', async () => {
    const spot = await newSpot()
    const newer = await reissued(spot)
    await hang(newer)
    tick()
    const readOff = (label: ListedCheckpoint, readAt = clock, as = server.as.assistant) =>
      as('POST', '/api/old-labels', { digits: tagDigitsIn(label.tagUrl!)!, readAt })
    expect((await readOff(newer)).body).toEqual({ checkpoint: spot.id, noted: false })
    expect(await standing(spot)).toMatchObject({ standing: 'installed', old: null })
    expect((await readOff(spot, clock + minutes(9))).body.noted).toBe(true)
    expect((await standing(spot))?.old).toEqual({ revision: 1, at: clock, visit: null })
    expect((await readOff(spot, clock, neighbour.as.assistant)).status).toBe(404)
    expect((await readOff(spot, clock, server.as.auditor)).status).toBe(403)
  })

  it('was hung no later than its word arrived, however fast the phone’s clock runs', async () => {
    const spot = await newSpot()
    const kept = await hang(spot, { installedAt: clock + minutes(600) })
    expect(kept.body.at).toBe(clock)
  })
})

describe('the word that a label was hung', () => {
  it('is stored once, however often it is sent; another one under its id is refused', async () => {
    const spot = await newSpot()
    const [id, word] = [
      uuid(++made),
      wordOf(spot, { position: { latitude: 22.3, longitude: 114.2, accuracyMetres: 9 } }),
    ]
    const path = `/api/installations/${id}`
    const answers = await Promise.all([1, 2, 3].map(() => server.as.assistant('PUT', path, word)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const other = await server.as.assistant('PUT', path, { ...word, replaced: 'none' })
    expect([other.status, other.body.code]).toEqual([409, 'word-conflict'])
    expect((await server.as.supervisor('PUT', path, word)).status).toBe(409)
    expect((await history(spot)).installations).toEqual([
      { id, revision: 1, at: word.installedAt, by: 'assistant', replaced: 'old', photo: null, position: word.position },
    ])
  })

  it('is taken from those who hang labels on its estate', async () => {
    const spot = await newSpot()
    for (const role of ['assistant', 'supervisor', 'admin'] as const)
      expect((await server.as[role]('PUT', `/api/installations/${uuid(++made)}`, wordOf(spot))).status).toBe(201)
    for (const role of ['manager', 'auditor'] as const)
      expect((await server.as[role]('PUT', `/api/installations/${uuid(++made)}`, wordOf(spot))).status).toBe(403)
    const foreign = await neighbour.as.admin('PUT', `/api/installations/${uuid(++made)}`, wordOf(spot))
    expect([foreign.status, foreign.body.code]).toEqual([404, 'tag-unknown'])
  })

  it('needs a label that the estate has issued', async () => {
    const spot = await newSpot()
    const digits = tagDigitsIn(spot.tagUrl!)!
    const forged = `${digits.slice(0, 173)}${(Number(digits[173]) + 1) % 10}`
    const refused = await hang(spot, { digits: forged })
    expect([refused.status, refused.body.code]).toEqual([422, 'tag-forged'])
  })

  it('may bring a photo, which the desk sees then', async () => {
    const spot = await newSpot()
    const picture = Buffer.from('ffd8ffc0000b080140028001011100ffd9', 'hex')
    const photo = createHash('sha256').update(picture).digest('hex')
    expect((await hang(spot, { photo })).body.code).toBe('photos-missing')
    await server.as.assistant('PUT', `/api/photos/${photo}`, picture)
    expect((await server.as.admin('GET', `/api/photos/${photo}`)).status).toBe(404)
    expect((await hang(spot, { photo })).status).toBe(201)
    expect((await server.as.admin('GET', `/api/photos/${photo}`)).status).toBe(200)
    expect((await neighbour.as.admin('GET', `/api/photos/${photo}`)).status).toBe(404)
  })
})

describe('a damaged label', () => {
  const report = async (spot: ListedCheckpoint, given: Partial<ReportDamage> = {}, id = uuid(++made)) => {
    tick()
    const body = { checkpoint: spot.id, damage: 'unreadable', note: 'scratched', reportedAt: clock, ...given }
    return { id, answer: await server.as.assistant('PUT', `/api/damaged-tags/${id}`, body), body }
  }
  const queue = async (spot: ListedCheckpoint) =>
    (await list()).damaged.filter(({ checkpoint }) => checkpoint === spot.id)

  it('waits for a reprint, and until that hangs; a scan alone mends nothing', async () => {
    const spot = await newSpot()
    await printed(spot)
    await scan(spot)
    const { id, answer } = await report(spot)
    expect(answer.status).toBe(201)
    expect(await queue(spot)).toEqual([
      {
        ...{ id, checkpoint: spot.id, code: spot.code, names: spot.names, place: spot.place },
        ...{ damage: 'unreadable', note: 'scratched', at: clock, by: 'assistant', printedAt: null },
      },
    ])
    await scan(spot)
    expect(await queue(spot)).toHaveLength(1)
    await printed(spot)
    expect((await queue(spot)).map(({ printedAt }) => printedAt)).toEqual([clock])
    await scan(spot)
    expect(await queue(spot)).toEqual([])
  })

  it('is mended as well by one that is hung, in a newer revision', async () => {
    const spot = await newSpot()
    await report(spot)
    const newer = await reissued(spot)
    await printed(newer)
    await hang(newer)
    expect(await queue(spot)).toEqual([])
  })

  it('is reported once, however often the report is sent', async () => {
    const spot = await newSpot()
    const { id, body } = await report(spot)
    const again = await server.as.assistant('PUT', `/api/damaged-tags/${id}`, body)
    const other = await server.as.assistant('PUT', `/api/damaged-tags/${id}`, { ...body, damage: 'missing' })
    expect([again.status, other.status, other.body.code]).toEqual([200, 409, 'word-conflict'])
    expect(await queue(spot)).toHaveLength(1)
  })

  it('is taken off the list with a reason, by the admin alone', async () => {
    const spot = await newSpot()
    const { id } = await report(spot)
    const path = `${server.path}/damaged-tags/${id}/dismissal`
    expect((await server.as.admin('PUT', path, { reason: ' ' })).status).toBe(400)
    expect((await server.as.supervisor('PUT', path, { reason: 'it is fine' })).status).toBe(403)
    expect(
      (await neighbour.as.admin('PUT', `${neighbour.path}/damaged-tags/${id}/dismissal`, { reason: 'x' })).status,
    ).toBe(404)
    expect((await server.as.admin('PUT', path, { reason: 'it is fine' })).status).toBe(204)
    expect(await queue(spot)).toEqual([])
  })

  it('of another estate does not exist', async () => {
    const report = { checkpoint: server.spots[0]!.id, damage: 'missing', note: '', reportedAt: clock }
    const foreign = await neighbour.as.assistant('PUT', `/api/damaged-tags/${uuid(++made)}`, report)
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found'])
    expect((await neighbour.as.admin('GET', `${server.path}/hanging`)).status).toBe(404)
  })
})
