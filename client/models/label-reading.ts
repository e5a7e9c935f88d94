/** What a label before the camera is to somebody who hangs a new one. Kept out of lists: it brings the signature library. */
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import { parseTag, type TagDigits, tagDigitsIn } from '../../checkpoints/tag.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import { isYetToBeChecked, type Refusal, readTag } from './tag-reading.ts'

/**
 * - new: the newest label of the spot, its signature checked here; or signed with a key this phone has not heard of, which the
 *   server will check
 * - old: an older one of the spot
 * - other: a label of another spot
 */
export type LabelReading =
  | { readonly what: 'new'; readonly digits: TagDigits }
  | { readonly what: 'old' }
  | { readonly what: 'other'; readonly names: Names }
  | { readonly what: 'refused'; readonly refusal: Refusal }

/** @param newest the revision that is to hang; the pack may not have heard of it yet */
export async function readLabel(
  text: string,
  spot: { readonly checkpoint: CheckpointId; readonly newest: number },
  packs: readonly Pack[],
): Promise<LabelReading> {
  const reading = await readTag(text, 'camera', packs)
  const digits = tagDigitsIn(text)
  const tag = digits === undefined ? undefined : parseTag(digits)?.fields
  if (!reading.ok) {
    const { refusal } = reading
    const unheard = packs.some(
      (pack) =>
        pack.checkpoints.some(({ id }) => id === spot.checkpoint) &&
        digits !== undefined &&
        isYetToBeChecked(pack, { channel: 'camera', digits }),
    )
    if (refusal.reason === 'unknown-here' && digits && tag?.checkpoint === spot.checkpoint && unheard)
      return tag.revision < spot.newest ? { what: 'old' } : { what: 'new', digits }
    return refusal.reason === 'revoked'
      ? ofSpot(refusal.checkpoint, spot, { what: 'old' })
      : { what: 'refused', refusal }
  }
  const { checkpoint } = reading.spot
  return ofSpot(
    checkpoint,
    spot,
    digits && tag && tag.revision >= spot.newest ? { what: 'new', digits } : { what: 'old' },
  )
}

function ofSpot(
  { id, names }: ListedCheckpoint,
  { checkpoint }: { readonly checkpoint: CheckpointId },
  own: LabelReading,
): LabelReading {
  return id === checkpoint ? own : { what: 'other', names }
}

/**
 * - blank: nothing this phone knows hangs by it; the server will tell
 * - taken: it is the label of a spot
 */
export type BlankReading =
  | { readonly what: 'blank'; readonly checkpoint: CheckpointId; readonly digits: TagDigits }
  | { readonly what: 'taken'; readonly names: Names }
  | { readonly what: 'foreign' }

export function readBlank(text: string, packs: readonly Pack[]): BlankReading {
  const digits = tagDigitsIn(text)
  const tag = digits === undefined ? undefined : parseTag(digits)?.fields
  if (!digits || !tag) return { what: 'foreign' }
  const known = packs.flatMap((pack) => pack.checkpoints).find(({ id }) => id === tag.checkpoint)
  return known ? { what: 'taken', names: known.names } : { what: 'blank', checkpoint: tag.checkpoint, digits }
}
