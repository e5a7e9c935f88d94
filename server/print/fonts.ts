/**
 * The printed face: Noto Sans HK, whose Hong Kong forms include 𨋢 (U+282E2), and Noto Sans SC for simplified characters
 * that it does not have. Read once per process; PDFs embed only the glyphs they use.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

export type Face = { readonly name: 'hk' | 'sc'; readonly bytes: Buffer; readonly font: Font }

const require = createRequire(import.meta.url)

/** In order of preference. */
export const FACES: readonly Face[] = [
  load('hk', '@expo-google-fonts/noto-sans-hk/500Medium/NotoSansHK_500Medium.ttf'),
  load('sc', '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'),
]

/** Text of one face; its width in ems. */
export type Run = { readonly face: Face['name']; readonly text: string; readonly ems: number }

/** Cuts a text where the face has to change. A character that no face has stays with the first. */
export function runsOf(text: string): Run[] {
  const runs: { face: Face['name']; text: string; ems: number }[] = []
  for (const char of text) {
    const { face, ems } = glyphOf(char)
    const last = runs.at(-1)
    if (last?.face === face) {
      last.text += char
      last.ems += ems
    } else runs.push({ face, text: char, ems })
  }
  return runs
}

/** The width of a text in ems, without kerning. */
export function emsOf(text: string): number {
  let ems = 0
  for (const char of text) ems += glyphOf(char).ems
  return ems
}

type Glyph = { readonly face: Face['name']; readonly ems: number }

const glyphs = new Map<string, Glyph>()

function glyphOf(char: string): Glyph {
  const known = glyphs.get(char)
  if (known) return known
  const codePoint = char.codePointAt(0)!
  const { name, font } = FACES.find((face) => face.font.hasGlyphForCodePoint(codePoint)) ?? FACES[0]!
  const glyph = { face: name, ems: font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm }
  glyphs.set(char, glyph)
  return glyph
}

function load(name: Face['name'], path: string): Face {
  const bytes = readFileSync(require.resolve(path))
  return { name, bytes, font: create(bytes) as Font }
}
