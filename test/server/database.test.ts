import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { configFrom } from '../../server/config.ts'
import { type Database, openDatabase } from '../../server/store/database.ts'
import { uuid } from '../support/builders.ts'
import {
  allFine,
  callerAt,
  cookieOf,
  enrolPhone,
  PASSWORD,
  startBareServer,
  startEstateServer,
} from '../support/estate-server.ts'

function aFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'waymark-db-')), 'waymark.db')
}

function person(number: number) {
  return { id: uuid(number), username: `person-${number}`, name: 'P', language: 'en' as const }
}

function addTo(database: Database, number: number): Promise<void> {
  return database.write((stores) => stores.people.add(person(number), null, 1))
}

describe('the database', () => {
  it('runs in WAL mode with synchronous=FULL on the connection that writes', async () => {
    const database = await openDatabase(aFile())
    expect(database.durability()).toEqual({ journalMode: 'wal', synchronous: 'full' })
    await database.close()
  })

  it('keeps what it has acknowledged when it is opened again', async () => {
    const file = aFile()
    const first = await openDatabase(file)
    await addTo(first, 1)
    await first.close()
    const second = await openDatabase(file)
    expect((await second.read.people.byId(uuid(1)))?.username).toBe('person-1')
    await second.close()
  })

  it('undoes a piece of work that fails and none of those that shared its commit', async () => {
    const database = await openDatabase(aFile())
    const failing = database.write(async (stores) => {
      await stores.people.add(person(2), null, 1)
      throw new Error('no')
    })
    const results = await Promise.allSettled([addTo(database, 1), failing, addTo(database, 3)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const there = await Promise.all([1, 2, 3].map((number) => database.read.people.byId(uuid(number))))
    expect(there.map((one) => one !== undefined)).toEqual([true, false, true])
    await database.close()
  })

  it('refuses by itself what breaks a rule of its tables, and keeps what came with it', async () => {
    const database = await openDatabase(aFile())
    const strayRole = database.write((stores) => stores.people.setRoles(uuid(7), uuid(8), ['admin']))
    const twice = [addTo(database, 1), addTo(database, 1)]
    const results = await Promise.allSettled([...twice, strayRole, addTo(database, 2)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    await database.close()
  })

  it('answers for more rounds than one statement can name', async () => {
    const database = await openDatabase(aFile())
    expect(await database.read.rounds.cells(Array.from({ length: 40_000 }, (_, i) => uuid(i)))).toEqual(new Map())
    await database.close()
  })
})

describe('stopping and starting', () => {
  it('finishes the request under way, and takes no other', async () => {
    const server = await startBareServer()
    let sendRest = () => {}
    const slow = new ReadableStream({
      start(body) {
        body.enqueue(new TextEncoder().encode('{"username":"nobody",'))
        sendRest = () => {
          body.enqueue(new TextEncoder().encode('"password":"wrong password"}'))
          body.close()
        }
      },
    })
    const signIn = server.anyone('POST', '/api/session', slow, { 'Content-Type': 'application/json' })
    // The connection is open once another has been answered after it.
    await server.anyone('GET', '/healthz')
    const stopped = server.stop()
    await expect(server.anyone('GET', '/healthz')).rejects.toThrow()
    sendRest()
    expect((await signIn).status).toBe(401)
    await stopped
  })

  it('loses nothing that was answered: sessions, visits, photos, tags', async () => {
    const before = await startEstateServer()
    const phone = await enrolPhone(before)
    const picture = Buffer.from('ffd8ffc0000b080140028001011100ffd9', 'hex')
    const sha256 = createHash('sha256').update(picture).digest('hex')
    await before.as.assistant('PUT', `/api/photos/${sha256}`, picture)
    const answers = allFine('lobby').map((answer, i) => (i === 0 ? { ...answer, photos: [sha256] } : answer))
    const { id, jws } = await phone.visit(before.spots[0]!, { answers })
    const { body: receipt } = await before.as.assistant('PUT', `/api/visits/${id}`, jws)
    const entered = await before.anyone('POST', '/api/session', { username: 'the-assistant', password: PASSWORD })
    await before.stop()

    const after = await startBareServer({ dataDir: before.dataDir })
    const assistant = callerAt(after.origin, cookieOf(entered))
    const again = await assistant('PUT', `/api/visits/${id}`, jws)
    expect([again.status, again.body]).toEqual([200, receipt])
    expect((await assistant('PUT', `/api/photos/${sha256}`, picture)).status).toBe(200)
    expect((await assistant('GET', `/api/photos/${sha256}`)).status).toBe(200)
    const tag = tagDigitsIn(before.spots[0]!.tagUrl ?? '')
    expect((await assistant('GET', `/s/${tag}`)).body.checkpoint.id).toBe(before.spots[0]!.id)
    await after.stop()
  })
})

describe('the environment', () => {
  it('is taken with its defaults', () => {
    expect(configFrom({})).toMatchObject({
      port: 8080,
      host: 'localhost',
      origin: 'http://localhost:8080',
      trustProxy: false,
    })
  })

  it('is refused as a whole, naming each variable that is wrong', () => {
    expect(() => configFrom({ PORT: 'eighty', ORIGIN: 'https://a.example/path', SECRET: 'short' })).toThrow(
      /PORT: .*ORIGIN: .*SECRET: /,
    )
  })
})
