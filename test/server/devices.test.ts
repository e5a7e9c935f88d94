import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OLDEST_VISIT_VERSION, VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import type { Device } from '../../checkpoints/wire/estate.ts'
import { minutes } from '../support/builders.ts'
import { type EstateServer, enrolPhone, startEstateServer, type TestPhone } from '../support/estate-server.ts'

let server: EstateServer
beforeAll(async () => {
  server = await startEstateServer()
})
afterAll(() => server.stop())

describe('the phones of an estate', () => {
  it('are listed with whose they are, and whether they keep their key to themselves', async () => {
    const phone = await enrolPhone(server)
    const weak = await enrolPhone(server, 'supervisor', { bound: false, label: 'Old tablet' })
    expect(await seen(phone)).toMatchObject({ label: 'test phone', person: { name: 'assistant' }, bound: true })
    expect(await seen(weak)).toMatchObject({ label: 'Old tablet', person: { name: 'supervisor' }, bound: false })
    expect(await seen(phone)).toMatchObject({ lastSequence: 0, lastVisitAt: null, revokedAt: null, revocation: null })
  })

  it('hear when they are enrolled, or ask again, that their app is too old to file', async () => {
    const { publicKey } = await generateKeyPair('ES256')
    const enrol = async (visitVersion: number) =>
      server.as.assistant('POST', '/api/devices', { publicKey: await exportJWK(publicKey), label: 'x', visitVersion })
    const refused = await enrol(OLDEST_VISIT_VERSION - 1)
    expect([refused.status, refused.body.code]).toEqual([422, 'app-too-old'])
    for (const version of [OLDEST_VISIT_VERSION, VISIT_VERSION, VISIT_VERSION + 1]) {
      expect((await enrol(version)).status).toBe(201)
    }
  })

  it('are revoked with a reason that stays, by the supervisor and nobody below', async () => {
    const phone = await enrolPhone(server)
    const path = `${server.path}/devices/${phone.device}/revocation`
    expect((await server.as.assistant('PUT', path, { reason: 'x' })).body.code).toBe('forbidden')
    for (const reason of ['', '   ', 'x'.repeat(201), undefined]) {
      expect((await server.as.supervisor('PUT', path, { reason })).body.code).toBe('body-invalid')
    }
    expect((await server.as.supervisor('PUT', path, { reason: ' lost on the tram ' })).status).toBe(204)
    const revokedAt = server.now()
    server.setClock(revokedAt + minutes(5))
    expect((await server.as.admin('PUT', path, { reason: 'another' })).status).toBe(204)
    expect(await seen(phone)).toMatchObject({ revokedAt, revocation: { by: 'supervisor', reason: 'lost on the tram' } })
  })
})

describe('a person whose phone was revoked', () => {
  it('files with a new key at once, in a chain of its own, while the old key is not taken again', async () => {
    const [old, next] = [await enrolPhone(server), await enrolPhone(server)]
    await server.as.supervisor('PUT', `${server.path}/devices/${old.device}/revocation`, { reason: 'new phone' })
    server.setClock(server.now() + minutes(1))
    expect((await old.file(server.spots[0]!)).body.code).toBe('device-revoked')
    const filed = await next.file(server.spots[0]!)
    expect([filed.status, filed.body.verdict]).toEqual([201, { outcome: 'verified' }])
  })
})

async function seen(phone: TestPhone): Promise<Device> {
  const { devices } = (await server.as.supervisor('GET', `${server.path}/devices`)).body as { devices: Device[] }
  return devices.find(({ id }) => id === phone.device)!
}
