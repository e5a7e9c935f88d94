import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDatabase, database, writeDurably } from '../../../client/local/database.ts'
import { type Draft, keepDraft, keptDraft } from '../../../client/local/drafts.ts'
import { keptPhoto } from '../../../client/local/photos.ts'
import { ESTATE, LOBBY, PERSON, uuid } from '../../support/builders.ts'

const DRAFT: Draft = {
  id: uuid(0x51),
  estate: ESTATE,
  person: PERSON,
  checkpoint: LOBBY,
  evidence: { channel: 'typed' },
  openedAt: 1,
  scannedAt: 1,
  lastServerTime: null,
  round: null,
  checklist: { kind: 'lobby', version: 1 },
  entries: [],
  changedAt: 1,
}

/** How each transaction was asked for, as `stores durability`. */
const asked: string[] = []

beforeEach(() => {
  asked.length = 0
  const transaction = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    stores,
    mode,
    options,
  ) {
    if (mode === 'readwrite') asked.push(`${[stores].flat().join('+')} ${options?.durability}`)
    return transaction.call(this, stores, mode, options)
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await closeDatabase()
})

describe('what must survive a power cut', () => {
  it('is written with strict durability', async () => {
    await keepDraft(DRAFT)
    expect(asked).toEqual(['drafts+photos strict'])
  })

  it('is there when the database is opened again', async () => {
    await keepDraft(DRAFT, [{ sha256: 'ab'.repeat(32), bytes: new ArrayBuffer(3) }])
    await closeDatabase()
    expect(await keptDraft(DRAFT.id)).toEqual(DRAFT)
    expect((await keptPhoto('ab'.repeat(32)))?.bytes.byteLength).toBe(3)
  })

  it('is written over a new connection when the browser has closed the old one', async () => {
    await keepDraft(DRAFT)
    ;(await database()).close()
    await keepDraft({ ...DRAFT, changedAt: 2 })
    expect(await keptDraft(DRAFT.id)).toMatchObject({ changedAt: 2 })
  })

  it('is written wholly or not at all', async () => {
    const writing = writeDurably(['drafts', 'photos'], async (tx) => {
      await tx.objectStore('drafts').put({ ...DRAFT, id: uuid(0x52) })
      throw new Error('the photo was no good')
    })
    await expect(writing).rejects.toThrow('the photo was no good')
    expect(await keptDraft(uuid(0x52))).toBeUndefined()
  })
})
