/** What is asked of everything that prints labels, and the estate's own sheets and logo. */
import * as v from 'valibot'
import { CheckpointId, Sha256, Uuid } from '../ids.ts'
import type { LabelDesign } from '../label-design.ts'
import { LabelSheetId } from '../label-sheet.ts'
import { LANGUAGES, Language } from '../language.ts'
import { OwnSheet } from '../own-sheet.ts'

const decimal = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern), v.transform(Number))
const Millimetres = decimal(/^-?\d{1,2}(\.\d{1,2})?$/)
/** Per cent: a printer that is off by more than a tenth is not off, it is set to fit the page. */
const Scale = v.pipe(decimal(/^\d{2,3}(\.\d{1,2})?$/), v.minValue(90), v.maxValue(110))
const Flag = v.pipe(
  v.picklist(['0', '1']),
  v.transform((flag) => flag === '1'),
)
const list = (text: string) => text.split(',')

const Languages = v.pipe(
  v.string(),
  v.transform(list),
  v.array(Language),
  v.maxLength(LANGUAGES.length),
  v.check((languages) => new Set(languages).size === languages.length, 'each language once'),
)

const look = {
  /** One of ours, or the id of a sheet of the estate's own. */
  sheet: v.optional(v.union([LabelSheetId, Uuid]), 'l7160'),
  /** Where an endless roll is cut. */
  height: v.optional(v.pipe(decimal(/^\d{2,3}$/), v.minValue(20), v.maxValue(400))),
  level: v.optional(v.picklist(['M', 'Q'])),
  twin: v.optional(Flag, '0'),
  picture: v.optional(Flag, '0'),
  sentence: v.optional(Flag, '0'),
  logo: v.optional(Flag, '0'),
  shortCode: v.optional(Flag, '1'),
  code: v.optional(Flag, '1'),
  cutMarks: v.optional(Flag, '0'),
  languages: v.optional(Languages, 'zh-Hant'),
}

/** How one label looks, and on what. */
export const LabelLook = v.object(look)
export type LabelLook = v.InferOutput<typeof LabelLook>

/** The design that a query asks for. */
export function designOf(asked: LabelLook): LabelDesign {
  const { twin, picture, sentence, logo, shortCode, code, cutMarks, languages } = asked
  return { level: asked.level ?? null, twin, picture, sentence, logo, shortCode, code, cutMarks, languages }
}

const Dpi = v.pipe(decimal(/^\d{3,4}$/), v.minValue(100), v.maxValue(1200))

const which = {
  /** Comma-separated ids; left out: every active checkpoint. */
  checkpoints: v.optional(v.pipe(v.string(), v.transform(list), v.array(CheckpointId))),
}

const printer = {
  offsetX: v.optional(Millimetres, '0'),
  offsetY: v.optional(Millimetres, '0'),
  scaleX: v.optional(Scale, '100'),
  scaleY: v.optional(Scale, '100'),
}

/** Labels on sheets. */
export const LabelSheetsQuery = v.object({
  ...look,
  ...which,
  ...printer,
  /** The first label position to use, from 1: part-used sheets can go in again. */
  startAt: v.optional(decimal(/^[1-9]\d{0,2}$/), '1'),
  /** Instead of labels the ruled page that tells how a printer has to be adjusted. */
  test: v.optional(Flag, '0'),
})
export type LabelSheetsQuery = v.InferOutput<typeof LabelSheetsQuery>

/** A single label as a picture. */
export const LabelPictureQuery = v.object({ ...look, dpi: v.optional(Dpi, '300') })
export type LabelPictureQuery = v.InferOutput<typeof LabelPictureQuery>

/** Pictures of many, one file each. */
export const LabelPicturesQuery = v.object({
  ...look,
  ...which,
  dpi: v.optional(Dpi, '300'),
  format: v.optional(v.picklist(['svg', 'png']), 'svg'),
})
export type LabelPicturesQuery = v.InferOutput<typeof LabelPicturesQuery>

/** For Zebra printers, each label a page; `dpi` is the head's. */
export const LabelZplQuery = v.object({ ...look, ...which, ...printer, dpi: v.optional(Dpi, '203') })
export type LabelZplQuery = v.InferOutput<typeof LabelZplQuery>

/** Facts of a logo; its hash changes whenever it does. */
export const LogoFacts = v.strictObject({ sha256: Sha256, width: v.number(), height: v.number() })
export type LogoFacts = v.InferOutput<typeof LogoFacts>

/** `logo`: null as long as the estate has none. */
export const LabelSettings = v.strictObject({ sheets: v.array(OwnSheet), logo: v.nullable(LogoFacts) })
export type LabelSettings = v.InferOutput<typeof LabelSettings>

export const LOGO_MAX_BYTES = 512 * 1024
/** A logo of a square decimetre at 250 dpi. */
export const LOGO_MAX_DOTS = 1_000_000
/** Nobody keeps more kinds of paper. */
export const OWN_SHEETS_MOST = 50
