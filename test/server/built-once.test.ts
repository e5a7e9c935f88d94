import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtOnce } from '../../server/store/built-once.ts'

type Connection = Parameters<ReturnType<typeof builtOnce>>[0]

let db: Connection

beforeEach(() => {
  const sqlite = new Sqlite(':memory:')
  sqlite.exec("create table people (id text, name text); insert into people values ('a', 'x'), ('b', 'x'), ('c', 'y')")
  db = new Kysely({ dialect: new SqliteDialect({ database: sqlite }) }) as unknown as Connection
})
afterEach(() => db.destroy())

describe('a statement that is built once', () => {
  it('takes other values each time, lists of any length among them', async () => {
    let built = 0
    const named = builtOnce((on, { name, ids }: { readonly name: string; readonly ids: readonly string[] }) => {
      built++
      return on.selectFrom('people').select('id').where('id', 'in', ids).where('name', '=', name).orderBy('id')
    })
    const idsOf = async (name: string, ids: string[]) => (await named(db, { name, ids })).rows.map(({ id }) => id)
    expect(await idsOf('x', ['a', 'c'])).toEqual(['a'])
    expect(await idsOf('y', ['b', 'c'])).toEqual(['c'])
    expect(await idsOf('x', ['c', 'b', 'a'])).toEqual(['a', 'b'])
    expect(await idsOf('x', ['b'])).toEqual(['b'])
    expect(built).toBe(3)
  })

  it('is right as well for lists of more lengths than are kept', async () => {
    const found = builtOnce((on, { ids }: { readonly ids: readonly string[] }) =>
      on.selectFrom('people').select('id').where('id', 'in', ids),
    )
    for (let length = 1; length <= 100; length++) {
      const ids = Array.from({ length }, (_, i) => (i === length - 1 ? 'c' : `nobody-${i}`))
      expect((await found(db, { ids })).rows).toEqual([{ id: 'c' }])
    }
  })
})
