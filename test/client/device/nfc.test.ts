import { afterEach, describe, expect, it, vi } from 'vitest'
import { hasNfc, readChipNumber, type WritingStep, writeChip } from '../../../client/device/nfc.ts'

const ADDRESS = 'https://a.example/s/tag?n=1'

/** Only Chrome on Android has the real one, and only with a chip in the hand. */
class FakeReader extends EventTarget {
  static done: string[] = []
  static onChip: string | undefined
  static fault: DOMException | undefined
  async scan(): Promise<void> {
    if (FakeReader.fault) throw FakeReader.fault
    FakeReader.done.push('scan')
    if (FakeReader.onChip === undefined) setTimeout(() => this.touch(''))
  }
  async write({ records: [record] }: { records: { data: string }[] }): Promise<void> {
    FakeReader.done.push(`write ${record?.data}`)
    setTimeout(() => this.touch(FakeReader.onChip ?? record?.data ?? ''))
  }
  async makeReadOnly(): Promise<void> {
    FakeReader.done.push('lock')
  }
  private touch(address: string): void {
    const data = new DataView(new TextEncoder().encode(address).buffer)
    const message = { records: [{ recordType: 'url', data }] }
    this.dispatchEvent(Object.assign(new Event('reading'), { serialNumber: '04:de:5f:1e:ac:c0:40', message }))
  }
}

function putUp(given: { onChip?: string; fault?: DOMException } = {}): void {
  FakeReader.done = []
  FakeReader.onChip = given.onChip ?? ADDRESS
  FakeReader.fault = given.fault
  vi.stubGlobal('NDEFReader', FakeReader)
}
afterEach(() => vi.unstubAllGlobals())

async function write(lock = false, ending = new AbortController()) {
  const steps: WritingStep[] = []
  const outcome = await writeChip({
    url: ADDRESS,
    lock,
    signal: ending.signal,
    onStep: (step) => {
      steps.push(step)
    },
  })
  return { outcome, steps }
}

describe('a chip held against the phone', () => {
  it('is not asked for where the browser knows none', () => {
    expect(hasNfc()).toBe(false)
    putUp()
    expect(hasNfc()).toBe(true)
  })

  it('is written and read back, and stays as it is', async () => {
    putUp()
    expect(await write()).toEqual({
      outcome: { ok: true, serialNumber: '04:de:5f:1e:ac:c0:40' },
      steps: ['hold', 'again'],
    })
    expect(FakeReader.done).toEqual(['scan', `write ${ADDRESS}`])
  })

  it('is locked only if that is wanted, and only after it was found right', async () => {
    putUp()
    expect((await write(true)).steps).toEqual(['hold', 'again', 'lock'])
    expect(FakeReader.done).toEqual(['scan', `write ${ADDRESS}`, 'lock'])
    putUp({ onChip: 'https://a.example/s/other?n=1' })
    expect((await write(true)).outcome).toEqual({ ok: false, fault: 'differs' })
    expect(FakeReader.done).not.toContain('lock')
  })

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'off'],
    ['NotSupportedError', 'unfit'],
    ['NetworkError', 'lost'],
    ['AbortError', 'stopped'],
  ])('says why it came to nothing: %s', async (name, fault) => {
    putUp({ fault: new DOMException('no', name) })
    expect((await write()).outcome).toEqual({ ok: false, fault })
  })

  it('is waited for until the person has enough', async () => {
    putUp()
    const ending = new AbortController()
    const waiting = readChipNumber(ending.signal)
    ending.abort()
    expect(await waiting).toEqual({ ok: false, fault: 'stopped' })
  })

  it('tells its number', async () => {
    putUp()
    FakeReader.onChip = undefined
    expect(await readChipNumber(new AbortController().signal)).toEqual({
      ok: true,
      serialNumber: '04:de:5f:1e:ac:c0:40',
    })
  })
})
