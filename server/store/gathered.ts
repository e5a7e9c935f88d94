/**
 * Reads that many visits need at the same moment, e.g. after an outage: those asked for in one turn of the event loop become
 * one statement, and the same thing asked for twice is read once. Nothing is remembered beyond the turn.
 */
import DataLoader from 'dataloader'
import type { Role } from '../../checkpoints/people.ts'
import type { StoredCheckpoint, StoredTag } from './checkpoints.ts'
import type { StoredDevice } from './devices.ts'
import type { StoredDisplay } from './displays.ts'
import type { PublicTagKey } from './estates.ts'
import type { Stores } from './stores.ts'
import type { VisitHead } from './visits.ts'

export type Gathered = ReturnType<typeof gatheredOn>

type CheckpointOf = { readonly estate: string; readonly checkpoint: StoredCheckpoint }

export function gatheredOn(read: Stores) {
  return {
    visit: gathered<string, VisitHead>((ids) => read.visits.headsOf(ids)),
    device: gathered<string, StoredDevice>((ids) => read.devices.byIds(ids)),
    checkpoint: gathered<string, CheckpointOf>((ids) => read.checkpoints.byIds(ids)),
    /** By {@link tagKey}. */
    tag: gathered<string, StoredTag>(async (keys) => {
      const tags = await read.checkpoints.tagsOfMany([...new Set(keys.map(checkpointIn))])
      return new Map(tags.map((tag) => [tagKey(tag), tag]))
    }),
    /** By estate and generation: `<estate> <generation>`. */
    tagKey: gathered<string, PublicTagKey>(async (keys) => {
      const found = new Map<string, PublicTagKey>()
      for (const estate of new Set(keys.map((key) => key.split(' ')[0]!)))
        for (const key of await read.estates.publicKeys(estate)) found.set(`${estate} ${key.generation}`, key)
      return found
    }),
    /** By checkpoint and number: `<checkpoint> <number>`. */
    display: gathered<string, StoredDisplay>(async (keys) => {
      const displays = await read.displays.ofMany([...new Set(keys.map(checkpointIn))])
      return new Map(displays.map((display) => [displayKey(display), display]))
    }),
    /** By person and estate: `<person> <estate>`. */
    roles: gathered<string, readonly Role[]>(async (keys) => {
      const roles = new Map<string, readonly Role[]>()
      for (const key of keys) {
        const [person = '', estate = ''] = key.split(' ')
        roles.set(key, await read.people.rolesOn(person, estate))
      }
      return roles
    }),
  }
}

/** By (checkpoint, revision), never by digits: ES256 signatures are malleable. */
export function tagKey({ checkpoint, revision }: { readonly checkpoint: string; readonly revision: number }): string {
  return `${checkpoint} ${revision}`
}

/** By (checkpoint, number): what a display's code names. */
export function displayKey({ checkpoint, number }: { readonly checkpoint: string; readonly number: number }): string {
  return `${checkpoint} ${number}`
}

function checkpointIn(key: string): string {
  return key.split(' ')[0]!
}

/** More in one statement than this gain nothing. */
const MOST_TOGETHER = 100

function gathered<Key, Value>(ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) {
  const loader = new DataLoader<Key, Value | undefined>(
    async (keys) => {
      const answers = await ask([...new Set(keys)])
      return keys.map((key) => answers.get(key))
    },
    { cache: false, maxBatchSize: MOST_TOGETHER },
  )
  return (key: Key) => loader.load(key)
}
