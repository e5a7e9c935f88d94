/** The pack a phone carries: all it needs to work for a week without signal. */
import type { Checklist, ChecklistRef } from '../../checkpoints/checklist.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { OPEN_STATES } from '../../checkpoints/finding.ts'
import { DAY_MS } from '../../checkpoints/time.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { PackFinding } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { listCheckpoints } from './checkpoints.ts'
import { displayKeys } from './displays.ts'
import { findingRulesOf } from './finding-rules.ts'
import { itemWordsOf } from './findings.ts'
import { roundsBetween } from './rounds.ts'
import { publicTagKeys } from './tag-keys.ts'

/** How far ahead phones know their rounds. */
const PACK_AHEAD_MS = 7 * DAY_MS
const PACK_BEHIND_MS = 2 * DAY_MS

/** Tag URLs are never in it: whoever holds the phone could print them. */
export async function packOf(context: Context, estate: Estate): Promise<Pack> {
  const { read } = context.database
  const now = context.now()
  const [places, checkpoints, { keys }, displays, rounds, readings, findings, work, { rules }] = await Promise.all([
    read.places.of(estate.id),
    listCheckpoints(context, estate.id, { withTags: false }),
    publicTagKeys(context, estate.id),
    displayKeys(context, estate.id),
    roundsBetween(context, estate, now - PACK_BEHIND_MS, now + PACK_AHEAD_MS),
    read.records.lastReadings(estate.id),
    read.records.openFindings(estate.id),
    workOf(context, estate.id),
    findingRulesOf(read, estate.id),
  ])
  const refs = [
    ...checkpoints.map(({ id, checklist }) => ({ checkpoint: id, checklist })),
    ...rounds.flatMap(({ expected }) => expected),
  ]
  const [checklists, extras] = [await checklistsFor(context, estate.id, refs), await extrasFor(context, refs)]
  const { securityPhone } = rules
  const lists = { places, checkpoints, checklists, extras, readings, findings, keys, displays, work }
  return { now, estate, ...lists, emergency: { securityPhone }, rounds }
}

type Referred = { readonly checkpoint: string; readonly checklist: ChecklistRef }

/** The newest of every kind, and whatever rounds have frozen. */
async function checklistsFor(context: Context, estate: string, refs: readonly Referred[]): Promise<Checklist[]> {
  const { checklists } = context.database.read
  const newest = await checklists.newest(estate)
  const known = new Set(newest.map(({ kind, version }) => `${kind} ${version}`))
  const older = new Map<string, { kind: Kind; version: number }>()
  for (const { checklist } of refs) {
    const key = `${checklist.kind} ${checklist.version}`
    if (!known.has(key)) older.set(key, checklist)
  }
  const rest = await Promise.all(
    [...older.values()].map(({ kind, version }) => checklists.version(estate, kind, version)),
  )
  return [...newest, ...rest].flatMap((kept) =>
    kept ? [{ kind: kept.kind, version: kept.version, items: kept.items }] : [],
  )
}

async function extrasFor(context: Context, refs: readonly Referred[]): Promise<Pack['extras']> {
  const wanted = new Map<string, { checkpoint: string; version: number }>()
  for (const { checkpoint, checklist } of refs) {
    const version = checklist.extras
    if (version !== undefined) wanted.set(`${checkpoint} ${version}`, { checkpoint, version })
  }
  const found = await Promise.all(
    [...wanted.values()].map(async ({ checkpoint, version }) => {
      const extras = await context.database.read.checklists.extras(checkpoint, version)
      return extras ? [{ checkpoint, ...extras }] : []
    }),
  )
  return found.flat()
}

/** More than a phone's owner can have to do with. */
const MOST_WORK = 500

/** What is still to be done, for whoever settles, fixes or verifies it without a signal. */
async function workOf(context: Context, estate: string): Promise<PackFinding[]> {
  const { findings } = context.database.read
  const open = await findings.list(estate, { state: OPEN_STATES }, MOST_WORK)
  const [words, fixes] = await Promise.all([
    itemWordsOf(context, open),
    findings.lastFixes(open.flatMap(({ finding }) => (finding.fixedAt === null ? [] : finding.id))),
  ])
  return open.map(({ number, finding }): PackFinding => {
    const { id, checkpoint, version, state, severity, category, note, dueOn, route, fixers, reportedAt, photos } =
      finding
    const { source, reportedBy, callBack } = finding
    const fix = fixes.get(id)?.act
    return {
      ...{ id, number, checkpoint, source, reportedBy, reportedAt, version, state, severity, category, note },
      ...{ dueOn, route, fixers, photos, callBack },
      itemWords: words.get(id) ?? null,
      fixNote: fix?.kind === 'fix' ? fix.note : null,
      fixPhotos: fix?.kind === 'fix' ? fix.photos : [],
    }
  })
}
