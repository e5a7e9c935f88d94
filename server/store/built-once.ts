/**
 * Statements that every request or every visit needs, built and compiled once. Kysely does both at each call, which takes it
 * longer than SQLite takes to answer: a visit needs eleven of them, and that was a third of its time.
 */
import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * A list makes another statement for each length it comes in; {@link MOST_LENGTHS} of them are kept.
 * @param build gets stand-ins for the values, so it may only bind them: nothing decided by them, no list that is empty
 * @returns runs the statement, on a connection or in a transaction, with values of its own
 */
export function builtOnce<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => Compilable<Row>,
): (db: Kysely<Schema>, values: Values) => Promise<QueryResult<Row>> {
  // Some for SQLite, some for PostgreSQL, should a process ever speak both.
  const compiled = new WeakMap<object, Map<string, CompiledQuery<Row>>>()
  return (db, values) => {
    const dialect = db.getExecutor().adapter
    const known = compiled.get(dialect) ?? new Map<string, CompiledQuery<Row>>()
    compiled.set(dialect, known)
    const lengths = lengthsIn(values)
    let statement = known.get(lengths)
    if (!statement) {
      statement = build(db, standInsFor(values)).compile()
      if (known.size < MOST_LENGTHS) known.set(lengths, statement)
    }
    const parameters = statement.parameters.map((bound) => (bound instanceof StandIn ? bound.valueIn(values) : bound))
    return db.executeQuery({ ...statement, parameters })
  }
}

/** Of an ordinary day's lists: a board's rounds, a week's. Longer ones come in too many lengths to be worth keeping. */
const MOST_LENGTHS = 32

class StandIn {
  readonly name: string
  readonly index: number | undefined
  constructor(name: string, index?: number) {
    this.name = name
    this.index = index
  }

  valueIn(values: object): unknown {
    const value: unknown = values[this.name as keyof typeof values]
    return this.index === undefined ? value : (value as readonly unknown[])[this.index]
  }
}

function standInsFor<Values extends object>(values: Values): Values {
  const standIns = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((_, i) => new StandIn(name, i)) : new StandIn(name),
  ])
  return Object.fromEntries(standIns) as Values
}

function lengthsIn(values: object): string {
  let lengths = ''
  for (const value of Object.values(values)) if (Array.isArray(value)) lengths += ` ${value.length}`
  return lengths
}
