/** The keys that sign tags: turning them, and what a stolen one is good for (design.md §3 "Tag"). */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueTag, tagDigitsIn, tagUrl } from '../../checkpoints/tag.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import { partsOf } from '../../checkpoints/wire/pack-parts.ts'
import type { TagKeys } from '../../checkpoints/wire/tag-key.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { openTagKey } from '../../server/services/tag-keys.ts'
import { at, minutes } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
} from '../support/estate-server.ts'

let server: EstateServer
let phone: TestPhone
let hanging: readonly ListedCheckpoint[]
let stolen: Awaited<ReturnType<typeof openTagKey>>

beforeAll(async () => {
  server = await startEstateServer({ now: at('20:30') })
  phone = await enrolPhone(server)
  hanging = server.spots
  stolen = await openTagKey(server.context, (await server.context.database.read.estates.signingKeyOf(server.estate))!)
})
afterAll(() => server.stop())

const keys = async () => ((await server.as.admin('GET', `${server.path}/tag-keys`)).body as TagKeys).keys
const listing = async () =>
  (await server.as.admin('GET', `${server.path}/checkpoints`)).body.checkpoints as ListedCheckpoint[]
const opens = async (url: string | undefined) =>
  (await server.anyone('GET', `/s/${tagDigitsIn(url ?? '')}`, undefined, { accept: 'application/json' })).status
/** Signed with what somebody has got hold of. */
const forged = async (spot: ListedCheckpoint, revision: number) =>
  tagUrl(
    server.origin,
    await issueTag({ generation: 1, checkpoint: spot.id, revision }, server.estate, { ...stolen, alg: 'ES256' }),
  )

async function file(spot: ListedCheckpoint, url: string, lastHeard: string) {
  const scannedAt = server.now() - minutes(1)
  const heardAt = at(lastHeard)
  const visit = await phone.visit(spot, {
    evidence: { channel: 'camera', digits: tagDigitsIn(url)! },
    scannedAt,
    openedAt: scannedAt,
    submittedAt: scannedAt,
    lastServerTime: { at: heardAt, elapsedMs: scannedAt - heardAt },
  })
  return { id: visit.id, answer: await server.as.assistant('PUT', `/api/visits/${visit.id}`, visit.jws) }
}

describe('a new key', () => {
  it('signs from now on, and what hangs stays good', async () => {
    const turned = await server.as.admin('POST', `${server.path}/tag-keys`)
    expect(turned.status).toBe(201)
    expect((await keys()).map(({ generation, state, labels }) => [generation, state, labels])).toEqual([
      [2, 'signing', 0],
      [1, 'good', 3],
    ])
    expect((await keys())[0]).toMatchObject({ createdBy: 'admin', thumbprint: expect.stringMatching(/^[\w-]{43}$/) })
    expect(await Promise.all(hanging.map(({ tagUrl }) => opens(tagUrl)))).toEqual([200, 200, 200])
    const { answer } = await file(hanging[0]!, hanging[0]!.tagUrl!, '20:29')
    expect(answer.status).toBe(201)
  })

  it('is heard of by everybody who checks tags, and by phones as the one part that has changed', async () => {
    const { body: jwks } = await server.anyone('GET', '/.well-known/jwks.json')
    expect(jwks.keys.map(({ kid }: { kid: string }) => kid).sort()).toEqual([
      `${server.estate}.1`,
      `${server.estate}.2`,
    ])
    const before: Pack = (await server.as.assistant('GET', `${server.path}/pack`)).body
    const have = partsOf(before)
      .map((part) => createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16))
      .join('.')
    await server.as.admin('POST', `${server.path}/tag-keys`)
    const { body: delta } = await server.as.assistant('GET', `${server.path}/pack?have=${have}`)
    expect(delta.keys).toHaveLength(3)
    expect([typeof delta.places, typeof delta.checkpoints, typeof delta.checklists]).toEqual([
      'string',
      'string',
      'string',
    ])
  })
})

describe('the labels of an old key', () => {
  it('are reissued with the new one, all at once; those of the signing key are left alone', async () => {
    const first = await server.as.admin('POST', `${server.path}/tag-keys/1/reissue`)
    expect([first.status, first.body.reissued]).toEqual([200, 3])
    expect((await listing()).map(({ revision }) => revision)).toEqual([2, 2, 2])
    expect(await Promise.all(hanging.map(({ tagUrl }) => opens(tagUrl)))).toEqual([410, 410, 410])
    const again = await server.as.admin('POST', `${server.path}/tag-keys/3/reissue`)
    expect(again.body.reissued).toBe(0)
    expect((await server.as.admin('POST', `${server.path}/tag-keys/9/reissue`)).status).toBe(404)
  })

  it('cannot be signed again by whoever has got hold of the old key', async () => {
    const [lobby] = await listing()
    // The revision that hangs is known to be of another key; one to come is not known at all.
    expect(await opens(await forged(lobby!, 2))).toBe(422)
    const { answer } = await file(lobby!, await forged(lobby!, 2), '20:29')
    expect([answer.status, answer.body.code]).toEqual([422, 'tag-forged'])
  })
})

describe('a key that is revoked', () => {
  it('is told with a reason, by the admin alone', async () => {
    const path = `${server.path}/tag-keys/3/revocation`
    expect((await server.as.admin('PUT', path, { reason: ' ' })).status).toBe(400)
    expect((await server.as.supervisor('PUT', path, { reason: 'lost' })).status).toBe(403)
    expect((await server.as.supervisor('GET', `${server.path}/tag-keys`)).status).toBe(403)
    expect((await server.as.auditor('GET', `${server.path}/tag-keys`)).status).toBe(200)
    const neighbour = await addNeighbour(server)
    expect((await neighbour.as.admin('PUT', path, { reason: 'not mine' })).status).toBe(404)
  })

  it('takes all its labels with it at once; a new key signs, and the new labels are there to be printed', async () => {
    const before = await listing()
    const revoked = await server.as.admin('PUT', `${server.path}/tag-keys/3/revocation`, { reason: 'laptop stolen' })
    expect([revoked.status, revoked.body.reissued]).toEqual([200, 3])
    expect((await keys()).map(({ generation, state, labels }) => [generation, state, labels])).toEqual([
      [4, 'signing', 3],
      [3, 'revoked', 0],
      [2, 'good', 0],
      [1, 'good', 0],
    ])
    expect((await keys())[1]?.revoked).toEqual({ at: server.now(), by: 'admin', reason: 'laptop stolen' })
    expect(await Promise.all(before.map(({ tagUrl }) => opens(tagUrl)))).toEqual([410, 410, 410])
    expect(await Promise.all((await listing()).map(({ tagUrl }) => opens(tagUrl)))).toEqual([200, 200, 200])
    expect((await server.as.admin('GET', `${server.path}/labels.pdf`)).status).toBe(200)
  })

  it('makes nothing of it a second time, and keeps the first word', async () => {
    const again = await server.as.admin('PUT', `${server.path}/tag-keys/3/revocation`, { reason: 'once more' })
    expect([again.status, again.body.reissued]).toEqual([200, 0])
    expect((await keys())[1]?.revoked?.reason).toBe('laptop stolen')
  })

  it('believes a phone that had not heard of it: the visit is stored and marked, never lost', async () => {
    await server.as.admin('PUT', `${server.path}/tag-keys/1/revocation`, { reason: 'copied' })
    server.setClock(at('20:50'))
    const old = hanging[1]!
    const unheard = await file(old, old.tagUrl!, '20:20')
    expect(unheard.answer.status).toBe(201)
    const record: VisitRecord = (await server.as.supervisor('GET', `/api/visits/${unheard.id}`)).body
    expect(record.verdict).toMatchObject({ outcome: 'doubtful', reasons: expect.arrayContaining(['tag-revoked']) })
    expect(record.tagRevokedAt).toBe(at('20:30'))
    // Signed with the stolen key for a revision that was never issued.
    const heard = await file(old, await forged(old, 200), '20:45')
    expect([heard.answer.status, heard.answer.body.code]).toEqual([410, 'tag-revoked'])
  })

  it('is named to phones as revoked, so that they refuse what it signs', async () => {
    const pack: Pack = (await server.as.assistant('GET', `${server.path}/pack`)).body
    expect(
      pack.keys
        .filter(({ revokedAt }) => revokedAt !== undefined)
        .map(({ kid }) => kid.slice(-2))
        .sort(),
    ).toEqual(['.1', '.3'])
  })
})
