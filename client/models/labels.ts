/** Which labels to print, on what, and how they fall on the pages. */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { LABEL_SHEETS, type LabelSheetId, labelsPerPage } from '../../checkpoints/label-sheet.ts'
import type { Language } from '../../checkpoints/language.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Catalogue } from './catalogue.ts'
import { checkpointsIn } from './checkpoints.ts'
import { rootOf } from './places.ts'

export type LabelChoice =
  | { readonly which: 'all' }
  | { readonly which: 'place'; readonly place: Uuid | undefined }
  | { readonly which: 'kind'; readonly kind: Kind | undefined }
  | { readonly which: 'selection'; readonly ids: readonly CheckpointId[] }

/** The checkpoints of a choice in walking order. A retired one has no label. */
export function toPrint(catalogue: Catalogue, choice: LabelChoice): ListedCheckpoint[] {
  const active = checkpointsIn(catalogue).filter(({ state }) => state === 'active')
  switch (choice.which) {
    case 'all':
      return active
    case 'kind':
      return active.filter(({ kind }) => kind === choice.kind)
    case 'selection':
      return active.filter(({ id }) => choice.ids.includes(id))
    case 'place':
      return active.filter((checkpoint) => {
        const place = catalogue.places.get(checkpoint.place)
        return place && rootOf(catalogue.places, place).id === choice.place
      })
  }
}

/** @returns from 1; undefined unless it is a position of the sheet */
export function startAtOf(typed: string, sheet: LabelSheetId): number | undefined {
  const position = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  return position >= 1 && position <= labelsPerPage(LABEL_SHEETS[sheet]) ? position : undefined
}

/** Millimetres as the API takes them; undefined unless they are. A comma is a point, a true minus a hyphen. */
export function millimetresOf(typed: string): string | undefined {
  const plain = typed.trim().replace(',', '.').replace('−', '-') || '0'
  return /^-?\d{1,2}(\.\d{1,2})?$/.test(plain) ? plain : undefined
}

/** Pages that so many labels take. */
export function pagesFor(count: number, sheet: LabelSheetId, startAt: number): number {
  return count === 0 ? 0 : Math.ceil((startAt - 1 + count) / labelsPerPage(LABEL_SHEETS[sheet]))
}

export type PdfAsked = {
  readonly sheet: LabelSheetId
  readonly startAt: number
  readonly offsetX: string
  readonly offsetY: string
  readonly language: Language
}

/** The query of the PDF. Without `checkpoints` it holds all of them, which no address could be too short for. */
export function pdfQuery(asked: PdfAsked, choice: LabelChoice, labels: readonly ListedCheckpoint[]) {
  return {
    ...asked,
    startAt: String(asked.startAt),
    ...(choice.which !== 'all' && { checkpoints: labels.map(({ id }) => id).join(',') }),
  }
}

/** A longer address than this takes a denser symbol than version 6-M (design.md §3 "Tag"). */
const PREFIX_MAX_LENGTH = 32
const TAG_DIGITS = 174

/** Where a label leads, short of its digits: `https://…/s/`. */
export function prefixOf(tagUrl: string): { readonly origin: string; readonly dense: boolean } {
  const prefix = tagUrl.slice(0, -TAG_DIGITS)
  return { origin: new URL(prefix).origin, dense: prefix.length > PREFIX_MAX_LENGTH }
}
