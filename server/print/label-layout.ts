/** Where everything stands on one label. A pure function: the same label, sheet and design always give the same drawing. */
import type { Label } from '../../checkpoints/label.ts'
import {
  isSign,
  type LabelDesign,
  moduleSize,
  QUIET_ZONE,
  SCAN_SENTENCE,
  symbolRoom,
} from '../../checkpoints/label-design.ts'
import type { LabelSheet } from '../../checkpoints/label-sheet.ts'
import type { Box, Drawn, Logo } from './drawing.ts'
import { qrSymbol } from './qr-symbol.ts'
import { fittingBlock, type Paragraph } from './text-block.ts'

export type Look = {
  readonly sheet: LabelSheet
  readonly design: LabelDesign
  readonly logo: Pick<Logo, 'width' | 'height'> | undefined
}

const POINTS_PER_MM = 72 / 25.4

/** @param at the label's corner on its page */
export function layOut(label: Label, at: { readonly x: number; readonly y: number }, look: Look): Drawn[] {
  const design = { ...look.design, logo: look.design.logo && look.logo !== undefined }
  const known = { ...look, design }
  const box: Box = { ...at, ...look.sheet.label }
  return isSign(look.sheet) ? signOf(label, box, known) : labelOf(label, box, known)
}

/** Text beside the symbols. */
function labelOf(label: Label, box: Box, look: Look): Drawn[] {
  const { sheet, design } = look
  const room = symbolRoom(sheet, design)
  const symbols = symbolsOf(label, look, { x: box.x + room.inset, y: box.y + (box.height - room.side) / 2 })
  const left = box.x + room.inset + room.count * room.side
  const text: Box = {
    x: left,
    y: box.y + sheet.inset,
    width: box.x + box.width - sheet.inset - left,
    height: box.height - 2 * sheet.inset,
  }
  const { drawn: emblems, rest } = emblemsOf(label, text, look)
  const scale = Math.max(1, Math.min(rest.width / 30, rest.height / 33))
  return [...symbols, ...emblems, ...textOf(paragraphsOf(label, design, { scale, name: 17 }), rest, 'left')]
}

/** Beneath this height a picture above the name would leave it too little. */
const ABOVE_NEEDS = 22
/** From this width on there is room for it at the right. */
const BESIDE_NEEDS = 45

/** Picture and logo at the right of a long column of text, above a short one, or not at all. @returns what is left of the box too */
function emblemsOf(label: Label, box: Box, look: Look): { readonly drawn: Drawn[]; readonly rest: Box } {
  const count = Number(look.design.picture) + Number(look.design.logo)
  const beside = Math.min(box.height * 0.45, 16)
  if (count > 0 && box.width >= BESIDE_NEEDS) {
    const width = beside * count + 2 * (count - 1)
    const rest = { ...box, width: box.width - width - 2 }
    return { drawn: bandOf(label, { x: rest.x + rest.width + 2, y: box.y, width, height: beside }, look, 'left'), rest }
  }
  if (count === 0 || box.height < ABOVE_NEEDS) return { drawn: [], rest: box }
  const band = Math.min(box.height * 0.24, 14)
  const rest = { ...box, y: box.y + band + 1, height: box.height - band - 1 }
  return { drawn: bandOf(label, { ...box, height: band }, look, 'left'), rest }
}

/** Everything in the middle, one below the other: logo, symbols, picture, text. */
function signOf(label: Label, box: Box, look: Look): Drawn[] {
  const { sheet, design } = look
  const room = symbolRoom(sheet, design)
  const inner = { x: box.x + sheet.inset, width: box.width - 2 * sheet.inset }
  let y = box.y + (design.logo ? sheet.inset : room.inset)
  const logo = design.logo ? logoOf(look, { ...inner, y, height: box.height * 0.08 }, 'middle') : []
  if (design.logo) y += box.height * 0.08
  const symbols = symbolsOf(label, look, { x: box.x + (box.width - room.count * room.side) / 2, y })
  y += room.side
  const side = box.height * 0.1
  const isPictured = design.picture && label.kind !== null
  const picture: Drawn[] =
    design.picture && label.kind !== null
      ? [{ draw: 'picture', kind: label.kind, x: box.x + (box.width - side) / 2, y, side }]
      : []
  if (isPictured) y += side + 1
  const rest = { ...inner, y, height: box.y + box.height - sheet.inset - y }
  const scale = Math.min(rest.width / 55, rest.height / 45)
  const paragraphs = paragraphsOf(label, design, { scale, name: 28 })
  return [...logo, ...symbols, ...picture, ...textOf(paragraphs, rest, 'middle')]
}

/** One symbol or two, each centred in its square together with its quiet zone. */
function symbolsOf(label: Label, { sheet, design }: Look, at: { readonly x: number; readonly y: number }): Drawn[] {
  const symbol = qrSymbol(label.url, design.level ?? sheet.level)
  const { side, count } = symbolRoom(sheet, design)
  const module = moduleSize(side, symbol.size, sheet.dpi)
  const margin = (side - module * (symbol.size + 2 * QUIET_ZONE)) / 2 + QUIET_ZONE * module
  return Array.from({ length: count }, (_, i) => ({
    draw: 'symbol',
    symbol,
    x: onDots(at.x + i * side + margin, sheet.dpi),
    y: onDots(at.y + margin, sheet.dpi),
    module,
  }))
}

function onDots(mm: number, dpi: number | undefined): number {
  return dpi === undefined ? mm : (Math.round((mm * dpi) / 25.4) * 25.4) / dpi
}

/** Picture and logo side by side. */
function bandOf(label: Label, box: Box, look: Look, align: Align): Drawn[] {
  const side = look.design.picture && label.kind !== null ? box.height : 0
  const drawn: Drawn[] =
    side > 0 && label.kind !== null ? [{ draw: 'picture', kind: label.kind, x: box.x, y: box.y, side }] : []
  if (!look.design.logo) return drawn
  const gap = side === 0 ? 0 : 2
  return [...drawn, ...logoOf(look, { ...box, x: box.x + side + gap, width: box.width - side - gap }, align)]
}

type Align = 'left' | 'middle'

/** As large as the box allows, in its own proportions. */
function logoOf({ logo }: Look, box: Box, align: Align): Drawn[] {
  if (!logo) return []
  const factor = Math.min(box.width / logo.width, box.height / logo.height)
  const [width, height] = [logo.width * factor, logo.height * factor]
  const x = align === 'middle' ? box.x + (box.width - width) / 2 : box.x
  return [{ draw: 'logo', x, y: box.y + (box.height - height) / 2, width, height }]
}

/** The name largest, then the place, what to do here, and the codes. What `gives` most goes first where there is no room. */
function paragraphsOf(
  label: Label,
  design: LabelDesign,
  { scale, name }: { scale: number; name: number },
): Paragraph[] {
  const [first = '', ...others] = label.names
  const paragraph = (text: string, points: number, spaceBefore: number, mostLines: number, gives = 0): Paragraph => ({
    text,
    points: points * scale,
    spaceBefore: spaceBefore * scale,
    mostLines,
    gives,
  })
  const sentences = design.sentence ? design.languages.map((language) => SCAN_SENTENCE[language]) : []
  return [
    paragraph(first, name, 0, 3),
    ...others.map((text, i) => paragraph(text, name * 0.6, 1, 2, 4 + i)),
    paragraph(label.place, 10, 1.5, 2),
    ...sentences.map((text, i) => paragraph(text, 9, i === 0 ? 2.5 : 0, 1, i === 0 ? 3 : 7 + i)),
    ...(design.shortCode ? [paragraph(label.shortCode, 10.5, 3, 1)] : []),
    ...(design.code ? [paragraph(label.code, 7.5, 0, 1, 2)] : []),
  ]
}

function textOf(paragraphs: readonly Paragraph[], box: Box, align: Align): Drawn[] {
  const [width, height] = [box.width * POINTS_PER_MM, box.height * POINTS_PER_MM]
  return fittingBlock(paragraphs, { width, height }).map((line) => ({
    draw: 'text',
    text: line.text,
    x: box.x + (align === 'middle' ? (width - line.width) / 2 / POINTS_PER_MM : 0),
    y: box.y + line.baseline / POINTS_PER_MM,
    em: line.points / POINTS_PER_MM,
  }))
}
