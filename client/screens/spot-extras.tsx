import type { Extras } from '../../checkpoints/checklist.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'

type Props = {
  readonly estate: string
  readonly checkpoint: ListedCheckpoint
  readonly extras: Extras | null
  readonly dwellings: readonly Place[]
  readonly mayChange: boolean
  readonly onSaved: () => void
}

export function SpotExtras(_: Props) {
  return null
}
