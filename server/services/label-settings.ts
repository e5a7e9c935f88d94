/** The estate's own label sheets and its logo. */
import type { OwnSheet, OwnSheetDraft } from '../../checkpoints/own-sheet.ts'
import { sheetFaults } from '../../checkpoints/own-sheet.ts'
import { type LabelSettings, LOGO_MAX_DOTS, type LogoFacts, OWN_SHEETS_MOST } from '../../checkpoints/wire/labels.ts'
import { type Context, sha256Of } from '../context.ts'
import { readPng } from '../print/png.ts'
import { done, type Outcome, refused } from './outcome.ts'

export async function labelSettingsOf(context: Context, estate: string): Promise<LabelSettings> {
  const { labelSettings } = context.database.read
  return { sheets: await labelSettings.sheetsOf(estate), logo: await labelSettings.logoFactsOf(estate) }
}

/** @param id of the sheet that changes; undefined: a new one */
export async function keepSheet(
  context: Context,
  estate: string,
  draft: OwnSheetDraft,
  id?: string,
): Promise<Outcome<OwnSheet>> {
  const faults = sheetFaults(draft)
  if (faults.length > 0) return refused('sheet-impossible', { where: faults })
  return context.database.write(async ({ labelSettings }) => {
    const sheets = await labelSettings.sheetsOf(estate)
    if (id !== undefined && !sheets.some((sheet) => sheet.id === id)) return refused('not-found')
    if (sheets.some((sheet) => sheet.id !== id && sheet.name === draft.name)) return refused('name-taken')
    if (id === undefined && sheets.length >= OWN_SHEETS_MOST) return refused('sheets-too-many')
    const sheet: OwnSheet = { ...draft, id: id ?? context.newId() }
    await labelSettings.keepSheet(estate, sheet, context.now())
    return done(sheet)
  })
}

export async function removeSheet(context: Context, estate: string, id: string): Promise<Outcome<null>> {
  return context.database.write(async ({ labelSettings }) => {
    if (!(await labelSettings.sheetsOf(estate)).some((sheet) => sheet.id === id)) return refused('not-found')
    await labelSettings.removeSheet(id)
    return done(null)
  })
}

/** Believed by its bytes alone, read to the end: what is kept can be printed. */
export async function keepLogo(
  context: Context,
  estate: string,
  png: Uint8Array<ArrayBuffer>,
): Promise<Outcome<LogoFacts>> {
  const decoded = readPng(png, LOGO_MAX_DOTS)
  if (!decoded) return refused('logo-unreadable')
  const facts = { sha256: sha256Of(png), width: decoded.width, height: decoded.height }
  await context.database.write(({ labelSettings }) => labelSettings.keepLogo(estate, { ...facts, png }, context.now()))
  return done(facts)
}
