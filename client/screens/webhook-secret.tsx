import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { copyText } from '../device/clipboard.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { WebhookWords } from '../words/webhooks.zh-Hant.ts'

type Props = {
  readonly words: OfficeWords
  readonly own: WebhookWords
  readonly secret: string
  /** Whether there was another one before it. */
  readonly isNew: boolean
}

/** The secret just made, shown once: the server keeps it sealed. */
export function WebhookSecret({ words, own, secret, isNew }: Props) {
  const outcome = useSignal<string | undefined>(undefined)
  const shown = useRef<HTMLDivElement>(null)
  // It may come up above what one is looking at, and it does not come again.
  useEffect(() => {
    outcome.value = undefined
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [secret, outcome])
  return (
    <div ref={shown}>
      <Notice tone="success" title={own.secretNow}>
        <div class="stack">
          <p>{own.secretText}</p>
          {isNew && <p>{own.secretFormer}</p>}
          <Field label={own.secret} value={secret} readOnly onInput={() => {}} />
          <div class="row">
            <Button
              kind="primary"
              onClick={async () => {
                outcome.value = (await copyText(secret)) ? words.copied : words.notCopied
              }}
            >
              {words.copy}
            </Button>
            <span role="status">{outcome.value}</span>
          </div>
        </div>
      </Notice>
    </div>
  )
}
