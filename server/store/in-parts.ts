/** So many rows at a time that no statement has more values than a database binds (SQLite: 32,766; PostgreSQL: 65,535). */
const ROWS_AT_ONCE = 500

export function inParts<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, i) =>
    rows.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE),
  )
}
