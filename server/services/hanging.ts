/** From the printer to the wall: what has been printed, what somebody has hung, and what still has to be. */
import { isMended, isOldAbout, type LabelLife, standingOf } from '../../checkpoints/hanging.ts'
import { mayDo, type Person } from '../../checkpoints/people.ts'
import type { TagFields } from '../../checkpoints/tag.ts'
import type {
  DamagedLabel,
  Hanging,
  HangingSpot,
  Install,
  LabelPrint,
  OldLabelNoted,
  OldLabelRead,
  PrintsRecorded,
  RecordPrints,
  SpotInstallation,
  WordKept,
} from '../../checkpoints/wire/hanging.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { StoredCheckpoint } from '../store/checkpoints.ts'
import type { StandingDamage } from '../store/damaged-tags.ts'
import type { StoredInstallation, TagScan } from '../store/hanging.ts'
import { spotsInOrder } from './directory.ts'
import { groupBy } from './group-by.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { openTagHere } from './tags.ts'

/** Notes that labels have been printed, each in the revision now in force. */
export async function recordPrints(
  context: Context,
  estate: string,
  person: Person,
  { checkpoints, sheet }: RecordPrints,
): Promise<Outcome<PrintsRecorded>> {
  return context.database.write(async (stores): Promise<Outcome<PrintsRecorded>> => {
    const active = (await stores.checkpoints.of(estate)).filter(({ state }) => state === 'active')
    const asked = checkpoints && new Set(checkpoints)
    const printed = active.filter(({ id }) => !asked || asked.has(id))
    if (asked && printed.length < asked.size) return refused('checkpoint-unknown')
    const tags = printed.map(({ id, revision }) => ({ checkpoint: id, revision }))
    await stores.hanging.addPrints(tags, { sheet, by: person.id, at: context.now() })
    return done({ recorded: tags.length })
  })
}

export type Kept = { readonly word: WordKept; readonly first: boolean }

/**
 * Takes somebody's word that he has hung a label and read it at its spot. The same word twice is stored once. A label that has
 * been replaced meanwhile was hung all the same: that is what happened.
 */
export async function keepInstallation(
  context: Context,
  person: Person,
  id: string,
  { digits, installedAt: saidAt, replaced, photo, position }: Install,
): Promise<Outcome<Kept>> {
  const opened = await openLabel(context, person, digits, 'hang a label')
  if (!opened.ok) return opened
  const { value: tag } = opened
  const { read } = context.database
  const missing = photo === null ? [] : await read.photos.missing([photo], person.id)
  if (missing.length > 0) return refused('photos-missing', { where: missing })
  const { checkpoint, revision } = tag
  const said = { id, checkpoint, revision, saidAt, person: person.id, photo, position, replaced }
  return keepOnce(context, id, {
    keep: (stores, receivedAt) => stores.hanging.install({ ...said, installedAt: Math.min(saidAt, receivedAt) }),
    known: async (stores) => {
      const known = await stores.hanging.installation(id)
      return known && { at: known.installedAt, checkpoint, same: isSame(known, said) }
    },
  })
}

/** A phone has read a label that it knew to be replaced. That the newest one hangs is told by visits, not by this. */
export async function noteOldLabel(
  context: Context,
  person: Person,
  { digits, readAt }: OldLabelRead,
): Promise<Outcome<OldLabelNoted>> {
  const opened = await openLabel(context, person, digits, 'report a label')
  if (!opened.ok) return opened
  const { checkpoint, revision } = opened.value
  const noted = await context.database.write(async (stores) => {
    const newest = (await stores.checkpoints.byId(checkpoint))?.checkpoint.revision ?? 0
    const at = Math.min(readAt, context.now())
    if (revision < newest) await stores.hanging.noteScan({ checkpoint, revision, visit: null, at })
    return revision < newest
  })
  return done({ checkpoint, noted })
}

/** A label that somebody holds in his hands, as the estate issued it; revoked or not. */
async function openLabel(
  context: Context,
  person: Person,
  digits: string,
  deed: 'hang a label' | 'report a label',
): Promise<Outcome<TagFields>> {
  const opened = await openTagHere(context, digits)
  if (!opened.ok) return opened
  const { tag, estate } = opened.value
  const { read } = context.database
  const roles = await read.people.rolesOn(person.id, estate)
  // Another estate's labels do not exist for him.
  if (roles.length === 0) return refused('tag-unknown')
  if (!mayDo(deed, roles)) return refused('forbidden')
  const issued = await read.checkpoints.tag(tag.checkpoint, tag.revision)
  return issued?.generation === tag.generation ? done(tag) : refused('tag-forged')
}

type Stores = Parameters<Parameters<Context['database']['write']>[0]>[0]
type Keeping = {
  /** @returns false if something is stored under its id */
  readonly keep: (stores: Stores, receivedAt: number) => Promise<boolean>
  readonly known: (stores: Stores) => Promise<{ at: number; checkpoint: string; same: boolean } | undefined>
}

/** Stores a word of a phone's under the id it was given there; other words under the same id are refused. */
export async function keepOnce(context: Context, id: string, { keep, known }: Keeping): Promise<Outcome<Kept>> {
  return context.database.write(async (stores): Promise<Outcome<Kept>> => {
    const first = await keep(stores, context.now())
    const kept = await known(stores)
    if (!kept?.same) return refused('word-conflict')
    return done({ word: { id, checkpoint: kept.checkpoint, at: kept.at }, first })
  })
}

function isSame({ installedAt: _, ...known }: StoredInstallation, said: Omit<StoredInstallation, 'installedAt'>) {
  const textOf = (one: typeof said) =>
    JSON.stringify([one.checkpoint, one.revision, one.saidAt, one.person, one.photo, one.position, one.replaced])
  return textOf(known) === textOf(said)
}

/** What is still to be hung on an estate, what nothing tells of, and what is damaged. */
export async function hangingOn(context: Context, estate: Estate): Promise<Hanging> {
  const { read } = context.database
  const [spots, tags, prints, installations, scans, damages] = await Promise.all([
    spotsInOrder(context, estate.id),
    read.checkpoints.issuedAtOf(estate.id),
    read.hanging.printsInForce(estate.id),
    read.hanging.installationsInForce(estate.id),
    read.hanging.scansOn(estate.id),
    read.damagedTags.standing(estate.id),
  ])
  const known: Known = {
    tags,
    prints: groupBy(prints, ({ checkpoint }) => checkpoint),
    installations: groupBy(installations, ({ checkpoint }) => checkpoint),
    scans: groupBy(scans, ({ checkpoint }) => checkpoint),
  }
  const active = spots.filter(({ state }) => state === 'active')
  const byId = new Map(active.map((spot) => [spot.id, spot]))
  return {
    now: context.now(),
    spots: active.map((spot) => hangingSpot(spot, known)).filter(({ standing, old }) => standing !== 'hangs' || old),
    damaged: damages.flatMap((damage) => damagedLabel(damage, byId.get(damage.checkpoint), known) ?? []),
  }
}

type Known = {
  /** When the newest revision of each spot's tag was issued. */
  readonly tags: ReadonlyMap<string, number>
  readonly prints: ReadonlyMap<string, readonly LabelPrint[]>
  readonly installations: ReadonlyMap<string, readonly SpotInstallation[]>
  readonly scans: ReadonlyMap<string, readonly TagScan[]>
}

type Life = LabelLife & {
  readonly print: LabelPrint | undefined
  readonly installation: SpotInstallation | undefined
  readonly old: TagScan | undefined
}

function lifeOf({ id, revision }: StoredCheckpoint, { prints, installations, scans }: Known): Life {
  const print = prints.get(id)?.at(-1)
  const installation = installations.get(id)?.at(-1)
  const own = scans.get(id) ?? []
  const newest = own.find((scan) => scan.revision === revision)
  const old = own.filter((scan) => scan.revision < revision).sort((a, b) => b.at - a.at)[0]
  return {
    print,
    installation,
    old,
    printedAt: print?.at ?? null,
    installedAt: installation?.at ?? null,
    scannedAt: newest?.at ?? null,
    firstScannedAt: newest?.firstAt ?? null,
    oldScannedAt: old?.at ?? null,
  }
}

function hangingSpot(spot: StoredCheckpoint, known: Known): HangingSpot {
  const life = lifeOf(spot, known)
  const { print, installation, old } = life
  const { id, code, kind, names, place, revision } = spot
  return {
    ...{ checkpoint: id, code, kind, names, place, revision },
    issuedAt: known.tags.get(id) ?? 0,
    standing: standingOf(life),
    printed: print ? { at: print.at, by: print.by, sheet: print.sheet } : null,
    installed: installation ? { at: installation.at, by: installation.by } : null,
    scannedAt: life.scannedAt,
    old: old && isOldAbout(life) ? { revision: old.revision, at: old.at, visit: old.visit } : null,
  }
}

/** @returns undefined once it has been mended */
function damagedLabel(
  { id, damage, note, reportedAt: at, by }: StandingDamage,
  spot: StoredCheckpoint | undefined,
  known: Known,
): DamagedLabel | undefined {
  if (!spot) return undefined
  const printedAt = known.prints.get(spot.id)?.find((print) => print.at >= at)?.at ?? null
  if (isMended(printedAt, lifeOf(spot, known))) return undefined
  const { id: checkpoint, code, names, place } = spot
  return { id, checkpoint, code, names, place, damage, note, at, by, printedAt }
}
