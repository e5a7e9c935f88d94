import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { WebhookWords } from '../words/webhooks.zh-Hant.ts'
import { CopyField } from './copy-field.tsx'
import { ShownOnce } from './shown-once.tsx'

type Props = {
  readonly words: OfficeWords
  readonly own: WebhookWords
  readonly secret: string
  /** Whether there was another one before it. */
  readonly isNew: boolean
}

/** The secret just made, shown once: the server keeps it sealed. */
export function WebhookSecret({ words, own, secret, isNew }: Props) {
  return (
    <ShownOnce key={secret} title={own.secretNow}>
      <p>{own.secretText}</p>
      {isNew && <p>{own.secretFormer}</p>}
      <CopyField words={words} kind="primary" label={own.secret} value={secret} />
    </ShownOnce>
  )
}
