import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ShareAdded } from '../../checkpoints/wire/share.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { copyText } from '../device/clipboard.ts'
import { shareLink } from '../models/shares.ts'
import type { SharesWords } from './shares.tsx'

type Props = { readonly texts: SharesWords; readonly added: ShareAdded }

/** The link just made, shown once: of its token the server keeps only a hash. */
export function ShareLink({ texts: { words, own }, added: { share, token } }: Props) {
  const link = shareLink(location.origin, token)
  const outcome = useSignal<string | undefined>(undefined)
  const shown = useRef<HTMLDivElement>(null)
  // It may come up below what one is looking at, and it does not come again.
  useEffect(() => {
    outcome.value = undefined
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [token, outcome])
  return (
    <div ref={shown}>
      <Notice tone="success" title={own.made(share.label)}>
        <div class="stack">
          <p>{own.madeText}</p>
          <Field label={own.link} value={link} readOnly onInput={() => {}} />
          <div class="row">
            <Button
              kind="primary"
              onClick={async () => {
                outcome.value = (await copyText(link)) ? words.copied : words.notCopied
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
