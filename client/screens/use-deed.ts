import { type Signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { newId } from '../device/id.ts'
import { type Deed, openDeed } from '../models/deed.ts'
import type { EnrolmentFault } from '../models/device.ts'
import type { About } from '../models/finding-saying.ts'
import { formOpen } from '../models/form-open.ts'

export type Fault = EnrolmentFault | 'failed'

/** A deed being filled in for as long as the screen is open; undefined until it has been read off the phone. */
export function useDeed(person: Uuid | undefined, deed: string, about: string): Deed | undefined {
  const opened = useSignal<Deed | undefined>(undefined)
  useEffect(() => {
    let left = false
    opened.value = undefined
    if (person)
      void openDeed(person, deed, about).then((found) => {
        if (!left) opened.value = found
      })
    // An update of the app waits for it.
    formOpen.value = true
    // It brings the signature library: the signal may be gone when it is needed.
    void import('../models/finding-saying.ts').catch(() => undefined)
    return () => {
      left = true
      formOpen.value = false
    }
  }, [person, deed, about, opened])
  return opened.value
}

export type Saying = {
  readonly busy: Signal<boolean>
  readonly fault: Signal<Fault | undefined>
  /** @returns the finding, once the deed is on the disk; undefined: why not stands in `fault` */
  readonly say: (person: Uuid, about: Beginning, deed: Deed, act: FindingAct) => Promise<Uuid | undefined>
}
/** Without a finding it begins one. */
type Beginning = Omit<About, 'finding'> & { readonly finding: Uuid | undefined }

/** Does what has been filled in, once. */
export function useSaying(): Saying {
  const busy = useSignal(false)
  const fault = useSignal<Fault | undefined>(undefined)
  return {
    busy,
    fault,
    async say(person, about, deed, act) {
      busy.value = true
      fault.value = undefined
      try {
        await deed.kept()
        const { sayOf } = await import('../models/finding-saying.ts')
        const finding = about.finding ?? newId()
        const said = await sayOf(person, { ...about, finding }, act, deed.draft.value.key)
        if (said.ok) return finding
        fault.value = said.error
      } catch (error) {
        console.warn('the deed could not be done', error)
        fault.value = 'failed'
      } finally {
        busy.value = false
      }
      return undefined
    },
  }
}
