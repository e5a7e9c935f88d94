import { type Signal, useSignal } from '@preact/signals'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Sheet } from '../components/sheet.tsx'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import type { Said } from './scan.tsx'

type TypedCodeProps = {
  readonly words: PhoneWords
  readonly said: Signal<Said | undefined>
  readonly onClose: () => void
  readonly onTyped: (typed: string) => Promise<void>
}

/** The short code printed under a label, for a symbol that cannot be read; says right there if it has a slip in it. */
export function TypedCode({ words: { scan: words }, said, onClose, onTyped }: TypedCodeProps) {
  const typed = useSignal('')
  return (
    <Sheet title={words.codeTitle} closeLabel={words.close} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void onTyped(typed.value)
        }}
      >
        <Field
          label={words.codeLabel}
          hint={words.codeHint}
          error={said.value?.tone === 'warn' ? said.value.text : undefined}
          verbatim
          autoComplete="off"
          maxLength={20}
          required
          value={typed.value}
          onInput={(text) => {
            typed.value = text
            said.value = undefined
          }}
        />
        <Button kind="primary" wide submit>
          {words.codeOpen}
        </Button>
      </form>
    </Sheet>
  )
}
