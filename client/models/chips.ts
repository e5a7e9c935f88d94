/** NFC chips: the ones that cannot be copied, and what is written to the plain ones. */
import { chipUidIn, plainChipUrl } from '../../checkpoints/chip.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { Language } from '../../checkpoints/language.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { AddChip, ListedChip } from '../../checkpoints/wire/chip.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { type Catalogue, spotIn } from './catalogue.ts'

/** Spots that a chip can be put up at, by place and name. */
export function spotChoices(
  catalogue: Catalogue,
  language: Language,
): { readonly value: CheckpointId; readonly label: string }[] {
  return [...catalogue.checkpoints.values()]
    .filter(({ state, tagUrl }) => state === 'active' && tagUrl !== undefined)
    .map(({ id, code }) => {
      const { name, place } = spotIn(catalogue, id, language)
      return { value: id, label: `${place} ${name} (${code})`.trim() }
    })
    .sort((a, b) => a.label.localeCompare(b.label, language, { numeric: true }))
}

/** What is written to a plain chip of a spot; undefined: its label has to be reissued first. */
export function plainAddress({ tagUrl = '' }: Pick<ListedCheckpoint, 'tagUrl'>): string | undefined {
  const digits = tagDigitsIn(tagUrl)
  return digits === undefined ? undefined : plainChipUrl(new URL(tagUrl).origin, digits)
}

/** What is still missing before a chip can be taken into use. */
export type ChipFault = 'uid' | 'checkpoint'

export function chipToAdd(
  typed: string,
  checkpoint: CheckpointId | undefined,
): { readonly ok: true; readonly chip: AddChip } | { readonly ok: false; readonly faults: readonly ChipFault[] } {
  const uid = chipUidIn(typed)
  if (uid !== undefined && checkpoint !== undefined) return { ok: true, chip: { uid, checkpoint } }
  return {
    ok: false,
    faults: [...(uid === undefined ? ['uid' as const] : []), ...(checkpoint ? [] : ['checkpoint' as const])],
  }
}

/** Whether a chip in use still says the tag that its spot had before it was reissued: visits by it are refused. */
export function isOutdated({ checkpoints }: Catalogue, { checkpoint, revision, revoked }: ListedChip): boolean {
  return revoked === null && revision < (checkpoints.get(checkpoint)?.revision ?? 0)
}
