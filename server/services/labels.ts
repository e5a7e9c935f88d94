/** Labels of an estate's checkpoints as a printable sheet. */
import type { Checkpoint } from '../../checkpoints/checkpoint.ts'
import { labelOf } from '../../checkpoints/label.ts'
import type { LabelSheetId } from '../../checkpoints/label-sheet.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { placePath } from '../../checkpoints/place.ts'
import { tagUrl } from '../../checkpoints/tag.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { done, type Outcome, refused } from './outcome.ts'

export type LabelsAsked = {
  readonly sheet: LabelSheetId
  readonly startAt: number
  /** Millimetres, for a printer that feeds askew. */
  readonly offsetX: number
  readonly offsetY: number
  readonly language: Language
  /** undefined: every active checkpoint. */
  readonly checkpoints?: readonly string[] | undefined
}

export async function labelsPdf(context: Context, estate: Estate, asked: LabelsAsked): Promise<Outcome<Uint8Array>> {
  const { read } = context.database
  const [all, tags, places] = await Promise.all([
    read.checkpoints.of(estate.id),
    read.checkpoints.tagsInForce(estate.id),
    read.places.of(estate.id),
  ])
  const chosen = chosenOf(all, asked.checkpoints)
  if (!chosen) return refused('checkpoint-unknown')
  if (chosen.some(({ id }) => tags.get(id)?.revokedAt != null)) return refused('tag-key-revoked')
  const placeById = new Map(places.map((place) => [place.id, place]))
  const labels = chosen.map((checkpoint) =>
    labelOf({
      id: checkpoint.id,
      code: checkpoint.code,
      url: tagUrl(context.config.origin, tags.get(checkpoint.id)?.digits ?? ''),
      name: nameIn(checkpoint.names, asked.language),
      place: placePath(placeById, checkpoint.place, asked.language),
    }),
  )
  const { sheet, startAt, offsetX, offsetY } = asked
  // Loaded on first use: the PDF library and two whole typefaces would slow down every start.
  const { printLabels } = await import('../print/label-pdf.ts')
  return done(await printLabels(labels, { sheet, startAt, offsetXMm: offsetX, offsetYMm: offsetY }))
}

/** In the order asked for; undefined if one of them is not an active checkpoint of the estate. */
function chosenOf(all: readonly Checkpoint[], ids: readonly string[] | undefined): Checkpoint[] | undefined {
  const active = all.filter(({ state }) => state === 'active')
  if (!ids) return active
  const byId = new Map(active.map((checkpoint) => [checkpoint.id, checkpoint]))
  const chosen = ids.flatMap((id) => byId.get(id) ?? [])
  return chosen.length === ids.length ? chosen : undefined
}
