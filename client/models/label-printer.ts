/** How this desk prints labels and what they look like: the same next time, so this browser keeps it. */
import { effect, signal } from '@preact/signals'
import * as v from 'valibot'
import { LabelDesign, PLAIN_DESIGN } from '../../checkpoints/label-design.ts'
import { readPrinterSettings } from './printers.ts'

/** What an admin most likely wants, until he has chosen. */
const FIRST_DESIGN: LabelDesign = { ...PLAIN_DESIGN, picture: true, sentence: true }

export const printerSettings = signal(readPrinterSettings(kept('label-printer')))
/** Undefined: nobody has chosen yet. */
export const labelDesign = signal<LabelDesign | undefined>(readDesign(kept('label-design')))
effect(() => localStorage.setItem('label-printer', JSON.stringify(printerSettings.value)))
effect(() => {
  if (labelDesign.value) localStorage.setItem('label-design', JSON.stringify(labelDesign.value))
})

/** @param language of the reader, for labels of which nobody has said anything */
export function designFor(language: LabelDesign['languages'][number]): LabelDesign {
  return labelDesign.value ?? { ...FIRST_DESIGN, languages: [language] }
}

function readDesign(kept: unknown): LabelDesign | undefined {
  const parsed = v.safeParse(LabelDesign, kept)
  return parsed.success ? parsed.output : undefined
}

function kept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}
  } catch {
    return {}
  }
}
