import type { ShareAdded } from '../../checkpoints/wire/share.ts'
import { shareLink } from '../models/shares.ts'
import { CopyField } from './copy-field.tsx'
import type { SharesWords } from './shares.tsx'
import { ShownOnce } from './shown-once.tsx'

type Props = { readonly texts: SharesWords; readonly added: ShareAdded }

/** The link just made, shown once: of its token the server keeps only a hash. */
export function ShareLink({ texts: { words, own }, added: { share, token } }: Props) {
  return (
    <ShownOnce key={token} title={own.made(share.label)}>
      <p>{own.madeText}</p>
      <CopyField words={words} kind="primary" label={own.link} value={shareLink(location.origin, token)} />
    </ShownOnce>
  )
}
