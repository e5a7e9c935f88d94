/** Tags signed and printed before there is a spot for them: whoever hangs one makes the spot it stands for. */
import { randomBytes } from 'node:crypto'
import { checkpointIdOfBytes, shortCodeOf } from '../../checkpoints/ids.ts'
import { type Label, labelOf } from '../../checkpoints/label.ts'
import { PLAIN_DESIGN } from '../../checkpoints/label-design.ts'
import { LABEL_SHEETS, type LabelSheetId } from '../../checkpoints/label-sheet.ts'
import type { Language, Words } from '../../checkpoints/language.ts'
import type { Person } from '../../checkpoints/people.ts'
import { tagUrl } from '../../checkpoints/tag.ts'
import type { BlankClaimed, Blanks, ClaimBlank } from '../../checkpoints/wire/hanging.ts'
import type { Context } from '../context.ts'
import { NO_ADJUST } from '../print/drawing.ts'
import type { StoredCheckpoint } from '../store/checkpoints.ts'
import { faultOf, listedCheckpoint } from './checkpoints.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { signTags } from './sign-tags.ts'

const MOST_LISTED = 1000

export async function listBlanks(context: Context, estate: string): Promise<Blanks> {
  const blanks = await context.database.read.blanks.of(estate, MOST_LISTED)
  return {
    blanks: blanks.map(({ checkpoint, madeAt, madeBy, claimed }) => {
      return { checkpoint, shortCode: shortCodeOf(checkpoint), madeAt, madeBy, claimed }
    }),
  }
}

/** Ids are random and unique across the installation: those of blanks are of the same kind, and no spot's yet. */
export async function makeBlanks(context: Context, estate: string, person: Person, count: number): Promise<Blanks> {
  const wanted = Array.from({ length: count }, () => {
    return { checkpoint: checkpointIdOfBytes(randomBytes(6)), revision: 1 }
  })
  const tags = await signTags(context, estate, wanted)
  await context.database.write(({ blanks }) => blanks.add(estate, tags, { by: person.id, at: context.now() }))
  context.log('info', 'blank tags made', { estate, count })
  return listBlanks(context, estate)
}

const BLANK: Words = { 'zh-Hant': '空白標籤', 'zh-Hans': '空白标签', en: 'Blank label' }

/** The labels of all blanks that nobody has claimed, in the order they were made. One whose key was revoked is good for nothing. */
export async function blankLabels(context: Context, estate: string, language: Language): Promise<Label[]> {
  const { read } = context.database
  const revoked = await revokedGenerations(context, estate)
  const blanks = (await read.blanks.unclaimed(estate)).filter(({ generation }) => !revoked.has(generation))
  return blanks.map(({ checkpoint: id, digits }) =>
    labelOf({
      id,
      code: '',
      kind: null,
      url: tagUrl(context.config.origin, digits),
      names: [BLANK[language]],
      place: [],
    }),
  )
}

export async function blanksPdf(
  context: Context,
  estate: string,
  { sheet, startAt, language }: { readonly sheet: LabelSheetId; readonly startAt: number; readonly language: Language },
): Promise<Outcome<Uint8Array>> {
  const labels = await blankLabels(context, estate, language)
  if (labels.length === 0) return refused('not-found')
  // Loaded on first use: the PDF library and two whole typefaces would slow down every start.
  const [{ labelPages }, { pdfOf }] = await Promise.all([
    import('../print/label-pages.ts'),
    import('../print/label-pdf.ts'),
  ])
  const design = { ...PLAIN_DESIGN, languages: [language] }
  const look = { sheet: LABEL_SHEETS[sheet], design, logo: undefined }
  return done(await pdfOf(labelPages(labels, { ...look, startAt, adjust: NO_ADJUST })))
}

/**
 * Makes the spot that a blank stands for, with the blank as its label, hung. Once: of two who claim the same one wins.
 * @param digits as read off the blank: knowing its id is not standing before it
 */
export async function claimBlank(
  context: Context,
  estate: string,
  person: Person,
  { checkpoint: id, digits, code, kind, names, place }: ClaimBlank & { readonly checkpoint: string },
): Promise<Outcome<BlankClaimed>> {
  const revoked = await revokedGenerations(context, estate)
  const outcome = await context.database.write(async (stores): Promise<Outcome<null>> => {
    const blank = await stores.blanks.byId(estate, id)
    if (!blank) return refused('not-found')
    if (blank.claimed) return refused('blank-claimed')
    // ES256 signatures are malleable: another spelling of it was never printed.
    if (blank.digits !== digits) return refused('tag-forged')
    if (revoked.has(blank.generation)) return refused('tag-revoked')
    const fault = await faultOf(stores, estate, { id, code, place })
    if (fault) return fault
    const now = context.now()
    const checkpoint: StoredCheckpoint = {
      ...{ id, code, kind, names, place, position: await stores.checkpoints.nextPosition(estate) },
      ...{ state: 'active', revision: 1, focus: null, extras: null },
    }
    await stores.checkpoints.add(estate, checkpoint, now)
    await stores.checkpoints.addTag({ checkpoint: id, revision: 1, generation: blank.generation, digits }, now)
    await stores.blanks.claim(id, { by: person.id, at: now })
    const word = { id: context.newId(), checkpoint: id, revision: 1, saidAt: now, installedAt: now }
    await stores.hanging.install({ ...word, person: person.id, photo: null, position: null, replaced: 'blank' })
    return done(null)
  })
  if (!outcome.ok) return outcome
  context.log('info', 'blank tag claimed', { estate, checkpoint: id, by: person.id })
  const made = await listedCheckpoint(context, estate, id)
  if (!made) return refused('not-found')
  const { tagUrl: _, ...listed } = made
  return done(listed)
}

async function revokedGenerations(context: Context, estate: string): Promise<ReadonlySet<number>> {
  const keys = await context.database.read.estates.publicKeys(estate)
  return new Set(keys.filter(({ revokedAt }) => revokedAt !== null).map(({ generation }) => generation))
}
