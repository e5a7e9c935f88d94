/** NFC chips held against the phone (https://w3c.github.io/web-nfc/): Chrome on Android, over HTTPS, nothing else so far. */

export function hasNfc(): boolean {
  return 'NDEFReader' in globalThis
}

/**
 * - denied: the person, or the phone's settings, said no
 * - off: NFC is switched off, or the phone has none
 * - lost: taken away too soon; also a chip that is locked or too small, which the browser does not tell apart
 * - unfit: not a chip that can hold an address
 * - differs: what was read back is not what was written
 * - stopped: by the person himself
 */
export type NfcFault = 'denied' | 'off' | 'lost' | 'unfit' | 'differs' | 'stopped'
export type Touched =
  | { readonly ok: true; readonly serialNumber: string }
  | { readonly ok: false; readonly fault: NfcFault }

/** What the person is to do now: hold the chip, lift the phone and hold it again, hold it once more for locking. */
export type WritingStep = 'hold' | 'again' | 'lock'

export type Writing = {
  readonly url: string
  /** For good: the chip can never be written to again. */
  readonly lock: boolean
  readonly signal: AbortSignal
  readonly onStep: (step: WritingStep) => void
}

/** Writes an address to a chip, reads it back, and locks the chip if that is wanted and the address is right. */
export function writeChip({ url, lock, signal, onStep }: Writing): Promise<Touched> {
  return withReader(async (reader) => {
    // Listens from the beginning, or Android would open the address as soon as it is there.
    await reader.scan({ signal })
    onStep('hold')
    await reader.write({ records: [{ recordType: 'url', data: url }] }, { signal })
    onStep('again')
    const read = await nextReading(reader, signal)
    if (addressIn(read.message) !== url) return { ok: false, fault: 'differs' }
    if (lock) {
      onStep('lock')
      await reader.makeReadOnly({ signal })
    }
    return { ok: true, serialNumber: read.serialNumber }
  })
}

/** Waits for a chip and tells its number. */
export function readChipNumber(signal: AbortSignal): Promise<Touched> {
  return withReader(async (reader) => {
    await reader.scan({ signal })
    const { serialNumber } = await nextReading(reader, signal)
    return { ok: true, serialNumber }
  })
}

/** Not in TypeScript's library. */
type NdefRecord = { readonly recordType: string; readonly data?: DataView }
type NdefMessage = { readonly records: readonly NdefRecord[] }
type Reading = Event & { readonly serialNumber: string; readonly message: NdefMessage }
type Options = { readonly signal: AbortSignal }
type Reader = EventTarget & {
  scan(options: Options): Promise<void>
  write(message: { readonly records: readonly { recordType: string; data: string }[] }, options: Options): Promise<void>
  makeReadOnly(options: Options): Promise<void>
}

async function withReader(use: (reader: Reader) => Promise<Touched>): Promise<Touched> {
  const { NDEFReader } = globalThis as unknown as { readonly NDEFReader: new () => Reader }
  try {
    return await use(new NDEFReader())
  } catch (error) {
    return { ok: false, fault: (error instanceof DOMException && FAULTS[error.name]) || 'lost' }
  }
}

const FAULTS: Readonly<Record<string, NfcFault>> = {
  NotAllowedError: 'denied',
  NotReadableError: 'off',
  NotSupportedError: 'unfit',
  AbortError: 'stopped',
}

function nextReading(reader: Reader, signal: AbortSignal): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new DOMException('stopped', 'AbortError'))
    const once = { once: true, signal }
    reader.addEventListener('reading', (event) => resolve(event as Reading), once)
    reader.addEventListener('readingerror', () => reject(new DOMException('unreadable', 'NotSupportedError')), once)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
}

function addressIn({ records }: NdefMessage): string | undefined {
  const data = records.find(({ recordType }) => recordType === 'url')?.data
  return data && new TextDecoder().decode(data)
}
