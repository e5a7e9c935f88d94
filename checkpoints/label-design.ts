/** What an admin chooses for his labels, and how much room that leaves for the symbol. */
import * as v from 'valibot'
import type { LabelSheet } from './label-sheet.ts'
import { LANGUAGES, Language, type Words } from './language.ts'

const Languages = v.pipe(
  v.array(Language),
  v.minLength(1),
  v.maxLength(LANGUAGES.length),
  v.check((languages) => new Set(languages).size === languages.length, 'each language once'),
)

export const LabelDesign = v.strictObject({
  /** null: the sheet's own level. */
  level: v.nullable(v.picklist(['M', 'Q'])),
  /** Two smaller symbols instead of one, where there is room: dirt rarely hides the finder patterns of both. */
  twin: v.boolean(),
  /** A picture of the spot's kind. */
  picture: v.boolean(),
  /** {@link SCAN_SENTENCE}. */
  sentence: v.boolean(),
  /** The estate's logo, if it has one. */
  logo: v.boolean(),
  shortCode: v.boolean(),
  /** What staff call the spot. */
  code: v.boolean(),
  /** Small crosses at the labels' corners, for paper that has to be cut. */
  cutMarks: v.boolean(),
  /** The first one largest. */
  languages: Languages,
})
export type LabelDesign = v.InferOutput<typeof LabelDesign>

/** Labels as they were before there was anything to choose. */
export const PLAIN_DESIGN: LabelDesign = {
  level: null,
  ...{ twin: false, picture: false, sentence: false, logo: false, shortCode: true, code: true, cutMarks: false },
  languages: ['zh-Hant'],
}

/** What passers-by and staff read on a sign. */
export const SCAN_SENTENCE: Words = {
  'zh-Hant': '每次巡查請掃碼',
  'zh-Hans': '每次巡查请扫码',
  en: 'Scan at every patrol',
}

/** ISO/IEC 18004 wants four light modules around the symbol. */
export const QUIET_ZONE = 4

/** From the label's edge to the symbol's quiet zone: cutting and feeding are rarely truer. */
const SYMBOL_INSET = 2.5
/** Where the page is the label and the symbol is small, white paper outside it is quiet too. */
const TIGHT_INSET = 1
const TIGHT_BELOW = 32
/** What a column of text needs beside two symbols. */
const TEXT_BESIDE_TWINS = 24
/** Beneath this side two symbols would be read from too near: 0.5 mm a module of version 6 with its quiet zone. */
const TWIN_LEAST_SIDE = 24.5

/** Whether the text stands below the symbol rather than beside it. */
export function isSign({ label }: LabelSheet): boolean {
  return label.height > label.width
}

/** Where a label's symbols go. All in millimetres. */
export type SymbolRoom = {
  /** Of one symbol with its quiet zone. */
  readonly side: number
  readonly count: 1 | 2
  /** From the label's edges. */
  readonly inset: number
}

/** The larger the more else stands on a sign, the smaller its symbol: two thirds of its height at most. */
export function symbolRoom(
  sheet: LabelSheet,
  design: Pick<LabelDesign, 'twin' | 'sentence' | 'picture' | 'logo'>,
): SymbolRoom {
  const { width, height } = sheet.label
  const inset = sheet.dpi !== undefined || Math.min(width, height) < TIGHT_BELOW ? TIGHT_INSET : SYMBOL_INSET
  const [across, down] = [width - 2 * inset, height - 2 * inset]
  const share = 0.66 - (design.logo ? 0.08 : 0) - (design.picture ? 0.08 : 0) - (design.sentence ? 0.04 : 0)
  const alone = isSign(sheet) ? Math.min(across, height * share) : Math.min(across, down)
  if (design.twin) {
    const twins = isSign(sheet)
      ? Math.min(across / 2, height * share)
      : Math.min(down, (width - inset - sheet.inset - TEXT_BESIDE_TWINS) / 2)
    if (twins >= TWIN_LEAST_SIDE) return { side: twins, count: 2, inset }
  }
  return { side: alone, count: 1, inset }
}

/** Whether two symbols fit that are still read from far enough. */
export function hasRoomForTwins(sheet: LabelSheet): boolean {
  return symbolRoom(sheet, { twin: true, sentence: true, picture: true, logo: true }).count === 2
}

/** Millimetres of one module; of a thermal printer's, a whole number of its dots. */
export function moduleSize(side: number, modules: number, dpi: number | undefined): number {
  const free = side / (modules + 2 * QUIET_ZONE)
  if (dpi === undefined) return free
  const dot = 25.4 / dpi
  return Math.max(1, Math.floor(free / dot + 1e-9)) * dot
}

/** What a tag's address ends in (design.md §3 "Tag"). */
export const TAG_DIGITS = 174

/** Data bits of a version at each level (ISO/IEC 18004 table 7). */
// biome-ignore format: hand-aligned table
const CAPACITY: Readonly<Record<'M' | 'Q', readonly (readonly [version: number, bits: number])[]>> = {
  M: [[6,  864], [7,  992], [8, 1232], [9, 1456], [10, 1728], [11, 2032], [12, 2320]],
  Q: [[6,  608], [7,  704], [8,  880], [9, 1056], [10, 1232], [11, 1440], [12, 1648]],
}

/**
 * Modules along one side of a tag's symbol: a byte segment of the address before the digits, and a numeric one of them.
 * @returns undefined for addresses far longer than any host's
 */
export function symbolModules(prefixLength: number, level: 'M' | 'Q'): number | undefined {
  const fits = CAPACITY[level].find(([version, bits]) => {
    const [bytesField, digitsField] = version < 10 ? [8, 10] : [16, 12]
    // Three digits in ten bits (§7.4.3), and 174 are 58 threes.
    return 4 + bytesField + 8 * prefixLength + 4 + digitsField + (TAG_DIGITS / 3) * 10 <= bits
  })
  return fits && 17 + 4 * fits[0]
}

/**
 * From about how far a phone reads a module of this size, in millimetres. Held still in good light it needs 1.8 pixels a
 * module (`npm run bench -- robustness`); two and a half leave a hand some room. A 1280-pixel frame of an ordinary lens shows
 * as much as its distance and a sixth.
 */
export function readingDistance(module: number): number {
  return (module * 1280) / (1.16 * 2.5)
}
