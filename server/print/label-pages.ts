/** Labels on the pages of a sheet, with cut marks; and the ruled page that tells how a printer has to be adjusted. */
import type { Label } from '../../checkpoints/label.ts'
import { type LabelBox, type LabelSheet, labelBoxes, labelsPerPage } from '../../checkpoints/label-sheet.ts'
import type { Adjust, Drawn, Page } from './drawing.ts'
import { type Look, layOut } from './label-layout.ts'

export type Printing = Look & {
  /** The first label position to use, from 1. */
  readonly startAt: number
  readonly adjust: Adjust
}

/** Pages one after the other, so that five thousand labels are never drawn all at once; no labels make one empty page. */
export function* labelPages(labels: readonly Label[], printing: Printing): Generator<Page> {
  const { sheet, design, startAt, adjust } = printing
  const boxes = labelBoxes(sheet, labels.length, startAt)
  const count = (boxes.at(-1)?.page ?? 0) + 1
  for (let page = 0, next = 0; page < count; page++) {
    const drawn: Drawn[] = []
    const here: LabelBox[] = []
    for (; boxes[next]?.page === page; next++) {
      drawn.push(...layOut(labels[next]!, boxes[next]!, printing))
      here.push(boxes[next]!)
    }
    if (design.cutMarks) drawn.push(...cutMarks(here, sheet))
    yield { ...sheet.page, adjust, drawn }
  }
}

/** One label on a page of its own, which is as large as the label. */
export function labelPage(label: Label, look: Look, adjust: Adjust): Page {
  return { ...look.sheet.label, adjust, drawn: layOut(label, { x: 0, y: 0 }, look) }
}

const HAIRLINE = 0.1

/** Crosses on the corners, along the cuts themselves: nothing of them is left on a label but its very corner. */
function cutMarks(boxes: readonly LabelBox[], { page }: LabelSheet): Drawn[] {
  const corners = new Map(
    boxes.flatMap(cornersOf).map((corner) => [corner.map((mm) => mm.toFixed(2)).join(' '), corner]),
  )
  return [...corners.values()]
    .filter(([x, y]) => x > 0.5 && y > 0.5 && x < page.width - 0.5 && y < page.height - 0.5)
    .flatMap((corner) => cross(corner, 2))
}

type Corner = readonly [x: number, y: number]

function cornersOf({ x, y, width, height }: LabelBox): Corner[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
}

function cross([x, y]: Corner, arm: number): Drawn[] {
  return [line([x - arm, y], [x + arm, y]), line([x, y - arm], [x, y + arm])]
}

function line(from: Corner, to: Corner, width = HAIRLINE): Drawn {
  return { draw: 'line', from, to, width }
}

/**
 * The ruled page: every label's outline with crosses at its corners, a ruler down and across, and what to do with them.
 * @param lines what to do, in the admin's language
 */
export function testPage({ sheet, adjust }: Pick<Printing, 'sheet' | 'adjust'>, lines: readonly string[]): Page {
  const boxes = labelBoxes(sheet, labelsPerPage(sheet))
  const drawn = [
    ...boxes.flatMap((box) => outlineOf(box)),
    ...boxes.flatMap(cornersOf).flatMap((corner) => cross(corner, 3)),
    ...rulers(sheet),
    ...instructions(sheet, boxes, lines),
  ]
  return { ...sheet.page, adjust, drawn }
}

function outlineOf(box: LabelBox): Drawn[] {
  const corners = cornersOf(box)
  return corners.map((corner, i) => line(corner, corners[(i + 1) % 4]!))
}

/** A centimetre figure on every tenth tick; both begin 10 mm from the page's corner, or at a quarter of small pages. */
function rulers({ page, columns, rows, label, margin, pitch }: LabelSheet): Drawn[] {
  const startX = rulerStart(page.width)
  const startY = rulerStart(page.height)
  // Through the middle of labels, not where their outlines are.
  const acrossAt = margin.y + Math.floor(rows / 2) * pitch.y + label.height / 2
  const downAt = margin.x + Math.floor(columns / 2) * pitch.x + label.width / 2
  const across = ticks(page.width - 2 * startX).flatMap((mm): Drawn[] => [
    line([startX + mm, acrossAt], [startX + mm, acrossAt + tickLength(mm)]),
    ...figure(mm, startX + mm + 0.4, acrossAt + tickLength(mm)),
  ])
  const down = ticks(page.height - 2 * startY).flatMap((mm): Drawn[] => [
    line([downAt, startY + mm], [downAt + tickLength(mm), startY + mm]),
    ...figure(mm, downAt + tickLength(mm) + 0.4, startY + mm + 0.8),
  ])
  return [...across, ...down]
}

function rulerStart(length: number): number {
  return length > 60 ? 10 : 5
}

function ticks(length: number): number[] {
  return Array.from({ length: Math.floor(length + 1e-9) + 1 }, (_, mm) => mm)
}

function tickLength(mm: number): number {
  return mm % 10 === 0 ? 4 : mm % 5 === 0 ? 3 : 2
}

function figure(mm: number, x: number, y: number): Drawn[] {
  return mm % 10 === 0 && mm > 0 ? [{ draw: 'text', text: String(mm), x, y, em: 2 }] : []
}

/** In the upper left quarter of the page, on the labels: nothing is to be stuck anywhere. */
function instructions({ page }: LabelSheet, boxes: readonly LabelBox[], lines: readonly string[]): Drawn[] {
  const em = page.width > 150 ? 3 : Math.min(2.4, page.height / 16)
  const x = Math.max(4, (boxes[0]?.x ?? 0) + 3)
  return lines.map((text, i) => ({
    draw: 'text',
    text,
    x,
    y: page.height > 60 ? 22 + i * em * 1.6 : 6 + i * em * 1.4,
    em,
  }))
}
