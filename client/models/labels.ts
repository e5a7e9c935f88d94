/** Which labels to print, on what, and how they fall on the pages. */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import {
  type LabelDesign,
  moduleSize,
  readingDistance,
  symbolModules,
  symbolRoom,
  TAG_DIGITS,
} from '../../checkpoints/label-design.ts'
import { cutAt, LABEL_SHEETS, type LabelSheet, labelsPerPage } from '../../checkpoints/label-sheet.ts'
import { labelSheetOf, type OwnSheet } from '../../checkpoints/own-sheet.ts'
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

/** The sheet that is chosen, ours or the estate's own; the first of ours in the place of one that has gone. */
export function sheetOf(id: string, own: readonly OwnSheet[], height?: number): LabelSheet {
  const sheet = own.find((one) => one.id === id)
  if (sheet) return labelSheetOf(sheet)
  return cutAt(
    Object.hasOwn(LABEL_SHEETS, id) ? LABEL_SHEETS[id as keyof typeof LABEL_SHEETS] : LABEL_SHEETS.l7160,
    height,
  )
}

/** @returns from 1; undefined unless it is a position of the sheet */
export function startAtOf(typed: string, sheet: LabelSheet): number | undefined {
  const position = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  return position >= 1 && position <= labelsPerPage(sheet) ? position : undefined
}

/** Where an endless roll is cut, in whole millimetres; undefined unless it can be. */
export function heightOf(typed: string, { endless }: LabelSheet): number | undefined {
  const height = /^\d{2,3}$/.test(typed.trim()) ? Number(typed) : 0
  return endless && height >= endless.least && height <= endless.most ? height : undefined
}

/** Millimetres as the API takes them; undefined unless they are. A comma is a point, a true minus a hyphen. */
export function millimetresOf(typed: string): string | undefined {
  const plain = plainNumber(typed) || '0'
  return /^-?\d{1,2}(\.\d{1,2})?$/.test(plain) ? plain : undefined
}

/** Per cent from 90 to 110 as the API takes them; undefined unless they are. */
export function percentOf(typed: string): string | undefined {
  const plain = plainNumber(typed) || '100'
  const isPercent = /^\d{2,3}(\.\d{1,2})?$/.test(plain) && Number(plain) >= 90 && Number(plain) <= 110
  return isPercent ? plain : undefined
}

function plainNumber(typed: string): string {
  return typed.trim().replace(',', '.').replace('−', '-')
}

/** Pages that so many labels take. */
export function pagesFor(count: number, sheet: LabelSheet, startAt: number): number {
  return count === 0 ? 0 : Math.ceil((startAt - 1 + count) / labelsPerPage(sheet))
}

export type Query = Readonly<Record<string, string>>

/** The sheet and the design as the API takes them. */
export function lookQuery(sheet: string, height: number | undefined, design: LabelDesign): Query {
  const { level, languages, ...flags } = design
  const ticked = Object.entries(flags).map(([flag, isOn]) => [flag, isOn ? '1' : '0'])
  return {
    sheet,
    ...(height !== undefined && { height: String(height) }),
    ...(level && { level }),
    languages: languages.join(','),
    ...Object.fromEntries(ticked),
  }
}

/** Which labels. Left out are all of them, which no address could be too short for. */
export function whichQuery(choice: LabelChoice, labels: readonly ListedCheckpoint[]): Query {
  return choice.which === 'all' ? {} : { checkpoints: labels.map(({ id }) => id).join(',') }
}

/** Where a label leads, short of its digits: `https://…/s/`. */
export function prefixOf(tagUrl: string): string {
  return tagUrl.slice(0, -TAG_DIGITS)
}

export type SymbolFacts = {
  /** Side of one module, in millimetres. */
  readonly module: number
  /** From about how far a phone reads it, in centimetres. */
  readonly distance: number
  /** Beyond version 6-M because of a long address (design.md §3 "Tag"), whatever the level. */
  readonly isDense: boolean
}

/** A module finer than this asks for a steady hand quite near. */
export const FINE_MODULE = 0.45

/** @returns undefined for an address that no symbol of ours holds */
export function symbolFacts(prefix: string, sheet: LabelSheet, design: LabelDesign): SymbolFacts | undefined {
  const modules = symbolModules(prefix.length, design.level ?? sheet.level)
  if (modules === undefined) return undefined
  const module = moduleSize(symbolRoom(sheet, design).side, modules, sheet.dpi)
  const distance = Math.max(5, Math.round(readingDistance(module) / 50) * 5)
  return { module, distance, isDense: (symbolModules(prefix.length, 'M') ?? 0) > 41 }
}
