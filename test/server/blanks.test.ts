/** Tags printed before there is a spot for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Blanks, Hanging } from '../../checkpoints/wire/hanging.ts'
import { addNeighbour, type EstateAtWork, type EstateServer, startEstateServer } from '../support/estate-server.ts'

let server: EstateServer
let neighbour: EstateAtWork

beforeAll(async () => {
  server = await startEstateServer()
  neighbour = await addNeighbour(server)
})
afterAll(() => server.stop())

let spots = 0
const taken = new Set<string>()
/** What is read off it is what was printed. */
async function aBlank() {
  const { blanks } = (await server.as.admin('POST', `${server.path}/blanks`, { count: 1 })).body as Blanks
  const { checkpoint } = blanks.find((blank) => !blank.claimed && !taken.has(blank.checkpoint))!
  taken.add(checkpoint)
  const { digits } = (await server.context.database.read.blanks.byId(server.estate, checkpoint))!
  const { place } = server.spots[0]!
  const spot = { digits, code: `NEW-${++spots}`, kind: 'lift', names: { en: 'New' }, place }
  return { checkpoint, spot, path: `${server.path}/blanks/${checkpoint}/claim` }
}
const opens = async (digits: string) =>
  (await server.anyone('GET', `/s/${digits}`, undefined, { accept: 'application/json' })).status

describe('a blank', () => {
  it('is made by the hundred, and never opens anything before it is claimed', async () => {
    const made = await server.as.admin('POST', `${server.path}/blanks`, { count: 500 })
    expect([made.status, made.body.blanks.length]).toEqual([201, 500])
    expect((await server.as.admin('POST', `${server.path}/blanks`, { count: 501 })).status).toBe(400)
    expect((await server.as.supervisor('POST', `${server.path}/blanks`, { count: 1 })).status).toBe(403)
    const { spot } = await aBlank()
    expect(await opens(spot.digits)).toBe(404)
    const { checkpoints } = (await server.as.admin('GET', `${server.path}/checkpoints`)).body
    expect(checkpoints).toHaveLength(3)
  })

  it('becomes a spot with its own tag, hung, by the word of whoever stands before it', async () => {
    const { checkpoint, spot, path } = await aBlank()
    const claimed = await server.as.supervisor('POST', path, spot)
    expect([claimed.status, claimed.body]).toMatchObject([201, { id: checkpoint, code: spot.code, revision: 1 }])
    // Whoever has the URL can print it.
    expect(claimed.body).not.toHaveProperty('tagUrl')
    expect(await opens(spot.digits)).toBe(200)
    const { spots } = (await server.as.admin('GET', `${server.path}/hanging`)).body as Hanging
    const found = spots.find((hanging) => hanging.checkpoint === checkpoint)
    expect(found).toMatchObject({ standing: 'installed', installed: { by: 'supervisor' } })
    const { blanks } = (await server.as.supervisor('GET', `${server.path}/blanks`)).body as Blanks
    expect(blanks.find((blank) => blank.checkpoint === checkpoint)?.claimed).toMatchObject({ by: 'supervisor' })
  })

  it('is claimed once: of two at a time one wins', async () => {
    const { spot, path } = await aBlank()
    const claims = await Promise.all([
      server.as.supervisor('POST', path, spot),
      server.as.admin('POST', path, { ...spot, code: `${spot.code}-B` }),
    ])
    expect(claims.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(claims.find(({ status }) => status === 409)?.body.code).toBe('blank-claimed')
  })

  it('stays a blank when the claim is at fault', async () => {
    const { spot, path } = await aBlank()
    const other = await aBlank()
    const refusals = [
      await server.as.admin('POST', path, { ...spot, code: 'LOBBY' }),
      await server.as.admin('POST', path, { ...spot, place: neighbour.spots[0]!.place }),
      await server.as.admin('POST', path, { ...spot, digits: other.spot.digits }),
      await server.as.assistant('POST', path, spot),
      await neighbour.as.admin('POST', path, spot),
      await neighbour.as.admin('POST', path.replace(server.estate, neighbour.estate), spot),
    ]
    expect(refusals.map(({ body }) => body.code)).toEqual([
      'code-taken',
      'place-unknown',
      'tag-forged',
      'forbidden',
      'not-found',
      'not-found',
    ])
    expect((await server.as.admin('POST', path, spot)).status).toBe(201)
  })

  it('is printed as long as it is one, and not once its key is revoked', async () => {
    const pdf = await server.as.admin('GET', `${server.path}/blanks.pdf`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const { spot, path } = await aBlank()
    await server.as.admin('PUT', `${server.path}/tag-keys/1/revocation`, { reason: 'stolen' })
    expect((await server.as.admin('GET', `${server.path}/blanks.pdf`)).status).toBe(404)
    expect((await server.as.admin('POST', path, spot)).body.code).toBe('tag-revoked')
  })
})
