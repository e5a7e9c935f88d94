import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  allFine,
  type EstateServer,
  enrolPhone,
  inChunks,
  startEstateServer,
  type TestPhone,
} from '../support/estate-server.ts'

let server: EstateServer
let phone: TestPhone

beforeAll(async () => {
  server = await startEstateServer()
  phone = await enrolPhone(server)
})
afterAll(() => server.stop())

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function send(bytes: Uint8Array, sha256 = hashOf(bytes)) {
  return server.as.assistant('PUT', `/api/photos/${sha256}`, bytes, { 'Content-Type': 'image/jpeg' })
}

/** Headers of a picture of that size, and nothing drawn. */
function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  bytes.write('IHDR', 12)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080140028001011100ffd9', 'hex')
const WEBP = Buffer.concat([
  Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f', 'latin1'),
  Buffer.from('3f40120000000000', 'hex'),
])

describe('a photo', () => {
  it('is one row and one file when a phone sends it eight times at once', async () => {
    const bytes = png(31, 32)
    const sends = await Promise.all(Array.from({ length: 8 }, () => send(bytes)))
    expect(sends.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201])
    const folder = join(server.dataDir, 'photos', hashOf(bytes).slice(0, 2))
    expect(readdirSync(folder)).toEqual([hashOf(bytes)])
    expect(readFileSync(join(folder, hashOf(bytes)))).toEqual(bytes)
  })

  it('is taken as JPEG, PNG or WebP, with its true size, and once', async () => {
    expect((await send(png(480, 360))).body).toMatchObject({ type: 'image/png', width: 480, height: 360 })
    expect((await send(png(480, 360))).status).toBe(200)
    expect((await send(JPEG)).body).toMatchObject({ type: 'image/jpeg', width: 640, height: 320 })
    expect((await send(WEBP)).body).toMatchObject({ type: 'image/webp' })
  })

  it('is refused when it is no image, whatever it calls itself', async () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'GIF89a…', '', '\xff\xd8']) {
      const { status, body } = await send(new TextEncoder().encode(text))
      expect([text, status, body.code]).toEqual([text, 415, 'photo-not-an-image'])
    }
    for (const whole of [png(480, 360), JPEG, WEBP]) {
      expect((await send(whole.subarray(0, 18))).status).toBe(415)
    }
  })

  it('is refused when it is too large in bytes or in pixels, or is not what its address says', async () => {
    const large = await send(Buffer.concat([png(10, 10), Buffer.alloc(5 * 1024 * 1024)]))
    expect([large.status, large.body.code]).toEqual([413, 'photo-too-large'])
    const chunked = await server.as.assistant('PUT', `/api/photos/${'c'.repeat(64)}`, inChunks(6, 1024 * 1024))
    expect([chunked.status, chunked.body.code]).toEqual([413, 'photo-too-large'])
    expect((await send(png(8000, 5000))).status).toBe(201)
    expect((await send(png(8000, 5001))).body.code).toBe('photo-too-large')
    expect((await send(png(1, 2), 'b'.repeat(64))).body.code).toBe('photo-hash-mismatch')
  })

  it('is shown to its author and to the desk of the estate whose visit names it, and cannot run anything', async () => {
    const bytes = png(64, 64)
    const sha256 = hashOf(bytes)
    await send(bytes)
    expect((await server.as.supervisor('GET', `/api/photos/${sha256}`)).status).toBe(404)
    const answers = allFine('lobby').map((answer, i) => (i === 0 ? { ...answer, photos: [sha256] } : answer))
    expect((await phone.file(server.spots[0]!, { answers })).status).toBe(201)
    const shown = await server.as.supervisor('GET', `/api/photos/${sha256}`)
    expect(shown.status).toBe(200)
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect(shown.headers.get('content-disposition')).toContain('filename=')
    expect((await server.as.assistant('GET', `/api/photos/${sha256}`)).status).toBe(200)
    expect((await server.anyone('GET', `/api/photos/${sha256}`)).status).toBe(401)
  })

  it('opens to nobody who merely knows its hash: a visit may name only what its own person has sent', async () => {
    const bytes = png(70, 70)
    const sha256 = hashOf(bytes)
    await send(bytes)
    const curious = await enrolPhone(server, 'supervisor')
    const answers = allFine('lobby').map((answer, i) => (i === 0 ? { ...answer, photos: [sha256] } : answer))
    const refused = await curious.file(server.spots[0]!, { answers })
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'photos-missing', where: [sha256] }])
    expect((await server.as.supervisor('GET', `/api/photos/${sha256}`)).status).toBe(404)
    await server.as.supervisor('PUT', `/api/photos/${sha256}`, bytes)
    expect((await curious.file(server.spots[0]!, { answers })).status).toBe(201)
  })
})
