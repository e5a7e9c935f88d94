/**
 * Text set into a box: paragraphs shrink, wrap and at the very last are cut short, but never leave the box, where they
 * would run over the symbol or onto the next label. All lengths in points.
 */
import { emsOf } from './fonts.ts'

export type Paragraph = {
  readonly text: string
  /** The largest type for it. */
  readonly points: number
  readonly spaceBefore: number
  readonly mostLines: number
  /** Left out where there is no room, the higher the sooner; 0 or none: never. */
  readonly gives?: number
}

export type Line = {
  readonly text: string
  readonly points: number
  readonly width: number
  /** Down from the top of the box. */
  readonly baseline: number
}

/** Sets the paragraphs one below the other, the whole in the middle of the box's height. */
export function setBlock(paragraphs: readonly Paragraph[], box: { width: number; height: number }): Line[] {
  let rows: Row[] = []
  for (const shrink of SHRINKS) {
    rows = paragraphs.flatMap((paragraph) => fitted(paragraph, box.width, shrink))
    if (heightOf(rows) <= box.height) break
  }
  let top = (box.height - heightOf(rows)) / 2
  return rows.map(({ text, points, above }) => {
    const baseline = top + above + points * ((LEADING - 1) / 2 + ASCENT)
    top += above + points * LEADING
    return { text, points, width: emsOf(text) * points, baseline }
  })
}

/** Text in lines of so many ems; what does not fit into the last of them is cut short. */
export function linesOf(text: string, ems: number, mostLines: number): string[] {
  const pieces = piecesOf(text)
  return cutShort(pieces, ems, mostLines)
}

/**
 * As {@link setBlock}, but rather than shrink everything beyond reading at arm's length, leaves out what gives.
 */
export function fittingBlock(paragraphs: readonly Paragraph[], box: { width: number; height: number }): Line[] {
  const rows = paragraphs.flatMap((paragraph) => fitted(paragraph, box.width, LEAST_READABLE))
  const gives = Math.max(0, ...paragraphs.map(({ gives = 0 }) => gives))
  if (heightOf(rows) <= box.height || gives === 0) return setBlock(paragraphs, box)
  return fittingBlock(
    paragraphs.filter((paragraph) => (paragraph.gives ?? 0) < gives),
    box,
  )
}

/** A line that does not know its height yet; `above` is the space before its paragraph. */
type Row = { readonly text: string; readonly points: number; readonly above: number }

const SHRINKS = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6]
/** A name on one line may be this much smaller before it takes a second. */
const LEAST_ON_ONE_LINE = 0.8
/** What may be left out is, before the rest gets smaller than this. */
const LEAST_READABLE = 0.8
const LEADING = 1.25
/** Where the em square of Noto Sans CJK stands on the baseline. */
const ASCENT = 0.88

function heightOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { points, above }) => sum + above + points * LEADING, 0)
}

function fitted({ text, points, spaceBefore, mostLines }: Paragraph, width: number, shrink: number): Row[] {
  const rows = (lines: string[], factor: number): Row[] =>
    lines.map((line, i) => ({
      text: line,
      points: points * shrink * factor,
      above: i === 0 ? spaceBefore * shrink : 0,
    }))
  const pieces = piecesOf(text)
  for (const most of [1, mostLines]) {
    for (const factor of SHRINKS) {
      if (most === 1 && mostLines > 1 && factor < LEAST_ON_ONE_LINE) break
      const ems = width / (points * shrink * factor)
      const lines = wrapped(pieces, ems)
      if (lines.length <= most && lines.every((line) => emsOf(line) <= ems)) return rows(lines, factor)
    }
  }
  const smallest = SHRINKS.at(-1)!
  return rows(cutShort(pieces, width / (points * shrink * smallest), mostLines), smallest)
}

/** Breaks words that are wider than a line, and ends in an ellipsis if that does not help either. */
function cutShort(pieces: readonly string[], ems: number, mostLines: number): string[] {
  const broken = pieces.flatMap((piece) => (emsOf(piece.trimEnd()) > ems ? [...piece] : [piece]))
  const lines = wrapped(broken, ems)
  if (lines.length <= mostLines) return lines
  const last = [...lines[mostLines - 1]!]
  while (last.length > 0 && emsOf(`${last.join('')}…`) > ems) last.pop()
  return [...lines.slice(0, mostLines - 1), `${last.join('')}…`]
}

function wrapped(pieces: readonly string[], ems: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && emsOf((line + piece).trimEnd()) > ems) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '')
}

/**
 * Where a line may break (UAX #14, near enough for a name): Latin between words and after hyphens, Chinese between any
 * two characters; no line begins with closing punctuation or the dot between places, none ends with an opening bracket.
 */
function piecesOf(text: string): string[] {
  return typeset(text).match(PIECE) ?? []
}

/** A Chinese face sets the apostrophe of an English word as wide as a character. */
function typeset(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'")
}

const PIECE = /[（「『《【]*(?:[!-\u024f]+?(?:-|(?![!-\u024f]))|.)[，、。：；！？）」』》】]*\s*(?:·\s*)*/gsu
