/**
 * Two years of an estate, for benchmarks only: 300 checkpoints × 4 rounds a day × 730 days. Estate, plan and rounds are made by
 * the product; the visits are inserted in bulk past it, because signing and filing 876,000 of them would take an hour. Each row is as
 * a filed visit leaves it (a real signed visit's bytes, covered cell, settled round), so that pages and indexes are as full
 * as they would be. Then the product rolls the rounds up, as its job would have done one by one. The folder is kept among the
 * temporary files and used again until schema or recipe change.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { exportJWK, generateKeyPair } from 'jose'
import { SHIPPED } from '../../checkpoints/checklists/shipped.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { uuidV7 } from '../../checkpoints/ids.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import { signVisit } from '../../checkpoints/visit.ts'
import { VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import { configFrom } from '../../server/config.ts'
import { openContext } from '../../server/context.ts'
import { rollUpClosed } from '../../server/services/rollups.ts'
import { allFine } from './answers.ts'
import { type BenchEstate, makeBenchEstate } from './estate.ts'
import { addEstatesBeside } from './estates-beside.ts'

export type History = {
  readonly dataDir: string
  readonly estate: BenchEstate
  /** Visits in it. */
  readonly visits: number
  readonly madeAt: number
}

const ESTATES_BESIDE = 99
const NOTE = 'history.json'
const SIZE = { checkpoints: 300, assistants: 8, days: 730 }

/** Of a thousand cells: so many are missed, so many more are covered by a doubtful visit, so many more late. */
const MISSED = 30
const DOUBTFUL = 15
const LATE = 25
/** And so many visits more stand out of plan. */
const OUT_OF_PLAN = 5

export async function twoYears(): Promise<History> {
  const dataDir = join(tmpdir(), `waymark-bench-history-${recipe()}`)
  const read = (): History => JSON.parse(readFileSync(join(dataDir, NOTE), 'utf8'))
  if (existsSync(dataDir)) return read()
  console.log(`Making two years of visits in ${dataDir}, about three minutes and 3 GB; kept for the next time …`)
  // A folder of its own until it is whole: it may be interrupted, and two benchmarks may run at once.
  const partial = mkdtempSync(`${dataDir}-partial-`)
  try {
    const estate = await makeBenchEstate(partial, SIZE)
    const file = join(partial, 'waymark.db')
    const visits = await fillIn(file, estate)
    await rollUp(partial, estate)
    const db = new Sqlite(file)
    addEstatesBeside(db, estate.id, ESTATES_BESIDE)
    db.close()
    const history = { dataDir, estate, visits, madeAt: Date.now() }
    writeFileSync(join(partial, NOTE), JSON.stringify(history))
    if (!existsSync(dataDir)) renameSync(partial, dataDir)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return read()
}

/** The generated folder depends on these files only. */
function recipe(): string {
  const files = [
    '../../server/store/migrations.js',
    './history.js',
    './estate.js',
    './estates-beside.js',
    './answers.js',
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))))
  return hash.digest('hex').slice(0, 12)
}

async function rollUp(dataDir: string, { id }: BenchEstate): Promise<void> {
  const context = await openContext(configFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), { log: () => {} })
  await rollUpClosed(context, id, 0)
  await context.database.close()
}

async function fillIn(file: string, { id: estate }: BenchEstate): Promise<number> {
  const db = new Sqlite(file)
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -500000')
  const people = db
    .prepare<[], { id: string }>("select id from people where username <> 'admin' order by username")
    .all()
  const devices = await enrol(db, people)
  await signSamples(db, estate)
  // A visit for each cell of the past, in order of time, as they would have come in; chance is a hash, the same every time.
  db.exec(`
    create temp table devices_of as select value ->> 'device' as device, value ->> 'person' as person, key as turn
      from json_each('${JSON.stringify(devices)}');
    create temp table filed as
      select e.round_id, e.checkpoint_id, e.opens_at + (e.position + 1) * ${MINUTE_MS} as at, r.closes_at,
        (e.position * 7919 + e.opens_at / ${MINUTE_MS} * 104729) % 1000 as chance,
        (e.opens_at / ${MINUTE_MS * 60}) % ${people.length} as turn
      from expectations e join rounds r on r.id = e.round_id
      where r.closes_at + r.grace_ms < ${Date.now()}
      order by e.opens_at, e.position;
    delete from filed where chance < ${MISSED};
    insert into visits (id, estate_id, checkpoint_id, person_id, device_id, sequence, jws, sha256, received_at, occurred_at,
        not_before, outcome, reasons_json, defects, named_round_id, round_id)
      select ${UUID_V7}, '${estate}', checkpoint_id, person, device, f.rowid, jws, sha256,
        at_or_late + 20000, at_or_late, at_or_late,
        iif(${isDoubtful}, 'doubtful', 'verified'), iif(${isDoubtful}, '["typed-code"]', '[]'), chance % 50 = 49,
        iif(${isOutOfPlan}, null, round_id), iif(${isOutOfPlan}, null, round_id)
      from (select *, rowid, iif(${isLate}, closes_at + ${MINUTE_MS}, at) as at_or_late from filed) f
        join devices_of using (turn) join samples using (checkpoint_id)
      order by f.rowid;
    update devices set (last_sequence, last_visit_at) = (
      select coalesce(max(sequence), 0), max(received_at) from visits where device_id = devices.id);
    create temp table covers as select round_id, checkpoint_id, id, outcome, occurred_at from visits where round_id is not null;
    create unique index temp.covers_by_cell on covers (round_id, checkpoint_id);
    update expectations set (visit_id, state) = (
      select c.id, iif(outcome = 'doubtful', 'doubtful', iif(c.occurred_at > closes_at, 'late', 'done'))
      from covers c join rounds r on r.id = c.round_id
      where c.round_id = expectations.round_id and c.checkpoint_id = expectations.checkpoint_id);
  `)
  const { count } = db.prepare<[], { count: number }>('select count(*) as count from visits').get()!
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return count
}

const isDoubtful = `(chance < ${MISSED + DOUBTFUL})`
const isLate = `(chance >= ${MISSED + DOUBTFUL} and chance < ${MISSED + DOUBTFUL + LATE})`
const isOutOfPlan = `(chance >= ${1000 - OUT_OF_PLAN})`
const UUID_V7 = `format('%08x-%04x-7%03x-8%03x-%012x', at_or_late >> 16, at_or_late & 65535, f.rowid >> 12, f.rowid & 4095, f.rowid)`

type Carried = { readonly device: string; readonly person: string }

async function enrol(db: Sqlite.Database, people: readonly { readonly id: string }[]): Promise<Carried[]> {
  const insert = db.prepare(
    'insert into devices (id, person_id, public_json, label, enrolled_at) values (?, ?, ?, ?, ?)',
  )
  const carried: Carried[] = []
  for (const [i, { id: person }] of people.entries()) {
    const { publicKey } = await generateKeyPair('ES256')
    const { kty, crv, x, y } = await exportJWK(publicKey)
    const device = uuidV7(Date.now(), Uint8Array.of(...Array<number>(9).fill(0), i))
    insert.run(device, person, JSON.stringify({ kty, crv, x, y }), 'Bench', 0)
    carried.push({ device, person })
  }
  return carried
}

/** One signed visit a checkpoint: what fills the pages. */
async function signSamples(db: Sqlite.Database, estate: string): Promise<void> {
  db.exec('create temp table samples (checkpoint_id text primary key, jws text, sha256 text)')
  const insert = db.prepare('insert into samples values (?, ?, ?)')
  const { privateKey } = await generateKeyPair('ES256')
  const tags = db.prepare<[], { id: string; kind: Kind; digits: string }>(
    'select id, kind, digits from checkpoints join tags on tags.checkpoint_id = checkpoints.id',
  )
  const id = uuidV7(Date.now(), new Uint8Array(10))
  for (const { id: checkpoint, kind, digits } of tags.all()) {
    const at = Date.now()
    const jws = await signVisit(
      {
        v: VISIT_VERSION,
        id,
        estate,
        person: id,
        device: id,
        sequence: 1,
        previous: '0'.repeat(64),
        checkpoint,
        evidence: { channel: 'camera', digits },
        openedAt: at,
        scannedAt: at,
        submittedAt: at,
        lastServerTime: { at, elapsedMs: 0 },
        position: null,
        round: id,
        checklist: { kind, version: SHIPPED[kind].length },
        answers: allFine(kind),
      },
      privateKey,
    )
    insert.run(checkpoint, jws, createHash('sha256').update(jws).digest('hex'))
  }
}
