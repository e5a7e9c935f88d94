import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { formOpen } from '../models/form-open.ts'
import { online, session } from '../models/session.ts'
import { update } from '../models/update.ts'
import { shellWords } from '../words/shell.ts'
import { broken } from './lazy-screen.ts'
import './notices.css'

/** What concerns the whole app, above whatever screen is open. */
export function Notices() {
  const words = shellWords.value?.notices
  const { path } = useLocation()
  const current = session.value
  const activate = update.value
  // The scanner and a display have the whole screen, and their own words about the network.
  if (!words || path === '/scan' || /^\/display\b/.test(path)) return null
  const expired = current.state === 'signed-in' && current.lapsedAt !== null && path !== '/sign-in'
  const offline = current.state === 'signed-in' && !online.value
  if (!broken.value && !expired && !offline && !activate) return null
  return (
    <div class="notices screen-only">
      {broken.value && (
        <Notice
          tone="warn"
          actions={
            <Button kind="primary" onClick={() => location.reload()}>
              {words.reload}
            </Button>
          }
        >
          {words.broken}
        </Notice>
      )}
      {expired && (
        <Notice tone="warn" actions={<Button href="/sign-in">{words.signIn}</Button>}>
          {words.expired}
        </Notice>
      )}
      {offline && <Notice tone="info">{words.offline}</Notice>}
      {activate && (
        <Notice tone="info" actions={!formOpen.value && <Button onClick={activate}>{words.updateNow}</Button>}>
          {formOpen.value ? words.updateLater : words.update}
        </Notice>
      )}
    </div>
  )
}
