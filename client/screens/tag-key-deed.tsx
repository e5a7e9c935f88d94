import type { ListedTagKey, TagsReissued } from '../../checkpoints/wire/tag-key.ts'
import { reissueTagsOf, revokeTagKey, rotateTagKey } from '../server.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { TagKeyWords } from '../words/tag-keys.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { ReasonSheet } from './reason-sheet.tsx'
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
  const asked = { title: titleOf(words, deed), deed: words[deed.kind], onClose }
  const sayReissued = (made: TagsReissued) => onDone(words.reissued(decimal(made.reissued)))

  if (deed.kind === 'revoke') {
    const { generation } = deed.key
    return (
      <ReasonSheet
        office={office}
        words={words}
        {...asked}
        maxLength={500}
        send={(reason) => revokeTagKey(estate, generation, { reason })}
        onDone={sayReissued}
      >
        <p>{textOf(words, deed)}</p>
      </ReasonSheet>
    )
  }

  async function confirm(): Promise<void> {
    if (deed.kind === 'rotate') {
      if ((await send(() => rotateTagKey(estate)))?.ok) onDone(words.rotated)
      return
    }
    const reply = await send(() => reissueTagsOf(estate, deed.key.generation))
    if (reply?.ok) sayReissued(reply.value)
  }

  return (
    <ConfirmSheet words={office} {...asked} busy={busy.value} failure={failure.value} onConfirm={() => void confirm()}>
      <p>{textOf(words, deed)}</p>
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
