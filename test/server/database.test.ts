import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configFrom } from '../../server/config.ts'
import { type Database, openDatabase } from '../../server/store/database.ts'
import { uuid } from '../support/builders.ts'
import { startEstateServer } from '../support/estate-server.ts'

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
})

describe('stopping', () => {
  it('finishes the request under way first', async () => {
    const server = await startEstateServer()
    const signIn = server.anyone('POST', '/api/session', { username: 'admin', password: 'wrong password' })
    await new Promise((resolve) => setTimeout(resolve, 15))
    await server.stop()
    expect((await signIn).status).toBe(401)
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
