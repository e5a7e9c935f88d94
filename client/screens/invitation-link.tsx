import { invitationLink } from '../models/staff.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { CopyField } from './copy-field.tsx'
import { ShownOnce } from './shown-once.tsx'

type Props = { readonly words: OfficeWords; readonly name: string; readonly token: string }

/** The link that an admin hands over: he sees it once, as nobody else is to have it. */
export function InvitationLink({ words, name, token }: Props) {
  const { staff: own } = words
  return (
    <ShownOnce key={token} title={own.invitation(name)}>
      <p>{own.invitationText}</p>
      <CopyField words={words} label={own.link} value={invitationLink(location.origin, token)} />
    </ShownOnce>
  )
}
