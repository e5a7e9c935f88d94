import type { Uuid } from '../../checkpoints/ids.ts'
import type { Share } from '../../checkpoints/wire/share.ts'
import { takeBackShare } from '../server.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { ShareWords } from '../words/share.zh-Hant.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: OfficeWords
  readonly own: ShareWords
  readonly estate: Uuid
  readonly share: Share
  readonly onClose: () => void
  readonly onDone: () => void
}

/** From then on the link opens nothing, whoever holds it. */
export function ShareTakingBack({ words, own, estate, share, onClose, onDone }: Props) {
  const { busy, failure, send } = useSending()

  async function takeBack(): Promise<void> {
    if ((await send(() => takeBackShare(estate, share.id)))?.ok) onDone()
  }

  return (
    <ConfirmSheet
      words={words}
      title={own.takeBackAsk}
      deed={own.takeBack}
      busy={busy.value}
      failure={failure.value}
      onClose={onClose}
      onConfirm={() => void takeBack()}
    >
      <p>
        <strong>{share.label}</strong>
      </p>
      <p>{own.takeBackText}</p>
    </ConfirmSheet>
  )
}
