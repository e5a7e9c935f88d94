import { useSignal } from '@preact/signals'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { copyText } from '../device/clipboard.ts'

type Props = {
  readonly words: { readonly copy: string; readonly copied: string; readonly notCopied: string }
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  /** `primary` where taking it along is what one is here for. */
  readonly kind?: 'primary' | undefined
}

/** One line that is to be taken along as it is. */
export function CopyField({ words, label, hint, value, kind }: Props) {
  const outcome = useSignal<string | undefined>(undefined)
  return (
    <div class="stack">
      <Field label={label} hint={hint} value={value} readOnly onInput={() => {}} />
      <div class="row">
        <Button
          kind={kind}
          onClick={async () => {
            outcome.value = (await copyText(value)) ? words.copied : words.notCopied
          }}
        >
          {words.copy}
          <span class="unseen"> {label}</span>
        </Button>
        <span role="status">{outcome.value}</span>
      </div>
    </div>
  )
}
