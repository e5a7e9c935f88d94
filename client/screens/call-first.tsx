import type { ComponentChildren } from 'preact'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { dialled } from '../models/emergency.ts'
import { securityPhoneOf } from '../models/finding-work.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'

type Props = {
  readonly words: PhoneWords
  readonly pack: Pack | undefined
  readonly spot: CheckpointId | undefined
  readonly children: ComponentChildren
}

/** In the middle of a form that turns out to be about an emergency: whom to call, before anything more is asked (policy 4.5). */
export function CallFirst({ words, pack, spot, children }: Props) {
  const number = securityPhoneOf(pack)
  return (
    <Notice
      tone="error"
      actions={
        <>
          {number !== undefined && (
            <Button kind="danger" icon="phone" href={dialled(number)}>
              {words.checklist.callSecurity}
            </Button>
          )}
          <EmergencyButton words={words} spot={spot} />
        </>
      }
    >
      {children}
    </Notice>
  )
}
