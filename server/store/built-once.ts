/**
 * Statements that every request or every visit needs, built and compiled once. Kysely does both at each call, which takes it
 * longer than SQLite takes to answer: a visit needs eleven of them, and that was a third of its time.
 */
import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * @param build gets stand-ins for the values, so it may only bind them: no lists, nothing decided by them
 * @returns runs the statement, on a connection or in a transaction, with values of its own
 */
export function builtOnce<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => Compilable<Row>,
): (db: Kysely<Schema>, values: Values) => Promise<QueryResult<Row>> {
  // One for SQLite, one for PostgreSQL, should a process ever speak both.
  const compiled = new WeakMap<object, CompiledQuery<Row>>()
  return (db, values) => {
    const dialect = db.getExecutor().adapter
    let statement = compiled.get(dialect)
    if (!statement) {
      statement = build(db, standInsFor(values)).compile()
      compiled.set(dialect, statement)
    }
    const parameters = statement.parameters.map((bound) =>
      bound instanceof StandIn ? values[bound.name as keyof Values] : bound,
    )
    return db.executeQuery({ ...statement, parameters })
  }
}

class StandIn {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

function standInsFor<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.keys(values).map((name) => [name, new StandIn(name)])) as Values
}
