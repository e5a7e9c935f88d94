import type { ComponentChildren } from 'preact'
import { FINDING_TEXT_MAX, type FindingAct } from '../../checkpoints/finding-act.ts'
import type { FindingReceipt } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { TextArea } from '../components/text-area.tsx'
import type { Photo } from '../device/photo.ts'
import type { Reply } from '../request.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { useForm } from './use-form.ts'

/** What may be wrong with a form, by the word that says so. */
// biome-ignore format: one a line would be longer than what follows
export type DeedFault =
  | 'textMissing' | 'routeMissing' | 'contractorMissing' | 'departmentMissing' | 'noticeMissing' | 'dueMissing'
  | 'decisionMissing' | 'untilNotLater' | 'answerMissing' | 'outcomeMissing' | 'categoryMissing' | 'intoMissing'

type Options<Draft> = {
  readonly initial: Draft
  readonly faultsOf: (draft: Draft) => Readonly<Partial<Record<keyof Draft, DeedFault | { readonly text: string }>>>
  /** Called with a draft without faults. */
  readonly actOf: (draft: Draft) => FindingAct
  readonly photosOf?: (draft: Draft) => readonly Photo[]
}

/** What of a draft any words may stand in. */
type WrittenIn<Draft> = { [Key in keyof Draft]: string extends Draft[Key] ? Key : never }[keyof Draft]

type Sheet = {
  readonly words: FindingWords
  readonly send: (act: FindingAct, photos?: readonly Photo[]) => Promise<Reply<FindingReceipt>>
  readonly refused: string | undefined
}

/** A deed being filled in: what is wrong stands beside its field, and what was typed stays until the server has taken it. */
export function useDeedForm<Draft extends object>({ words, send, refused }: Sheet, options: Options<Draft>) {
  const { initial, faultsOf, actOf, photosOf } = options
  const form = useForm<Draft, string>({
    initial,
    faultsOf: (draft) => textsOf(words, faultsOf(draft)),
    faultText: (text) => text,
    fieldOf: {},
  })
  return {
    draft: form.draft,
    set: form.set,
    errorOf: form.errorOf,
    /** The field in which something of the draft is written. */
    written: (key: WrittenIn<Draft>, label: string, hint?: string) => (
      <TextArea
        label={label}
        hint={hint}
        maxLength={FINDING_TEXT_MAX}
        value={String(form.draft[key])}
        onInput={(text) => form.set({ [key]: text } as Partial<Draft>)}
        error={form.errorOf(key)}
      />
    ),
    /** Around the fields. */
    frame: (children: ComponentChildren, deed?: string) => (
      <form
        class="stack"
        ref={form.ref}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit((draft) => send(actOf(draft), photosOf?.(draft)))
        }}
      >
        {children}
        {form.trouble && refused === undefined && <Notice tone="error">{form.trouble}</Notice>}
        <div class="row">
          <Button kind="primary" submit busy={form.busy}>
            {deed ?? words.form.send}
          </Button>
        </div>
      </form>
    ),
  }
}

function textsOf<Draft>(
  { form }: FindingWords,
  faults: Readonly<Partial<Record<keyof Draft, DeedFault | { readonly text: string }>>>,
): Partial<Record<keyof Draft, string>> {
  const entries = Object.entries(faults) as [keyof Draft, DeedFault | { readonly text: string }][]
  const texts = entries.map(([key, fault]) => [key, typeof fault === 'string' ? form[fault] : fault.text])
  return Object.fromEntries(texts)
}
