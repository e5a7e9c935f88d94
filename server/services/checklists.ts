/** The checklists of an estate: those it has taken over from the product, and those it has published itself. */
import { askedNow, type Checklist, type ChecklistRef, type Extras, withExtras } from '../../checkpoints/checklist.ts'
import { SHIPPED } from '../../checkpoints/checklists/shipped.ts'
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import type { Context } from '../context.ts'
import { memoryOf, perServer } from '../memory.ts'
import type { ChecklistHead, StoredChecklist } from '../store/checklists.ts'
import type { Stores } from '../store/stores.ts'
import { groupBy } from './group-by.ts'

/**
 * Takes over every release of the shipped checklists that an estate has not got yet, as versions of its own. A kind for which it
 * has published its own wording stays as it is: its supervisor restores the shipped one if he wants it.
 */
export async function adoptShipped(stores: Stores, estate: string, now: number): Promise<void> {
  const heads = groupBy(await stores.checklists.heads(estate), ({ kind }) => kind)
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const own = heads.get(kind) ?? []
    const newest: ChecklistHead | undefined = askedNow(own)
    if (newest && newest.shippedRelease === null) continue
    const [taken, version] = [newest?.shippedRelease ?? 0, own[0]?.version ?? 0]
    for (const [i, items] of SHIPPED[kind].slice(taken).entries()) {
      const release = { kind, version: version + i + 1, items: [...items], shippedRelease: taken + i + 1 }
      await stores.checklists.add(estate, { ...release, publishedAt: now, publishedBy: null })
    }
  }
}

/** What every kind is asked now: its newest version. */
export async function newestVersions(stores: Stores, estate: string): Promise<ReadonlyMap<Kind, number>> {
  return new Map((await stores.checklists.newest(estate)).map(({ kind, version }) => [kind, version]))
}

/** What a visit begun now answers at a spot. Every kind has a version: {@link adoptShipped} runs before anything else. */
export function refOf(
  spot: { readonly kind: Kind; readonly extras: number | null },
  versions: ReadonlyMap<Kind, number>,
): ChecklistRef {
  const version = versions.get(spot.kind) ?? 1
  return { kind: spot.kind, version, ...(spot.extras !== null && { extras: spot.extras }) }
}

/**
 * The questions a visit answers, as they were when it was begun; undefined if there never was such a version. Versions never change,
 * so what has been read once is remembered.
 */
export async function checklistOf(
  context: Context,
  estate: string,
  checkpoint: string,
  ref: ChecklistRef,
): Promise<Checklist | undefined> {
  const { checklists } = context.database.read
  const [kept, extras] = await Promise.all([
    keptVersions(context)(`${estate} ${ref.kind} ${ref.version}`, () =>
      checklists.version(estate, ref.kind, ref.version),
    ),
    ref.extras === undefined
      ? undefined
      : keptExtras(context)(`${checkpoint} ${ref.extras}`, () => checklists.extras(checkpoint, ref.extras ?? 0)),
  ])
  if (!kept || (ref.extras !== undefined && !extras)) return undefined
  return withExtras({ kind: kept.kind, version: kept.version, items: kept.items }, extras)
}

/** Notes that a visit is filed under a version, which is then not taken back any more. Called for every visit, written once. */
export async function noteUse(
  context: Context,
  stores: Stores,
  estate: string,
  { kind, version }: ChecklistRef,
): Promise<void> {
  if (!used(context).has(`${estate} ${kind} ${version}`)) await stores.checklists.markUsed(estate, kind, version)
}

/** To be called once that is on disk: what is undone with the work around it has to be noted again. */
export function rememberUse(context: Context, estate: string, { kind, version }: ChecklistRef): void {
  used(context).add(`${estate} ${kind} ${version}`)
}

const used = perServer(() => new Set<string>())
const keptVersions = perServer(() => memoryOf<StoredChecklist>(2000))
const keptExtras = perServer(() => memoryOf<Extras>(2000))
