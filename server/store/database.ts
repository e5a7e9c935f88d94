/**
 * The embedded database: better-sqlite3 in WAL mode under Kysely, and the one way to write to it.
 */
import Sqlite from 'better-sqlite3'
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely'
import { type Gathered, gatheredOn } from './gathered.ts'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'
import { type Stores, storesOn } from './stores.ts'

export type Database = {
  /** Reads outside a transaction. */
  readonly read: Stores
  /** The same for what many visits ask at once. */
  readonly gathered: Gathered
  /**
   * Runs a piece of work in a transaction and resolves once it is on disk. Pieces that wait at the same time share one
   * commit, and so one fsync; if one of them throws, it alone is undone. Nothing slow may be awaited inside.
   */
  readonly write: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>
  /** Takes what was erased out of the log as well, whose pages would hold it until they are written over. */
  readonly scrub: () => Promise<void>
  /** Read back from the connection that writes. */
  readonly durability: () => Durability
  readonly close: () => Promise<void>
}

export type Durability = { readonly journalMode: string; readonly synchronous: 'off' | 'normal' | 'full' | 'extra' }

/**
 * Opens (and creates, and migrates) the database file.
 * better-sqlite3 drops to synchronous=NORMAL by itself in WAL mode and then loses acknowledged rows in a power cut
 * (field-notes "Server"), so FULL is set after WAL and read back.
 * @throws Error if the file does not take WAL and FULL, or a migration fails
 */
export async function openDatabase(file: string): Promise<Database> {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  // What is erased leaves no trace, neither in pages that go on nor in those that are freed.
  sqlite.pragma('secure_delete = ON')
  // 32 MiB of log before it is worked into the file: visits that arrive by the thousand touch the same pages again and again.
  sqlite.pragma('wal_autocheckpoint = 8000')
  // 64 MiB (kibibytes when negative): the indexes of a busy month stay in memory.
  sqlite.pragma('cache_size = -65536')
  const durability = () => durabilityOf(sqlite)
  const { journalMode, synchronous } = durability()
  if (journalMode !== 'wal' || synchronous !== 'full') {
    throw new Error(`the database is not durable: journal_mode=${journalMode}, synchronous=${synchronous}`)
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: preparingOnce(sqlite) }) })
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest()
  if (error) throw error
  const write = groupCommits(db)
  const read = storesOn(db)
  return {
    read,
    gathered: gatheredOn(read),
    write,
    durability,
    // Through Kysely, which lets nobody in between the statements of a transaction.
    scrub: async () => void (await sql`pragma wal_checkpoint(truncate)`.execute(db)),
    close: () => write(async () => {}).then(() => db.destroy()),
  }
}

function durabilityOf(sqlite: Sqlite.Database): Durability {
  const level = Number(sqlite.pragma('synchronous', { simple: true }))
  return {
    journalMode: String(sqlite.pragma('journal_mode', { simple: true })),
    synchronous: (['off', 'normal', 'full', 'extra'] as const)[level] ?? 'off',
  }
}

/** Kysely prepares at every call; the statements of this server are few, so each is prepared once. */
function preparingOnce(sqlite: Sqlite.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => sqlite.close(),
    prepare(text) {
      const known = prepared.get(text)
      if (known) return known
      const statement = sqlite.prepare(text) as SqliteStatement
      // Lists in `in (…)` make texts without end: those are not worth keeping.
      if (prepared.size < 500) prepared.set(text, statement)
      return statement
    },
  }
}

type Waiting = {
  readonly run: (stores: Stores) => Promise<void>
  readonly committed: () => void
  readonly failed: (error: unknown) => void
}

/** A transaction that takes long makes those wait who came first. */
const MOST_TOGETHER = 256

function groupCommits(db: Kysely<Schema>): Database['write'] {
  let waiting: Waiting[] = []
  let busy = false

  async function drain(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      await arrivals()
      const group = waiting
      waiting = []
      if (await commit(db, group)) continue
      for (const one of group) await commit(db, [one])
    }
    busy = false
  }

  /** Turns of the event loop, as long as they bring others that can share the commit: microseconds, for an fsync saved. */
  async function arrivals(): Promise<void> {
    for (let before = 0; before < waiting.length && waiting.length < MOST_TOGETHER; ) {
      before = waiting.length
      await new Promise(setImmediate)
      await new Promise(setImmediate)
    }
  }

  return <T>(work: (stores: Stores) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      let result: T
      waiting.push({
        run: async (stores) => {
          result = await work(stores)
        },
        committed: () => resolve(result),
        failed: reject,
      })
      if (!busy) void drain()
    })
}

/** @returns false if the group was undone because one of several failed: they are then tried one by one */
async function commit(db: Kysely<Schema>, group: readonly Waiting[]): Promise<boolean> {
  try {
    await db.transaction().execute(async (tx) => {
      const stores = storesOn(tx)
      for (const one of group) await one.run(stores)
      await stores.rollups.dropStale()
    })
  } catch (error) {
    if (group.length > 1) return false
    group[0]?.failed(error)
    return true
  }
  for (const one of group) one.committed()
  return true
}
