/** A table as plain values. What stands in it is decided once; paper, workbook and text file only write it down. */

/**
 * How a column's values are read: `share` from 0 to 1, `instant` in epoch ms, `day` a civil day, `hours` and `minutes` a length of
 * time in ms that is written in that unit where it has to be a number.
 */
export type ColumnType = 'text' | 'count' | 'number' | 'share' | 'instant' | 'day' | 'hours' | 'minutes'

/** null: there is nothing to say. */
export type Value = string | number | null

export type Column = {
  readonly heading: string
  readonly type: ColumnType
  /** In characters, of which a Chinese one takes two; on paper, its part of the line. */
  readonly width: number
}

export type Table = {
  readonly title: string
  /** What its figures mean. */
  readonly means: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  /** Said in the place of an empty table. */
  readonly none: string
}

export type ColumnOf<Row> = Column & { readonly of: (row: Row) => Value }

export function column<Row>(heading: string, type: ColumnType, width: number, of: (row: Row) => Value): ColumnOf<Row> {
  return { heading, type, width, of }
}

export function tableOf<Row>(
  about: Pick<Table, 'title' | 'means' | 'none'>,
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
): Table {
  return {
    ...about,
    columns: columns.map(({ heading, type, width }) => ({ heading, type, width })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  }
}
