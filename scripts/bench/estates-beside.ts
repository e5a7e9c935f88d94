/**
 * More estates beside the one with two years of visits, for the benchmark of a portfolio. They are inserted past the
 * product, copied from the first by SQL: estate, place, spots, plan and every round; the rollup of every round that is over, with its
 * counts and without its cells, which no portfolio reads (30 MB an estate); the cells of every round that is not over, which it counts.
 * Visits they have none. The admin of the first is admin of all.
 */
import type Sqlite from 'better-sqlite3'

export function addEstatesBeside(db: Sqlite.Database, estate: string, count: number): void {
  db.pragma('synchronous = OFF')
  const copy = db.transaction((n: number) => {
    // As a number it would be taken for a real one, and be written `1.0`.
    const values = { estate, n: BigInt(n), ...idsOf(n) }
    for (const statement of statements) db.prepare(statement).run(values)
  })
  for (let n = 1; n <= count; n++) copy(n)
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/** What stands in the ids of the first estate in place of their last group, and of their first five characters. */
function idsOf(n: number): { readonly group: string; readonly start: string } {
  return {
    group: `b0000000${n.toString(16).padStart(4, '0')}`,
    start: `7ZZ${CROCKFORD[n >> 5]}${CROCKFORD[n & 31]}`,
  }
}
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const uuid = (column: string) => `substr(${column}, 1, 24) || :group`
const spot = (column: string) => `:start || substr(${column}, 6)`
const ESTATE = uuid(':estate')
/** So that there is something to rank: up to eight cells a round are missed beyond what the first estate misses. */
const WORSE = ':n % 9'

const statements = [
  `insert into estates (id, code, names_json, zone, created_at)
    select ${ESTATE}, code || '-' || :n, json_object('zh-Hant', '第 ' || :n || ' 屋苑', 'en', 'Estate ' || :n),
      iif(:n % 5 = 0, 'Asia/Shanghai', zone), created_at from estates where id = :estate`,
  `insert into staff_roles (person_id, estate_id, role)
    select person_id, ${ESTATE}, role from staff_roles where estate_id = :estate and role = 'admin'`,
  `insert into places (id, estate_id, parent_id, kind, names_json, position)
    select ${uuid('id')}, ${ESTATE}, null, kind, names_json, position from places where estate_id = :estate`,
  `insert into checkpoints (id, estate_id, code, kind, names_json, place_id, position, state, revision, created_at)
    select ${spot('id')}, ${ESTATE}, code, kind, names_json, ${uuid('place_id')}, position, state, revision, created_at
    from checkpoints where estate_id = :estate`,
  `insert into plans (id, estate_id, names_json, recurrence, holidays, windows_json, random_start, grace_minutes, walking_order,
      min_gap_seconds, checkpoints_json, rules_json, assignees_json, team_id, focus, state, origin, created_at, rounds_until)
    select ${uuid('id')}, ${ESTATE}, names_json, recurrence, holidays, windows_json, random_start, grace_minutes, walking_order,
      min_gap_seconds, (select json_group_array(${spot('value')}) from json_each(checkpoints_json)), rules_json, assignees_json,
      team_id, focus, state, origin, created_at, rounds_until
    from plans where estate_id = :estate`,
  `insert into rounds (id, estate_id, plan_id, names_json, focus, opens_at, closes_at, grace_ms, assignees_json, walking_order,
      min_gap_ms)
    select ${uuid('id')}, ${ESTATE}, ${uuid('plan_id')}, names_json, focus, opens_at, closes_at, grace_ms, assignees_json,
      walking_order, min_gap_ms
    from rounds where estate_id = :estate`,
  `insert into rollups (round_id, estate_id, opens_at, expected, done, doubtful, late, excused, cells)
    select ${uuid('round_id')}, ${ESTATE}, opens_at, expected, done - ${WORSE}, doubtful, late, excused, '[]'
    from rollups where estate_id = :estate`,
  `insert into expectations (round_id, checkpoint_id, position, checklist_version, extras_version, excused, opens_at, visit_id, state)
    select ${uuid('e.round_id')}, ${spot('checkpoint_id')}, position, checklist_version, extras_version, excused, e.opens_at,
      null, null
    from rounds r join expectations e on e.round_id = r.id
    where r.estate_id = :estate and not exists (select 1 from rollups where rollups.round_id = r.id)`,
]
