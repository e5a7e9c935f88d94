import type { ComponentChildren } from 'preact'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Deed } from '../models/deed.ts'
import { roles } from '../models/estate.ts'
import { deedRefusal, type PhoneDeed } from '../models/finding-work.ts'
import { me } from '../models/session.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { whyNotText } from './phone-finding.tsx'
import { useDeed } from './use-deed.ts'
import { type Seen, useFinding } from './use-finding.ts'
import { useScreen } from './use-screen.ts'

type Props = {
  readonly words: PhoneFindingWords
  readonly title: string
  readonly kind: PhoneDeed
  /** Of the finding. */
  readonly id: string
  /** The form, once there is something to fill in and he may. */
  readonly children: (open: { readonly seen: Seen; readonly deed: Deed; readonly person: string }) => ComponentChildren
}

/** Before a deed is filled in: the finding and what was begun are looked for, and whoever cannot do it now reads why. */
export function DeedGate({ words, title, kind, id, children }: Props) {
  useScreen(title)
  const person = me.value?.person.id
  const seen = useFinding(id)
  const deed = useDeed(person, kind, id)
  const href = `/findings/${id}`
  const top = <TopBar title={title} back={{ href, label: words.back }} />
  if (seen === 'gone')
    return (
      <Page top={top}>
        <Empty title={words.finding.gone}>{words.finding.goneText}</Empty>
      </Page>
    )
  if (seen === 'looking' || !deed || !person)
    return (
      <Page top={top}>
        <Skeleton label={words.finding.loading} />
      </Page>
    )
  const why = deedRefusal(seen.work, kind, { person, roles: roles.value })
  if (!why) return <>{children({ seen, deed, person })}</>
  const toFinding = (
    <Button wide href={href}>
      {words.finding.open}
    </Button>
  )
  return (
    <Page top={top}>
      <Notice tone="info" actions={toFinding}>
        {whyNotText(words, why)}
      </Notice>
    </Page>
  )
}
