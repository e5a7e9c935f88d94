import type { ListedDisplay } from '../../checkpoints/wire/display.ts'
import { revokeDisplay } from '../server.ts'
import type { DisplayWords } from '../words/displays.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { ReasonSheet } from './reason-sheet.tsx'

type Props = {
  readonly words: DisplayWords
  readonly office: OfficeWords
  readonly estate: string
  readonly display: ListedDisplay
  /** What it stands at is called. */
  readonly spot: string
  readonly onClose: () => void
  readonly onDone: (display: ListedDisplay) => void
}

/** Takes a display out of use, for a reason that stays with it. */
export function DisplayRevoking({ words, office, estate, display, spot, onClose, onDone }: Props) {
  return (
    <ReasonSheet
      office={office}
      words={words}
      title={words.revokeAsk}
      deed={words.revoke}
      maxLength={200}
      send={(reason) => revokeDisplay(estate, display.id, { reason })}
      onClose={onClose}
      onDone={() => onDone(display)}
    >
      <p>
        <strong>{spot}</strong>
        <br />
        {words.numbered(decimal(display.number))} · {display.label}
      </p>
      <p>{words.revokeText}</p>
    </ReasonSheet>
  )
}
