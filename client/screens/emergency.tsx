import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { dialled } from '../models/emergency.ts'
import { securityPhoneOf } from '../models/finding-work.ts'
import { pack, packsRead } from '../models/pack.ts'
import { keptDesks, type SecurityDesk } from '../models/security-desk.ts'
import { me } from '../models/session.ts'
import { wayBack } from '../models/way-back.ts'
import { emergencyWords } from '../words/emergency.ts'
import type { EmergencyWords } from '../words/emergency.zh-Hant.ts'
import { language } from '../words/language.ts'
import './emergency.css'
import { TellTheDesk } from './emergency-tell.tsx'
import { useScreen } from './use-screen.ts'

/** What to do and whom to call, before anything is asked (policy 4.5). Nothing here waits for a signal. */
export function EmergencyScreen() {
  const words = emergencyWords.value
  return words ? <Emergency words={words} /> : null
}

function Emergency({ words }: { readonly words: EmergencyWords }) {
  useScreen(words.title)
  const { query } = useLocation()
  const desks = useDesks()
  const back = wayBack(query.from, '/')
  return (
    <Page
      top={<TopBar title={words.title} over={words.clause} back={{ href: back, label: words.back }} />}
      bottom={
        desks !== undefined &&
        desks.length > 0 && (
          <BottomBar>
            {desks.map(({ number, estate }) => (
              <div key={number} class="emergency-call">
                {desks.length > 1 && <p>{nameIn(estate, language.value)}</p>}
                <Button kind="danger" wide icon="phone" href={dialled(number)}>
                  {words.callOn(number.replaceAll(' ', '\u00a0'))}
                </Button>
              </div>
            ))}
          </BottomBar>
        )
      }
    >
      <ol class="emergency-steps">
        {words.steps.map((step) => (
          <li key={step}>
            <span>{step}</span>
          </li>
        ))}
      </ol>
      {desks?.length === 0 && (
        <Notice tone="error" title={words.noNumber}>
          {words.noNumberText}
        </Notice>
      )}
      {me.value ? <TellTheDesk words={words} spot={query.spot} /> : <p class="soft">{words.tell.signIn}</p>}
    </Page>
  )
}

/** Of the estate he is looking at; on a locked phone of every one it knows, as it cannot tell whose hand it is in; undefined: still read. */
function useDesks(): readonly SecurityDesk[] | undefined {
  const kept = useSignal<readonly SecurityDesk[] | undefined>(undefined)
  const isLocked = me.value === undefined
  useEffect(() => {
    if (isLocked)
      void keptDesks().then((desks) => {
        kept.value = desks
      })
  }, [isLocked, kept])
  if (isLocked) return kept.value
  const known = pack.value
  // Nobody is told that there is no number before it has been looked for.
  if (!known) return packsRead.value ? [] : undefined
  const number = securityPhoneOf(known)
  return number === undefined ? [] : [{ number, estate: known.estate.names }]
}
