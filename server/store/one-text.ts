/**
 * The rows of a group as one text. A database takes longer to hand a thousand rows over, value by value, than to find them; one
 * long text it hands over at once.
 */
import { type RawBuilder, sql } from 'kysely'

/**
 * Values of some columns of every row in a group; SQLite from 3.44 on and PostgreSQL say it alike.
 * @param columns ids, codes and numbers: nothing that may hold a space. What is null reads as ''
 */
export function oneText(columns: readonly string[], order?: { readonly by: string }): RawBuilder<string> {
  const values = sql.join(
    columns.map((column) => sql.ref(column)),
    sql`, ' ', `,
  )
  const inOrder = order ? sql` order by ${sql.ref(order.by)}` : sql``
  return sql<string>`string_agg(concat(${values}), ' '${inOrder})`
}

/**
 * The inverse of {@link oneText}: the values one after the other, as many for each row as there are columns. In one piece,
 * because an array for each row would cost what was saved.
 */
export function valuesIn(text: string): string[] {
  return text.split(' ')
}
