import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { Button } from '../components/button.tsx'
import { roles } from '../models/estate.ts'
import { emergencyWords } from '../words/emergency.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import './emergency-button.css'

type Props = {
  readonly words: PhoneWords
  /** Where he stands, if that is known. */
  readonly spot?: CheckpointId | undefined
}

/** The way to what to do, and to the telephone, in one press; what is open here is there when he comes back. */
export function EmergencyButton({ words, spot }: Props) {
  const { url } = useLocation()
  // Fetched before it is needed, also on a phone that does not keep the app yet.
  void emergencyWords.value
  useEffect(() => void import('./emergency.tsx').catch(() => undefined), [])
  return (
    <span class="emergency-button">
      <Button kind="danger" icon="warn" href={emergencyAddress(url, spot)}>
        {words.emergency}
      </Button>
    </span>
  )
}

/** On a page that desks have, too: for whoever is on his feet all day. */
export function AssistantsEmergency({ spot }: Pick<Props, 'spot'>) {
  const words = phoneWords.value
  return words && roles.value.includes('assistant') ? <EmergencyButton words={words} spot={spot} /> : null
}

/** @param from where the way back leads */
function emergencyAddress(from: string, spot?: CheckpointId): string {
  return `/emergency?${new URLSearchParams({ from, ...(spot && { spot }) })}`
}
