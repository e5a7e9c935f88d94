/**
 * The schema's history, written with Kysely's builder only, so that the same migrations run on SQLite and PostgreSQL.
 * The tables refuse what the core refuses; a migration that has been released is never edited.
 */
import type { MigrationProvider } from 'kysely'
import { coverageRolledUp } from './migrations/coverage-rolled-up.ts'
import { fewerIndexes } from './migrations/fewer-indexes.ts'
import { keysTurned } from './migrations/keys-turned.ts'
import { labelsHung } from './migrations/labels-hung.ts'
import { lastWords } from './migrations/last-words.ts'
import { mainJob } from './migrations/main-job.ts'
import { thePhone } from './migrations/the-phone.ts'
import { wholePolicy } from './migrations/whole-policy.ts'

export const migrations: MigrationProvider = {
  async getMigrations() {
    return {
      '2026-11-23-main-job': mainJob,
      '2026-11-24-whole-policy': wholePolicy,
      '2026-11-25-the-phone': thePhone,
      '2026-11-26-last-words': lastWords,
      '2026-11-27-fewer-indexes': fewerIndexes,
      '2026-11-28-coverage-rolled-up': coverageRolledUp,
      '2026-11-29-keys-turned': keysTurned,
      '2026-11-29-labels-hung': labelsHung,
    }
  },
}
