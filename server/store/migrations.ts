/**
 * The schema's history, written with Kysely's builder only, so that the same migrations run on SQLite and PostgreSQL.
 * The tables refuse what the core refuses; a migration that has been released is never edited.
 */
import type { MigrationProvider } from 'kysely'
import { chipsKnown } from './migrations/chips.ts'
import { coverageRolledUp } from './migrations/coverage-rolled-up.ts'
import { displays } from './migrations/displays.ts'
import { fewerIndexes } from './migrations/fewer-indexes.ts'
import { findings } from './migrations/findings.ts'
import { formerPartners } from './migrations/former-partners.ts'
import { keysTurned } from './migrations/keys-turned.ts'
import { labels } from './migrations/labels.ts'
import { labelsHung } from './migrations/labels-hung.ts'
import { lastWords } from './migrations/last-words.ts'
import { mailings } from './migrations/mailings.ts'
import { mainJob } from './migrations/main-job.ts'
import { notifications } from './migrations/notifications.ts'
import { publicPages } from './migrations/public-pages.ts'
import { shares } from './migrations/shares.ts'
import { thePhone } from './migrations/the-phone.ts'
import { visitsOfRounds } from './migrations/visits-of-rounds.ts'
import { webhooks } from './migrations/webhooks.ts'
import { whatRings } from './migrations/what-rings.ts'
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
      '2026-11-28-shares': shares,
      '2026-11-28-mailings': mailings,
      '2026-11-28-visits-of-rounds': visitsOfRounds,
      '2026-11-29-chips': chipsKnown,
      '2026-11-29-keys-turned': keysTurned,
      '2026-11-29-public-pages': publicPages,
      '2026-11-29-labels': labels,
      '2026-11-29-displays': displays,
      '2026-11-29-labels-hung': labelsHung,
      '2026-11-30-findings': findings,
      '2026-11-30-notifications': notifications,
      '2026-11-30-webhooks': webhooks,
      '2026-11-30-what-rings': whatRings,
      '2026-12-01-former-partners': formerPartners,
    }
  },
}
