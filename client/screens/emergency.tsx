import { useLocation } from 'preact-iso'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { dialled } from '../models/emergency.ts'
import { securityPhoneOf } from '../models/finding-work.ts'
import { pack } from '../models/pack.ts'
import { emergencyWords } from '../words/emergency.ts'
import type { EmergencyWords } from '../words/emergency.zh-Hant.ts'
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
  const number = securityPhoneOf(pack.value)
  // Only to a place of this app.
  const back = /^\/(?!\/)/.test(query.from ?? '') ? query.from! : '/'
  return (
    <Page
      top={<TopBar title={words.title} over={words.clause} back={{ href: back, label: words.back }} />}
      bottom={
        number !== undefined && (
          <BottomBar>
            <div class="emergency-call">
              <Button kind="danger" wide icon="phone" href={dialled(number)}>
                {words.callOn(number.replaceAll(' ', '\u00a0'))}
              </Button>
            </div>
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
      {number === undefined && (
        <Notice tone="error" title={words.noNumber}>
          {words.noNumberText}
        </Notice>
      )}
      <TellTheDesk words={words} spot={query.spot} />
    </Page>
  )
}
