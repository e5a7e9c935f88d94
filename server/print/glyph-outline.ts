/** Text as outlines, for what has no fonts of its own: SVG pictures and the dots of thermal printers. */
import { FACES, type Face } from './fonts.ts'

export type Command =
  | { readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo'; readonly args: readonly number[] }
  | { readonly command: 'closePath'; readonly args: readonly number[] }

export type PlacedGlyph = {
  /** Unique among the faces. */
  readonly key: string
  /** In font units, y upwards. */
  readonly commands: readonly Command[]
  /** Font units to ems. */
  readonly unitsPerEm: number
  /** In ems from where the text begins. */
  readonly at: number
}

/** The glyphs of a text in a row, as the PDF sets them: character by character, without kerning. */
export function outlinesOf(text: string): PlacedGlyph[] {
  let at = 0
  return [...text].flatMap((char) => {
    const { key, commands, unitsPerEm, ems } = outlineOf(char)
    const placed = { key, commands, unitsPerEm, at }
    at += ems
    return commands.length > 0 ? [placed] : []
  })
}

type Outline = Omit<PlacedGlyph, 'at'> & { readonly ems: number }

/** What an estate prints are some hundred characters; a few thousand are all of them. */
const MOST_KEPT = 4000
const outlines = new Map<string, Outline>()

function outlineOf(char: string): Outline {
  const known = outlines.get(char)
  if (known) return known
  const codePoint = char.codePointAt(0)!
  const face: Face = FACES.find(({ font }) => font.hasGlyphForCodePoint(codePoint)) ?? FACES[0]!
  const glyph = face.font.glyphForCodePoint(codePoint)
  const outline: Outline = {
    key: `${face.name}${glyph.id}`,
    commands: (glyph.path as unknown as { commands: Command[] }).commands,
    unitsPerEm: face.font.unitsPerEm,
    ems: glyph.advanceWidth / face.font.unitsPerEm,
  }
  if (outlines.size < MOST_KEPT) outlines.set(char, outline)
  return outline
}
