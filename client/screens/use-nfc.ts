import { type ReadonlySignal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { NfcFault, Touched } from '../device/nfc.ts'

export type Nfc<Step> = {
  /** What the person is to do now; undefined while nothing is under way. */
  readonly step: ReadonlySignal<Step | undefined>
  /** Why the last attempt came to nothing. */
  readonly fault: ReadonlySignal<NfcFault | undefined>
  /** @returns the number of the chip, undefined if it came to nothing */
  readonly run: (
    use: (ends: { readonly signal: AbortSignal; readonly onStep: (step: Step) => void }) => Promise<Touched>,
    first: Step,
  ) => Promise<string | undefined>
  readonly stop: () => void
}

/** Something that a screen does with a chip held against the phone; it ends with the screen. */
export function useNfc<Step>(): Nfc<Step> {
  const step = useSignal<Step | undefined>(undefined)
  const fault = useSignal<NfcFault | undefined>(undefined)
  const ending = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => ending.current?.abort(), [])
  return {
    step,
    fault,
    async run(use, first) {
      ending.current?.abort()
      const own = new AbortController()
      ending.current = own
      fault.value = undefined
      step.value = first
      const touched = await use({
        signal: own.signal,
        onStep: (next) => {
          step.value = next
        },
      })
      own.abort()
      step.value = undefined
      if (touched.ok) return touched.serialNumber
      fault.value = touched.fault
      return undefined
    },
    stop: () => ending.current?.abort(),
  }
}
