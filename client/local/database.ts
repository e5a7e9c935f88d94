/**
 * What a phone keeps across a killed browser, a reload and days without signal. Nobody but client/local knows that it is
 * IndexedDB.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { Hanging } from '../../checkpoints/wire/hanging.ts'
import type { DeedDraft } from './deed-drafts.ts'
import type { EnrolledPhone } from './devices.ts'
import type { KeptDisplay } from './displays.ts'
import type { Draft } from './drafts.ts'
import { DATABASE } from './exists.ts'
import type { SaidEvent } from './finding-events.ts'
import type { LabelWord } from './label-words.ts'
import type { OutboxItem } from './outbox.ts'
import type { PersonHere } from './people.ts'
import type { KeptPhoto } from './photos.ts'

export interface Schema extends DBSchema {
  /** Who has signed in on this phone and may work on it without signal. */
  people: { key: Uuid; value: PersonHere }
  /** By estate. */
  packs: { key: Uuid; value: Pack }
  /** By person: on a shared phone everyone signs with his own key. */
  devices: { key: Uuid; value: EnrolledPhone }
  drafts: { key: Uuid; value: Draft }
  photos: { key: Sha256; value: KeptPhoto }
  outbox: { key: Uuid; value: OutboxItem }
  /** If this browser is a display: the one row. */
  display: { key: 'here'; value: KeptDisplay }
  /** What was said of labels and has not come back in a list of the server's. */
  labelWords: { key: Uuid; value: LabelWord }
  /** By estate. */
  hanging: { key: Uuid; value: { readonly estate: Uuid; readonly hanging: Hanging } }
  /** What people do about findings, on its way to the server. */
  findingEvents: { key: Uuid; value: SaidEvent }
  /** Deeds that are being filled in. */
  deedDrafts: { key: string; value: DeedDraft }
}

type Store = StoreNames<Schema>
export type Writing<Stores extends Store> = IDBPTransaction<Schema, Stores[], 'readwrite'>

const VERSION = 4

let opening: Promise<IDBPDatabase<Schema>> | undefined

/** The one connection of this page, opened when first needed and again after the browser has closed it. */
export function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>(DATABASE, VERSION, {
    async upgrade(db, from, _to, tx) {
      if (from < 1) {
        db.createObjectStore('packs', { keyPath: 'estate.id' })
        db.createObjectStore('devices', { keyPath: 'person' })
        db.createObjectStore('drafts', { keyPath: 'id' })
        db.createObjectStore('photos', { keyPath: 'sha256' })
        db.createObjectStore('outbox', { keyPath: 'id' })
      }
      if (from < 2) db.createObjectStore('people', { keyPath: 'person' })
      if (from < 3) {
        db.createObjectStore('display')
        db.createObjectStore('labelWords', { keyPath: 'id' })
        db.createObjectStore('hanging', { keyPath: 'estate' })
      }
      if (from < 4) {
        db.createObjectStore('findingEvents', { keyPath: 'id' })
        db.createObjectStore('deedDrafts', { keyPath: 'key' })
      }
      if (from === 1) await takeOverLonePerson(db, tx)
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

/** Up to version 1 a phone knew one person, in the one row of a store of its own. */
async function takeOverLonePerson(db: IDBPDatabase<Schema>, tx: Upgrading): Promise<void> {
  const lone = tx as unknown as IDBPTransaction<{ me: { key: 'me'; value: PersonHere['me'] } }, ['me'], 'versionchange'>
  const me = await lone.objectStore('me').get('me')
  if (me) await tx.objectStore('people').put({ person: me.person.id, me, here: true, usedAt: me.now, lapsedAt: null })
  ;(db as unknown as IDBPDatabase<unknown>).deleteObjectStore('me')
}
type Upgrading = IDBPTransaction<Schema, Store[], 'versionchange'>

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
