/** All stores, bound to a connection or to a transaction. */
import type { Kysely } from 'kysely'
import { checklistsOn } from './checklists.ts'
import { checkpointsOn } from './checkpoints.ts'
import { devicesOn } from './devices.ts'
import { estatesOn } from './estates.ts'
import { handoversOn } from './handovers.ts'
import { outagesOn } from './outages.ts'
import { peopleOn } from './people.ts'
import { photosOn } from './photos.ts'
import { placesOn } from './places.ts'
import { plansOn } from './plans.ts'
import { recordsOn } from './records.ts'
import { roundsOn } from './rounds.ts'
import type { Schema } from './schema.ts'
import { sessionsOn } from './sessions.ts'
import { teamsOn } from './teams.ts'
import { visitsOn } from './visits.ts'

export type Stores = ReturnType<typeof storesOn>

export function storesOn(db: Kysely<Schema>) {
  return {
    people: peopleOn(db),
    sessions: sessionsOn(db),
    estates: estatesOn(db),
    places: placesOn(db),
    checkpoints: checkpointsOn(db),
    plans: plansOn(db),
    rounds: roundsOn(db),
    devices: devicesOn(db),
    visits: visitsOn(db),
    photos: photosOn(db),
    checklists: checklistsOn(db),
    outages: outagesOn(db),
    teams: teamsOn(db),
    handovers: handoversOn(db),
    records: recordsOn(db),
  }
}
