import type { Chips, ListedChip } from '../../checkpoints/wire/chip.ts'
import { revokeChip } from '../server.ts'
import type { ChipWords } from '../words/chips.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { ReasonSheet } from './reason-sheet.tsx'

type Props = {
  readonly words: ChipWords
  readonly office: OfficeWords
  readonly estate: string
  readonly chip: ListedChip
  /** What its spot is called. */
  readonly spot: string
  readonly onClose: () => void
  readonly onDone: (chips: Chips) => void
}

/** Asks why before a chip is taken out of use. */
export function ChipRevoking({ words: { secure: own }, office, estate, chip, spot, onClose, onDone }: Props) {
  return (
    <ReasonSheet
      office={office}
      words={own}
      title={own.revokeAsk(spot)}
      deed={own.revoke}
      maxLength={500}
      send={(reason) => revokeChip(estate, chip.id, { reason })}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{own.revokeText}</p>
    </ReasonSheet>
  )
}
