import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Theme = 'light' | 'dark'

const COLOURS = coloursOf(readFileSync(new URL('../../../client/tokens.css', import.meta.url), 'utf8'))

const STATES = ['done', 'doubtful', 'late', 'pending', 'awaiting', 'missed', 'excused']
const GROUNDS = ['paper', 'surface', 'sunk']

/** Ground → what is written on it. */
// biome-ignore format: hand-aligned table
const WRITING: Readonly<Record<string, readonly string[]>> = {
  paper:           ['ink', 'ink-soft', 'brand', 'brand-strong', 'danger', ...STATES],
  surface:         ['ink', 'ink-soft', 'brand', 'brand-strong', 'danger', ...STATES],
  sunk:            ['ink', 'ink-soft', 'brand', 'brand-strong', ...STATES],
  'brand-soft':    ['ink', 'ink-soft', 'brand', ...STATES],
  brand:           ['on-brand'],
  'brand-strong':  ['on-brand'],
  danger:          ['on-danger'],
  'danger-strong': ['on-danger'],
  'done-soft':     ['ink', 'done'],
  'doubtful-soft': ['ink', 'doubtful'],
  'late-soft':     ['ink', 'late'],
  'awaiting-soft': ['ink', 'awaiting', 'brand'],
  'missed-soft':   ['ink', 'missed'],
}

describe.each<Theme>(['light', 'dark'])('the %s surface', (theme) => {
  const written = Object.entries(WRITING).flatMap(([ground, inks]) => inks.map((ink) => ({ ink, ground })))

  it.each(written)('lets $ink be read on $ground: at least 4.5 : 1', ({ ink, ground }) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(GROUNDS)('shows on %s where one can press, and where the focus is: at least 3 : 1', (ground) => {
    expect(contrast(colour('edge', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
    expect(contrast(colour('focus', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

it('measures contrast as WCAG 2.2 does', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

it('gives the browser bars the colour of the paper', () => {
  const page = readFileSync(new URL('../../../client/index.html', import.meta.url), 'utf8')
  for (const theme of ['light', 'dark'] as const) {
    expect(page).toContain(`content="${colour('paper', theme)}" media="(prefers-color-scheme: ${theme})"`)
  }
})

/** Every `--name: light-dark(#…, #…)` of the sheet. */
function coloursOf(css: string): ReadonlyMap<string, Readonly<Record<Theme, string>>> {
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)
  return new Map([...pairs].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]))
}

function colour(name: string, theme: Theme): string {
  const pair = COLOURS.get(name)
  if (!pair) throw new Error(`tokens.css has no colour --${name}`)
  return pair[theme]
}

/** WCAG 2.2 "contrast ratio", 1 to 21. */
function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** WCAG 2.2 "relative luminance" of `#rrggbb`, 0 to 1. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
