/** A phone that comes from an older version of the app opens with everything it had. */
import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { afterEach, expect, it } from 'vitest'
import { closeDatabase, database } from '../../../client/local/database.ts'
import { keptPeople } from '../../../client/local/people.ts'
import { ESTATE, PERSON, uuid } from '../../support/builders.ts'

afterEach(async () => {
  await closeDatabase()
  indexedDB.deleteDatabase('waymark')
})

const ME = {
  person: { id: PERSON, username: 'chan', name: '陳有福', language: 'zh-Hant' },
  memberships: [],
  now: 1_700_000_000_000,
}

/** As it was made up to 23 November 2026. */
async function openVersion1() {
  return openDB('waymark', 1, {
    upgrade(db) {
      db.createObjectStore('me')
      db.createObjectStore('packs', { keyPath: 'estate.id' })
      db.createObjectStore('devices', { keyPath: 'person' })
      db.createObjectStore('drafts', { keyPath: 'id' })
      db.createObjectStore('photos', { keyPath: 'sha256' })
      db.createObjectStore('outbox', { keyPath: 'id' })
    },
  })
}

it('knows from version 1 who is at the phone, and keeps what he has filed', async () => {
  const old = await openVersion1()
  await old.put('me', ME, 'me')
  await old.put('packs', { estate: { id: ESTATE } })
  await old.put('outbox', { id: uuid(1), person: PERSON, state: 'saved' })
  await old.put('drafts', { id: uuid(2), person: PERSON })
  old.close()

  expect(await keptPeople()).toEqual([{ person: PERSON, me: ME, here: true, usedAt: ME.now, lapsedAt: null }])
  const db = await database()
  expect(await db.get('outbox', uuid(1))).toMatchObject({ state: 'saved' })
  expect(await db.get('drafts', uuid(2))).toMatchObject({ person: PERSON })
  expect(await db.count('packs')).toBe(1)
  expect([...db.objectStoreNames]).toEqual([
    'deedDrafts',
    'devices',
    'display',
    'drafts',
    'findingEvents',
    'hanging',
    'labelWords',
    'outbox',
    'packs',
    'people',
    'photos',
  ])
})

it('knows nobody where nobody was signed in', async () => {
  ;(await openVersion1()).close()
  expect(await keptPeople()).toEqual([])
})
