import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { copyText } from '../device/clipboard.ts'
import { session } from '../models/session.ts'
import { phoneWords } from '../words/phone.ts'

/** How to get out of another app's window into the phone's own browser, with the link in hand; or to go on here. */
export function InAppNotice() {
  const words = phoneWords.value?.inApp
  const copied = useSignal(false)
  const dismissed = useSignal(false)
  const { path, query } = useLocation()
  const current = session.value
  // To look at a tag, a report or its state once, any window will do.
  const isStranger = current.state === 'signed-out' && !current.known && !('work' in query)
  const isPassing =
    path === '/shared' || path === '/work-order' || (isStranger && /^\/(s\/|report-status$)/i.test(path))
  if (!words || dismissed.value || isPassing) return null
  return (
    <div class="notices screen-only">
      <Notice
        tone="warn"
        title={words.title}
        actions={
          <>
            <Button
              icon={copied.value ? 'tick' : undefined}
              onClick={async () => {
                copied.value = await copyText(location.href)
              }}
            >
              {copied.value ? words.copied : words.copy}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                dismissed.value = true
              }}
            >
              {words.goOn}
            </Button>
          </>
        }
      >
        {words.text}
      </Notice>
    </div>
  )
}
