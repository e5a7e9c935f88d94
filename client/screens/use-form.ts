import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { ProblemCode } from '../../checkpoints/wire/problem.ts'
import { formOpen } from '../models/form-open.ts'
import type { Reply } from '../request.ts'
import { failureText } from '../words/problems.ts'
import { useSending } from './use-sending.ts'

type Options<Draft, Fault extends string> = {
  readonly initial: Draft
  /** What is wrong with what was filled in, by field. */
  readonly faultsOf: (draft: Draft) => Readonly<Partial<Record<keyof Draft, Fault>>>
  readonly faultText: (fault: Fault) => string
  /** The field that a problem of the server's is about. */
  readonly fieldOf: Readonly<Partial<Record<ProblemCode, keyof Draft>>>
}

/**
 * What is filled in, kept until it has arrived. Nothing is complained about before the first attempt to send it; from then on
 * each fault stands beside its field, whether the page or the server found it, and goes when it is mended.
 */
export function useForm<Draft extends object, Fault extends string>(options: Options<Draft, Fault>) {
  const { initial, faultsOf, faultText, fieldOf } = options
  const draft = useSignal(initial)
  /** What was there before anything was typed. */
  const base = useSignal(initial)
  const tried = useSignal(false)
  const attempts = useSignal(0)
  const saved = useSignal(false)
  const { busy, failure, send, forget } = useSending()
  const element = useRef<HTMLFormElement>(null)

  // Before anything is painted: who types on must not type into a button.
  useLayoutEffect(() => {
    element.current?.querySelector<HTMLElement>(INVALID)?.focus()
  }, [attempts.value])
  useUpdatesWaitFor(draft.value !== base.value)

  const problem = failure.value && !failure.value.offline ? failure.value.problem : undefined
  const refused = new Set<PropertyKey>(problem?.where?.map((path) => path.split('.')[0] ?? ''))
  const field = problem && fieldOf[problem.code]
  if (field !== undefined) refused.add(field)
  const isRefused = (key: PropertyKey) => refused.has(key) && Object.hasOwn(initial, key)

  return {
    draft: draft.value,
    tried: tried.value,
    busy: busy.value,
    /** What stands there is what the server has taken. */
    saved: saved.value,
    /** For the form element, with `onSubmit`. */
    ref: element,
    set(change: Partial<Draft>) {
      draft.value = { ...draft.peek(), ...change }
      saved.value = false
      forget()
    },
    /** Begins again, such as with the next of a series. */
    startWith(next: Draft) {
      base.value = next
      draft.value = next
    },
    errorOf(key: keyof Draft): string | undefined {
      const fault = tried.value ? faultsOf(draft.value)[key] : undefined
      if (fault !== undefined) return faultText(fault)
      return failure.value && isRefused(key) ? failureText(failure.value) : undefined
    },
    /** Why it could not be sent, where no field is to blame. */
    get trouble(): string | undefined {
      return failure.value && ![...refused].some(isRefused) ? failureText(failure.value) : undefined
    },
    /** Sends it if nothing is wrong with it. @returns the answer, if the server took it */
    async submit<T>(ask: (draft: Draft) => Promise<Reply<T>>): Promise<T | undefined> {
      const sent = draft.peek()
      tried.value = true
      const isSound = Object.keys(faultsOf(sent)).length === 0
      const reply = isSound ? await send(() => ask(sent)) : undefined
      saved.value = reply?.ok === true
      if (reply?.ok) {
        tried.value = false
        base.value = sent
        return reply.value
      }
      attempts.value++
      return undefined
    },
  }
}

const INVALID =
  'input[aria-invalid="true"], select[aria-invalid="true"], textarea[aria-invalid="true"], [aria-invalid="true"] input, [data-invalid] input'

/** An update of the app reloads the page: not while something is half typed. */
function useUpdatesWaitFor(changed: boolean): void {
  useEffect(() => {
    formOpen.value = changed
    return () => {
      formOpen.value = false
    }
  }, [changed])
}
