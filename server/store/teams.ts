/** Teams and holidays of an estate. */
import type { Kysely } from 'kysely'
import type { Holiday } from '../../checkpoints/holiday.ts'
import type { Team } from '../../checkpoints/team.ts'
import type { Schema } from './schema.ts'

export function teamsOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, team: Team, now: number): Promise<void> {
      await db
        .insertInto('teams')
        .values({ ...columnsOf(team), id: team.id, estate_id: estate, created_at: now })
        .execute()
    },

    async change(team: Team): Promise<void> {
      await db.updateTable('teams').set(columnsOf(team)).where('id', '=', team.id).execute()
    },

    async remove(id: string): Promise<void> {
      await db.deleteFrom('teams').where('id', '=', id).execute()
    },

    /** The oldest first. */
    async of(estate: string): Promise<Team[]> {
      const query = db.selectFrom('teams').selectAll().where('estate_id', '=', estate)
      const rows = await query.orderBy('created_at').orderBy('id').execute()
      return rows.map((row) => ({
        id: row.id,
        names: JSON.parse(row.names_json),
        members: JSON.parse(row.members_json),
        places: JSON.parse(row.places_json),
      }))
    },

    /** In order of time. */
    async holidays(estate: string): Promise<Holiday[]> {
      const rows = await db
        .selectFrom('holidays')
        .selectAll()
        .where('estate_id', '=', estate)
        .orderBy('held_on')
        .execute()
      return rows.map((row) => ({ on: row.held_on, names: JSON.parse(row.names_json) }))
    },

    /** Writes the whole list anew. */
    async setHolidays(estate: string, holidays: readonly Holiday[]): Promise<void> {
      await db.deleteFrom('holidays').where('estate_id', '=', estate).execute()
      if (holidays.length === 0) return
      const rows = holidays.map(({ on, names }) => ({
        estate_id: estate,
        held_on: on,
        names_json: JSON.stringify(names),
      }))
      await db.insertInto('holidays').values(rows).execute()
    },
  }
}

function columnsOf({ names, members, places }: Team) {
  return {
    names_json: JSON.stringify(names),
    members_json: JSON.stringify(members),
    places_json: JSON.stringify(places),
  }
}
