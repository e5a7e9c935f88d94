/**
 * What a phone keeps across a killed browser, a reload and days without signal. Nobody but client/local knows that it is
 * IndexedDB.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import type { EnrolledPhone } from './devices.ts'
import type { Draft } from './drafts.ts'
import type { OutboxItem } from './outbox.ts'
import type { KeptPhoto } from './photos.ts'

export interface Schema extends DBSchema {
  /** One row, under the key `me`: who used this phone last, for a start without signal. */
  me: { key: 'me'; value: Me }
  /** By estate. */
  packs: { key: Uuid; value: Pack }
  /** By person: on a shared phone everyone signs with his own key. */
  devices: { key: Uuid; value: EnrolledPhone }
  drafts: { key: Uuid; value: Draft }
  photos: { key: Sha256; value: KeptPhoto }
  outbox: { key: Uuid; value: OutboxItem }
}

type Store = StoreNames<Schema>
export type Writing<Stores extends Store> = IDBPTransaction<Schema, Stores[], 'readwrite'>

const NAME = 'waymark'
const VERSION = 1

let opening: Promise<IDBPDatabase<Schema>> | undefined

/** The one connection of this page, opened when first needed and again after the browser has closed it. */
export function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('me')
      db.createObjectStore('packs', { keyPath: 'estate.id' })
      db.createObjectStore('devices', { keyPath: 'person' })
      db.createObjectStore('drafts', { keyPath: 'id' })
      db.createObjectStore('photos', { keyPath: 'sha256' })
      db.createObjectStore('outbox', { keyPath: 'id' })
    },
    blocking: () => void closeDatabase(),
    terminated() {
      opening = undefined
    },
  }).catch((error: unknown) => {
    opening = undefined
    throw error
  })
  return opening
}

/** Lets go of the connection, so that a newer version of the app in another tab can change the shape of the store. */
export async function closeDatabase(): Promise<void> {
  const closing = opening
  opening = undefined
  ;(await closing)?.close()
}

/**
 * Writes that survive the battery being pulled the next instant: by default a finished transaction may still sit in the
 * disk's cache, and a power cut was measured to lose all of fifty. Only when this resolves may anyone say "saved".
 * @param work awaits nothing but the transaction itself, or it commits half-way
 */
export async function writeDurably<Stores extends Store, T>(
  stores: readonly Stores[],
  work: (tx: Writing<Stores>) => Promise<T>,
): Promise<T> {
  const tx = await begun(stores)
  try {
    const result = await work(tx)
    await tx.done
    return result
  } catch (error) {
    // Whatever failed first is what the caller hears of; the transaction's own end says the same again.
    tx.done.catch(() => undefined)
    try {
      tx.abort()
    } catch {
      // It had ended by itself.
    }
    throw error
  }
}

async function begun<Stores extends Store>(stores: readonly Stores[]): Promise<Writing<Stores>> {
  const begin = async () => (await database()).transaction([...stores], 'readwrite', { durability: 'strict' })
  return begin().catch(async (error: unknown) => {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
    // The browser has closed the connection, as iOS does to a page that was long in the background. Another one may do.
    opening = undefined
    return begin()
  })
}
