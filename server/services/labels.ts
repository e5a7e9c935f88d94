/** Which labels are asked for, and on what: everything that printing needs but the printing itself. */
import type { Checkpoint } from '../../checkpoints/checkpoint.ts'
import { type Label, labelOf } from '../../checkpoints/label.ts'
import { cutAt, LABEL_SHEETS, type LabelSheet, type LabelSheetId } from '../../checkpoints/label-sheet.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { labelSheetOf } from '../../checkpoints/own-sheet.ts'
import { placePath } from '../../checkpoints/place.ts'
import { tagUrl } from '../../checkpoints/tag.ts'
import { designOf, type LabelLook, LOGO_MAX_DOTS } from '../../checkpoints/wire/labels.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { Logo } from '../print/drawing.ts'
import type { Look } from '../print/label-layout.ts'
import { readPng } from '../print/png.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** @param checkpoints in this order; undefined: every active one, in walking order */
export async function labelsOf(
  context: Context,
  estate: Estate,
  { languages, checkpoints }: Pick<LabelLook, 'languages'> & { readonly checkpoints?: readonly string[] | undefined },
): Promise<Outcome<Label[]>> {
  const { read } = context.database
  const [all, tags, places] = await Promise.all([
    read.checkpoints.of(estate.id),
    read.checkpoints.tagsInForce(estate.id),
    read.places.of(estate.id),
  ])
  const chosen = chosenOf(all, checkpoints)
  if (!chosen) return refused('checkpoint-unknown')
  if (chosen.some(({ id }) => tags.get(id)?.revokedAt != null)) return refused('tag-key-revoked')
  const placeById = new Map(places.map((place) => [place.id, place]))
  const labels = chosen.map((checkpoint) =>
    labelOf({
      id: checkpoint.id,
      code: checkpoint.code,
      kind: checkpoint.kind,
      url: tagUrl(context.config.origin, tags.get(checkpoint.id)?.digits ?? ''),
      names: languages.map((language) => nameIn(checkpoint.names, language)),
      place: placePath(placeById, checkpoint.place, languages[0] ?? 'zh-Hant'),
    }),
  )
  return done(labels)
}

/** In the order asked for; undefined if one of them is not an active checkpoint of the estate. */
function chosenOf(all: readonly Checkpoint[], ids: readonly string[] | undefined): Checkpoint[] | undefined {
  const active = all.filter(({ state }) => state === 'active')
  if (!ids) return active
  const byId = new Map(active.map((checkpoint) => [checkpoint.id, checkpoint]))
  const chosen = ids.flatMap((id) => byId.get(id) ?? [])
  return chosen.length === ids.length ? chosen : undefined
}

export type LookWithLogo = Look & { readonly logo: Logo | undefined }

/** The sheet, the design and, where it is asked for, the estate's logo. */
export async function lookOf(context: Context, estate: string, asked: LabelLook): Promise<Outcome<LookWithLogo>> {
  const { read } = context.database
  const sheet = await sheetOf(context, estate, asked)
  if (!sheet) return refused('sheet-unknown')
  const kept = asked.logo ? await read.labelSettings.logoOf(estate) : undefined
  const decoded = kept && readPng(kept.png, LOGO_MAX_DOTS)
  return done({ sheet, design: designOf(asked), logo: kept && decoded && { ...decoded, png: kept.png } })
}

async function sheetOf(
  context: Context,
  estate: string,
  { sheet, height }: Pick<LabelLook, 'sheet' | 'height'>,
): Promise<LabelSheet | undefined> {
  if (Object.hasOwn(LABEL_SHEETS, sheet)) return cutAt(LABEL_SHEETS[sheet as LabelSheetId], height)
  const own = (await context.database.read.labelSettings.sheetsOf(estate)).find(({ id }) => id === sheet)
  return own && labelSheetOf(own)
}
