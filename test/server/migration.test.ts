import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, type MigrationProvider, Migrator, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { EMERGENCY_ITEM } from '../../checkpoints/checklist.ts'
import { findingOf } from '../../checkpoints/finding.ts'
import { bytesOfCheckpointId } from '../../checkpoints/ids.ts'
import { readRecurrence } from '../../checkpoints/recurrence.ts'
import { openDatabase } from '../../server/store/database.ts'
import { migrations } from '../../server/store/migrations.ts'
import { at, checkpointId, uuid } from '../support/builders.ts'

const [ESTATE, PERSON, DEVICE, PLACE, PLAN] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)] as const
const SPOT = checkpointId(1)
const WRITTEN_AT = at('09:00')

/** A file as the first release left it. */
async function fileOfTheFirstRelease(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'waymark-migration-')), 'waymark.db')
  const sqlite = new Sqlite(file)
  sqlite.pragma('foreign_keys = ON')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
  // The types of one and the same package, as resolved for the server and for tests.
  const provider = migrations as unknown as MigrationProvider
  const { error } = await new Migrator({ db, provider }).migrateTo('2026-11-23-main-job')
  if (error) throw error
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>) => {
    const columns = Object.keys(row)
    const values = columns.map((column) => `@${column}`)
    sqlite.prepare(`insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`).run(row)
  }
  const names_json = '{"en":"Old"}'
  const created_at = WRITTEN_AT
  insert('people', { id: PERSON, username: 'chan', name: 'Chan', language: 'en', password_hash: null, created_at })
  insert('estates', { id: ESTATE, code: 'old-court', names_json, zone: 'Asia/Hong_Kong', created_at })
  insert('places', { id: PLACE, estate_id: ESTATE, parent_id: null, kind: 'building', names_json, position: 0 })
  insert('checkpoints', {
    ...{ id: SPOT, estate_id: ESTATE, code: 'METER', kind: 'meter-room', names_json, place_id: PLACE, position: 0 },
    ...{ state: 'active', revision: 1, created_at },
  })
  insert('plans', {
    ...{ id: PLAN, estate_id: ESTATE, names_json, weekdays_json: '[1,3]', grace_minutes: 5, focus: '' },
    windows_json: '[{"startsAt":"20:00","endsAt":"22:00"}]',
    ...{ checkpoints_json: JSON.stringify([SPOT]), assignees_json: '[]', state: 'active', created_at, rounds_until: 0 },
  })
  insert('devices', { id: DEVICE, person_id: PERSON, public_json: '{}', label: 'old phone', enrolled_at: created_at })
  // The one that was filed first was made last: its reading stays the meter's last one.
  const visits = [
    { id: uuid(11), occurredAt: at('21:30'), value: 120.5, defects: [EMERGENCY_ITEM, 'dry-floor'] },
    { id: uuid(12), occurredAt: at('20:30'), value: 119, defects: [] },
  ]
  for (const [i, { id, occurredAt, value, defects }] of visits.entries()) {
    const answers = [
      ...defects.map((item) => ({ item, photos: [], result: 'defect', note: `${item} is not right` })),
      { item: 'walls-clean', photos: [], result: 'ok' },
      // Found broken in a visit before, and fine since.
      { item: 'door-shuts', photos: [], result: value === 119 ? 'defect' : 'ok' },
      { item: 'water-reading', photos: [], result: 'reading', value },
    ]
    const previous = ['a', 'b'][i]!.repeat(64)
    const digits = digitsOf(SPOT, i + 1)
    const evidence = { channel: 'camera', digits }
    const checklist = { kind: 'meter-room', version: 1 }
    const claims = { v: 1, id, device: DEVICE, previous, evidence, checklist, answers }
    insert('visits', {
      ...{ id, estate_id: ESTATE, checkpoint_id: SPOT, person_id: PERSON, device_id: DEVICE, sequence: [2, 5][i]! },
      jws: `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmF0dXJl`,
      ...{
        sha256: String(i).repeat(64),
        received_at: at(['22:00', '22:01'][i]!),
        occurred_at: occurredAt,
        outcome: 'verified',
      },
      ...{ reasons_json: '[]', defects: defects.length },
    })
  }
  await db.destroy()
  return file
}

/** A tag that a camera has read; nobody checks its signature again. */
function digitsOf(checkpoint: string, revision: number): string {
  const bytes = [1, ...bytesOfCheckpointId(checkpoint), revision, ...new Uint8Array(64)]
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x${hex}`).toString().padStart(174, '0')
}

it('a file of the first release keeps its plans, and its visits become sightings, readings and a chain', async () => {
  const file = await fileOfTheFirstRelease()
  const database = await openDatabase(file)
  const { read } = database

  const plan = (await read.plans.of(ESTATE))[0]?.plan
  expect(plan).toMatchObject({ id: PLAN, holidays: 'as-usual', order: 'free', rules: [], team: null })
  const recurrence = readRecurrence(plan?.recurrence ?? '')
  expect(recurrence).toMatchObject({ ok: true, value: { rule: { every: 'week', weekdays: [1, 3] } } })
  expect(recurrence.ok && Date.parse(recurrence.value.startsOn)).toBeLessThan(WRITTEN_AT)

  const sightings = (await read.records.sightingsOf(SPOT, 10)).filter(({ visit }) => visit === uuid(11))
  const about = { visit: uuid(11), occurredAt: at('21:30'), checklist: { kind: 'meter-room', version: 1 } }
  const defect = { cause: 'defect', settled: false, ...about }
  expect(sightings.toSorted((a, b) => (a.item < b.item ? -1 : 1))).toEqual([
    { item: 'dry-floor', severity: 'normal', note: 'dry-floor is not right', ...defect },
    { item: EMERGENCY_ITEM, severity: 'emergency', note: `${EMERGENCY_ITEM} is not right`, ...defect },
  ])
  expect((await read.records.readingsOf(SPOT, 10)).map(({ visit, value, at }) => [visit, value, at])).toEqual([
    [uuid(12), 119, at('20:30')],
    [uuid(11), 120.5, at('21:30')],
  ])
  expect(await read.visits.byId(uuid(12))).toMatchObject({ sequence: 5, previous: 'b'.repeat(64) })
  const holes = [
    { from: 1, to: 1, since: at('22:00') },
    { from: 3, to: 4, since: at('22:01') },
  ]
  expect(await read.devices.numberingOf(DEVICE)).toEqual({ last: 5, holes })
  const open = (await read.records.openFindings(ESTATE)).map(({ item, at, severity }) => [item, at, severity])
  expect(open).toEqual([
    ['dry-floor', at('21:30'), 'normal'],
    [EMERGENCY_ITEM, at('21:30'), 'emergency'],
  ])
  const found = await read.findings.openOf(ESTATE)
  expect(found.map(({ number, finding }) => [number, finding.state, finding.note, finding.reportedAt])).toEqual([
    [1, 'reported', 'dry-floor is not right', at('21:30')],
    [2, 'reported', `${EMERGENCY_ITEM} is not right`, at('21:30')],
  ])
  for (const { finding } of found) {
    const events = await read.findings.events(finding.id)
    expect(events).toMatchObject([{ sequence: 1, by: PERSON, standing: 'applied', act: { kind: 'begin' } }])
    // What was open before there was an alarm does not ring now: only that is not as its event would have it.
    expect({ ...findingOf(finding.id, events), alarmedAt: null }).toEqual(finding)
  }
  expect(await read.records.lastReadings(ESTATE)).toEqual([
    { checkpoint: SPOT, item: 'water-reading', value: 120.5, at: at('21:30') },
  ])
  const scans = (await read.hanging.scansOn(ESTATE)).map(({ revision, visit, at }) => [revision, visit, at])
  expect(scans.sort()).toEqual([
    [1, uuid(11), at('21:30')],
    [2, uuid(12), at('20:30')],
  ])
  await database.close()

  const sqlite = new Sqlite(file)
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  sqlite.close()
})
