import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { startDraft, tagSeen } from '../models/drafts.ts'
import { noteOldLabel } from '../models/old-label.ts'
import { packs, packsRead, refreshPacks } from '../models/pack.ts'
import { me } from '../models/session.ts'
import { admit, clarify, type Refusal, readTag, type TagReading } from '../models/tag-reading.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { refusalText } from './tag-refusal.ts'
import { useScreen } from './use-screen.ts'

/** Where a tag or a display's code leads that the phone's own camera has read, or its NFC reader: straight to the form of its spot. */
export function TagScreen() {
  const words = phoneWords.value
  return words ? <Tag words={words} /> : null
}

function Tag({ words }: { readonly words: PhoneWords }) {
  useScreen(words.tag.title)
  const { params } = useRoute()
  const { path, route } = useLocation()
  const refusal = useSignal<Refusal | 'not-kept' | undefined>(undefined)
  const { digits = '' } = params
  const shown = /^\/d\//i.test(path)
  // Another touch of the same chip is another address.
  const address = `${location.origin}/${shown ? 'd' : 's'}/${digits}${location.search}`
  const ready = packsRead.value

  useEffect(() => {
    if (!ready) return
    let left = false
    const seen = tagSeen()
    void open(address).then(async (reading) => {
      if (left) return
      if (!reading.ok) refusal.value = reading.refusal
      else {
        const draft = await startDraft(reading.spot, me.value!.person.id, seen).catch(() => undefined)
        if (draft) route(`/visit/${draft.id}`, true)
        else refusal.value = 'not-kept'
      }
    })
    return () => {
      left = true
    }
  }, [address, ready, refusal, route])

  const { value: why } = refusal
  return (
    <Page
      top={
        <TopBar title={words.tag.title} back={{ href: '/', label: words.tag.home }}>
          <EmergencyButton words={words} />
        </TopBar>
      }
    >
      {why === undefined ? (
        <Skeleton label={words.tag.opening} rows={2} />
      ) : (
        <>
          <Notice tone="warn">{why === 'not-kept' ? words.tag.notKept : refusalText(why, words)}</Notice>
          <Button kind="primary" wide icon="scan" href="/scan">
            {words.tag.scanAgain}
          </Button>
          <Button wide href="/">
            {words.tag.home}
          </Button>
        </>
      )}
    </Page>
  )
}

async function open(text: string): Promise<TagReading> {
  // Right after signing in there may be no pack yet.
  if (packs.value.size === 0) await refreshPacks()
  const reading = await readTag(text, 'link', [...packs.value.values()])
  const unknown = !reading.ok && reading.refusal.reason === 'unknown-here'
  const clear = unknown ? await clarify(text, 'link') : reading
  return admit(noteOldLabel(text, clear), me.value?.memberships ?? [])
}
