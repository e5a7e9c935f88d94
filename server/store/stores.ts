/** All stores, bound to a connection or to a transaction. */
import type { Kysely } from 'kysely'
import { announcementsOn } from './announcements.ts'
import { blanksOn } from './blanks.ts'
import { checklistsOn } from './checklists.ts'
import { checkpointsOn } from './checkpoints.ts'
import { chipsOn } from './chips.ts'
import { damagedTagsOn } from './damaged-tags.ts'
import { devicesOn } from './devices.ts'
import { displaysOn } from './displays.ts'
import { estatesOn } from './estates.ts'
import { findingRulesOn } from './finding-rules.ts'
import { findingsOn } from './findings.ts'
import { handoversOn } from './handovers.ts'
import { hangingOn } from './hanging.ts'
import { labelSettingsOn } from './label-settings.ts'
import { mailingsOn } from './mailings.ts'
import { mailsOn } from './mails.ts'
import { outagesOn } from './outages.ts'
import { peopleOn } from './people.ts'
import { photosOn } from './photos.ts'
import { placesOn } from './places.ts'
import { plansOn } from './plans.ts'
import { publicPagesOn } from './public-pages.ts'
import { recordsOn } from './records.ts'
import { residentReportsOn } from './resident-reports.ts'
import { reviewsOn } from './reviews.ts'
import { rollupsOn } from './rollups.ts'
import { roundsOn, type Stale } from './rounds.ts'
import type { Schema } from './schema.ts'
import { sessionsOn } from './sessions.ts'
import { sharesOn } from './shares.ts'
import { teamsOn } from './teams.ts'
import { visitsOn } from './visits.ts'
import { workOrdersOn } from './work-orders.ts'

export type Stores = ReturnType<typeof storesOn>

export function storesOn(db: Kysely<Schema>) {
  const stale: Stale = new Set()
  return {
    people: peopleOn(db),
    sessions: sessionsOn(db),
    estates: estatesOn(db),
    places: placesOn(db),
    checkpoints: checkpointsOn(db),
    plans: plansOn(db),
    rounds: roundsOn(db, stale),
    devices: devicesOn(db),
    chips: chipsOn(db),
    displays: displaysOn(db),
    visits: visitsOn(db, stale),
    photos: photosOn(db),
    checklists: checklistsOn(db),
    outages: outagesOn(db),
    teams: teamsOn(db),
    handovers: handoversOn(db),
    records: recordsOn(db),
    rollups: rollupsOn(db, stale),
    reviews: reviewsOn(db),
    announcements: announcementsOn(db),
    shares: sharesOn(db),
    mailings: mailingsOn(db),
    mails: mailsOn(db),
    publicPages: publicPagesOn(db),
    residentReports: residentReportsOn(db),
    labelSettings: labelSettingsOn(db),
    hanging: hangingOn(db),
    damagedTags: damagedTagsOn(db),
    blanks: blanksOn(db),
    workOrders: workOrdersOn(db),
    findings: findingsOn(db),
    findingRules: findingRulesOn(db),
  }
}
