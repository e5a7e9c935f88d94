/** The printers of a desk, and what each is off by. Pure. */
import * as v from 'valibot'

/** What one printer is off by, as it was typed: millimetres and per cent. */
const Printer = v.object({
  name: v.fallback(v.string(), ''),
  offsetX: v.fallback(v.string(), '0'),
  offsetY: v.fallback(v.string(), '0'),
  scaleX: v.fallback(v.string(), '100'),
  scaleY: v.fallback(v.string(), '100'),
})
export type Printer = v.InferOutput<typeof Printer>

const PrinterSettings = v.object({
  /** One of ours, or the id of one of the estate's own. */
  sheet: v.fallback(v.string(), 'l7160'),
  /** Where an endless roll is cut, as typed. */
  height: v.fallback(v.string(), '40'),
  /** At least one; `chosen` counts from 0. */
  printers: v.fallback(v.pipe(v.array(Printer), v.minLength(1)), []),
  chosen: v.fallback(v.number(), 0),
})
export type PrinterSettings = v.InferOutput<typeof PrinterSettings>

const UNADJUSTED: Printer = { name: '', offsetX: '0', offsetY: '0', scaleX: '100', scaleY: '100' }

/** What an earlier version kept was a single printer without a name. */
export function readPrinterSettings(kept: unknown): PrinterSettings {
  const settings = v.parse(PrinterSettings, kept)
  const printers = settings.printers.length > 0 ? settings.printers : [v.parse(Printer, kept)]
  return { ...settings, printers, chosen: printers[settings.chosen] ? settings.chosen : 0 }
}

/** The printer that is chosen. */
export function printerOf({ printers, chosen }: PrinterSettings): Printer {
  return printers[chosen] ?? UNADJUSTED
}

/** With the chosen printer changed. */
export function withPrinter(settings: PrinterSettings, change: Partial<Printer>): PrinterSettings {
  const printers = settings.printers.map((printer, i) => (i === settings.chosen ? { ...printer, ...change } : printer))
  return { ...settings, printers }
}

/** With another printer, which is then the chosen one. */
export function withAnotherPrinter(settings: PrinterSettings): PrinterSettings {
  return { ...settings, printers: [...settings.printers, UNADJUSTED], chosen: settings.printers.length }
}

/** Without the chosen printer; the last one stays. */
export function withoutPrinter(settings: PrinterSettings): PrinterSettings {
  if (settings.printers.length === 1) return settings
  return { ...settings, printers: settings.printers.filter((_, i) => i !== settings.chosen), chosen: 0 }
}
