import { useSignal } from '@preact/signals'
import type { ListedTagKey } from '../../checkpoints/wire/tag-key.ts'
import { Field } from '../components/field.tsx'
import { reissueTagsOf, revokeTagKey, rotateTagKey } from '../server.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { TagKeyWords } from '../words/tag-keys.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useSending } from './use-sending.ts'

export type KeyDeed = { readonly kind: 'rotate' } | { readonly kind: 'reissue' | 'revoke'; readonly key: ListedTagKey }

type Props = {
  readonly words: TagKeyWords
  readonly office: OfficeWords
  readonly estate: string
  readonly deed: KeyDeed
  readonly onClose: () => void
  /** @param said what has happened, in words */
  readonly onDone: (said: string) => void
}

/** Asks before a key is turned: what hangs on the walls depends on it. */
export function TagKeyDeed({ words, office, estate, deed, onClose, onDone }: Props) {
  const { busy, failure, send } = useSending()
  const reason = useSignal('')
  const tried = useSignal(false)
  const given = reason.value.trim()

  async function confirm(): Promise<void> {
    tried.value = true
    if (deed.kind === 'rotate') {
      if ((await send(() => rotateTagKey(estate)))?.ok) onDone(words.rotated)
      return
    }
    if (deed.kind === 'revoke' && given === '') return
    const { generation } = deed.key
    const reply = await send(() =>
      deed.kind === 'reissue' ? reissueTagsOf(estate, generation) : revokeTagKey(estate, generation, { reason: given }),
    )
    if (reply?.ok) onDone(words.reissued(decimal(reply.value.reissued)))
  }

  return (
    <ConfirmSheet
      words={office}
      title={titleOf(words, deed)}
      deed={words[deed.kind]}
      busy={busy.value}
      failure={failure.value}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <p>{textOf(words, deed)}</p>
      {deed.kind === 'revoke' && (
        <Field
          label={words.reason}
          hint={words.reasonHint}
          maxLength={500}
          required
          value={reason.value}
          onInput={(text) => {
            reason.value = text
          }}
          error={tried.value && given === '' ? words.reasonMissing : undefined}
        />
      )}
    </ConfirmSheet>
  )
}

function titleOf(words: TagKeyWords, deed: KeyDeed): string {
  if (deed.kind === 'rotate') return words.rotateAsk
  return deed.kind === 'reissue'
    ? words.reissueAsk(decimal(deed.key.labels))
    : words.revokeAsk(decimal(deed.key.generation))
}

function textOf(words: TagKeyWords, deed: KeyDeed): string {
  if (deed.kind === 'rotate') return words.rotateText
  return deed.kind === 'reissue' ? words.reissueText : words.revokeText(decimal(deed.key.labels))
}
