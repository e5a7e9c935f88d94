/** Patrol plans, and up to when their rounds exist. */
import type { Kysely } from 'kysely'
import type { Plan } from '../../checkpoints/plan.ts'
import type { Schema } from './schema.ts'

export type StoredPlan = {
  readonly plan: Plan
  readonly roundsUntil: number
  readonly createdAt: number
  /** Of a single round that somebody asked for: in no list. */
  readonly adHoc: boolean
}

export function plansOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, plan: Plan, { now, adHoc }: { now: number; adHoc: boolean }): Promise<void> {
      const origin = adHoc ? 'ad-hoc' : 'standing'
      const row = {
        ...columnsOf(plan),
        id: plan.id,
        estate_id: estate,
        origin,
        created_at: now,
        rounds_until: now,
      } as const
      await db.insertInto('plans').values(row).execute()
    },

    async change(plan: Plan): Promise<void> {
      await db.updateTable('plans').set(columnsOf(plan)).where('id', '=', plan.id).execute()
    },

    async of(estate: string): Promise<StoredPlan[]> {
      const query = db.selectFrom('plans').selectAll().where('estate_id', '=', estate)
      return (await query.orderBy('created_at').orderBy('id').execute()).map(planOf)
    },

    async setRoundsUntil(plan: string, until: number): Promise<void> {
      await db.updateTable('plans').set({ rounds_until: until }).where('id', '=', plan).execute()
    },
  }
}

function columnsOf(plan: Plan) {
  return {
    names_json: JSON.stringify(plan.names),
    recurrence: plan.recurrence,
    holidays: plan.holidays,
    windows_json: JSON.stringify(plan.windows),
    random_start: plan.randomStart,
    grace_minutes: plan.graceMinutes,
    walking_order: plan.order,
    min_gap_seconds: plan.minGapSeconds,
    checkpoints_json: JSON.stringify(plan.checkpoints),
    rules_json: JSON.stringify(plan.rules),
    team_id: plan.team,
    assignees_json: JSON.stringify(plan.assignees),
    focus: plan.focus,
    state: plan.state,
  }
}

function planOf(row: Schema['plans']): StoredPlan {
  const plan: Plan = {
    id: row.id,
    names: JSON.parse(row.names_json),
    recurrence: row.recurrence,
    holidays: row.holidays,
    windows: JSON.parse(row.windows_json),
    randomStart: row.random_start,
    graceMinutes: row.grace_minutes,
    order: row.walking_order,
    minGapSeconds: row.min_gap_seconds,
    checkpoints: JSON.parse(row.checkpoints_json),
    rules: JSON.parse(row.rules_json),
    team: row.team_id,
    assignees: JSON.parse(row.assignees_json),
    focus: row.focus,
    state: row.state,
  }
  return { plan, roundsUntil: row.rounds_until, createdAt: row.created_at, adHoc: row.origin === 'ad-hoc' }
}
