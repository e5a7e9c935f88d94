/** How this desk's printer takes label sheets. */
import { effect, signal } from '@preact/signals'
import * as v from 'valibot'
import { LabelSheetId } from '../../checkpoints/label-sheet.ts'

/** What a printer and its paper need; the same next time, so this browser keeps it. Offsets as they were typed, in mm. */
const PrinterSettings = v.object({
  sheet: v.fallback(LabelSheetId, 'l7160'),
  offsetX: v.fallback(v.string(), '0'),
  offsetY: v.fallback(v.string(), '0'),
})
export type PrinterSettings = v.InferOutput<typeof PrinterSettings>

const KEPT_AS = 'label-printer'

export const printerSettings = signal<PrinterSettings>(v.parse(PrinterSettings, keptSettings()))
effect(() => localStorage.setItem(KEPT_AS, JSON.stringify(printerSettings.value)))

function keptSettings(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}') ?? {}
  } catch {
    return {}
  }
}
