/** Patrol plans, and up to when their rounds exist. */
import type { Kysely } from 'kysely'
import type { Plan } from '../../checkpoints/plan.ts'
import type { Schema } from './schema.ts'

export type StoredPlan = { readonly plan: Plan; readonly roundsUntil: number; readonly createdAt: number }

export function plansOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, plan: Plan, now: number): Promise<void> {
      const row = { ...columnsOf(plan), id: plan.id, estate_id: estate, created_at: now, rounds_until: now }
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
    weekdays_json: JSON.stringify(plan.weekdays),
    windows_json: JSON.stringify(plan.windows),
    grace_minutes: plan.graceMinutes,
    checkpoints_json: JSON.stringify(plan.checkpoints),
    assignees_json: JSON.stringify(plan.assignees),
    focus: plan.focus,
    state: plan.state,
  }
}

function planOf(row: Schema['plans']): StoredPlan {
  const plan: Plan = {
    id: row.id,
    names: JSON.parse(row.names_json),
    weekdays: JSON.parse(row.weekdays_json),
    windows: JSON.parse(row.windows_json),
    graceMinutes: row.grace_minutes,
    checkpoints: JSON.parse(row.checkpoints_json),
    assignees: JSON.parse(row.assignees_json),
    focus: row.focus,
    state: row.state,
  }
  return { plan, roundsUntil: row.rounds_until, createdAt: row.created_at }
}
