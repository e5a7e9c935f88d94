/** What a visit was read off, opened: a printed tag, or the code on a display. */
import type { VisitClaims } from '../../checkpoints/visit.ts'
import type { Context } from '../context.ts'
import type { StoredTag } from '../store/checkpoints.ts'
import { openDisplayTagHere } from './display-codes.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { openTagHere, refusedSince } from './tags.ts'

export type Proof = {
  readonly estate: string
  /** null: a code that was typed proves nothing. */
  readonly tag: { readonly checkpoint: string } | null
  /** Since when it is refused; null: it is not. */
  readonly revokedAt: number | null
}

type Known = {
  /** What was issued as the revision it names, and when the key it names was revoked: the tag itself may be forged. */
  readonly issued: StoredTag | undefined
  readonly keyRevokedAt: number | null
}

/** Checks the signature of what a visit was read off, and whether it is of the estate that the visit names. */
export async function proofOf(
  context: Context,
  { evidence, estate }: Pick<VisitClaims, 'evidence' | 'estate'>,
  { issued, keyRevokedAt }: Known,
): Promise<Outcome<Proof>> {
  if (evidence.channel === 'typed') return done({ estate, tag: null, revokedAt: null })
  if (evidence.channel === 'display') {
    const shown = await openDisplayTagHere(context, evidence.digits)
    return shown.ok && shown.value.estate !== estate ? refused('tag-of-other-estate') : shown
  }
  const opened = await openTagHere(context, evidence.digits)
  if (!opened.ok) return opened
  if (opened.value.estate !== estate) return refused('tag-of-other-estate')
  const revokedAt = refusedSince(opened.value.tag, issued, keyRevokedAt)
  return revokedAt === 'forged' ? refused('tag-forged') : done({ ...opened.value, revokedAt })
}
