import type { Device } from '../../checkpoints/wire/estate.ts'
import { revokeDevice } from '../server.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { ReasonSheet } from './reason-sheet.tsx'

type Props = {
  readonly words: OfficeWords
  readonly estate: string
  readonly device: Device
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Takes a phone out of use, for a reason that stays with it. */
export function DeviceRevoking({ words, estate, device, onClose, onDone }: Props) {
  const { devices: own } = words
  return (
    <ReasonSheet
      office={words}
      words={own}
      title={own.revokeAsk}
      deed={own.revoke}
      maxLength={200}
      send={(reason) => revokeDevice(estate, device.id, { reason })}
      onClose={onClose}
      onDone={onDone}
    >
      <p>
        <strong>{device.person.name}</strong>
        <br />
        {device.label}
      </p>
      <p>{own.revokeText}</p>
    </ReasonSheet>
  )
}
