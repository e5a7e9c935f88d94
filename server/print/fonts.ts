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

/** Text of one face. */
export type Run = { readonly face: Face['name']; readonly text: string }

/** Cuts a text where the face has to change. A character that no face has stays with the first. */
export function runsOf(text: string): Run[] {
  const runs: { face: Face['name']; text: string }[] = []
  for (const char of text) {
    const face = faceOf(char)
    const last = runs.at(-1)
    if (last?.face === face) last.text += char
    else runs.push({ face, text: char })
  }
  return runs
}

function faceOf(char: string): Face['name'] {
  const known = faceOfChar.get(char)
  if (known) return known
  const face = FACES.find(({ font }) => font.hasGlyphForCodePoint(char.codePointAt(0)!)) ?? FACES[0]!
  faceOfChar.set(char, face.name)
  return face.name
}

const faceOfChar = new Map<string, Face['name']>()

function load(name: Face['name'], path: string): Face {
  const bytes = readFileSync(require.resolve(path))
  return { name, bytes, font: create(bytes) as Font }
}
