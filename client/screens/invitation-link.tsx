import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { copyText } from '../device/clipboard.ts'
import { invitationLink } from '../models/staff.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'

type Props = { readonly words: OfficeWords; readonly name: string; readonly token: string }

/** The link that an admin hands over: he sees it once, as nobody else is to have it. */
export function InvitationLink({ words, name, token }: Props) {
  const { staff: own } = words
  const link = invitationLink(location.origin, token)
  const outcome = useSignal<string | undefined>(undefined)
  const shown = useRef<HTMLDivElement>(null)
  // It may come up below what one is looking at, and it does not come again.
  useEffect(() => shown.current?.scrollIntoView({ block: 'nearest' }), [token])
  return (
    <div ref={shown}>
      <Notice tone="success" title={own.invitation(name)}>
        <div class="stack">
          <p>{own.invitationText}</p>
          <Field label={own.link} value={link} readOnly onInput={() => {}} />
          <div class="row">
            <Button
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
