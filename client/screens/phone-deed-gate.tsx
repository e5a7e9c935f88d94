import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import type { ActRefusal } from '../../checkpoints/finding-decision.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Deed } from '../models/deed.ts'
import { roles } from '../models/estate.ts'
import { deedRefusal, didHimself, type Overtaken, type PhoneDeed } from '../models/finding-work.ts'
import { me } from '../models/session.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { DiscardDeed, LeftDeed } from './phone-deed-left.tsx'
import { whyNotText } from './phone-finding.tsx'
import { titleOf } from './phone-findings.tsx'
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
  readonly children: (open: OpenDeed) => ComponentChildren
}

export type OpenDeed = {
  /** As it was when he could last do it. */
  readonly seen: Seen
  readonly deed: Deed
  readonly person: string
  readonly overtaken: Overtaken
}

/**
 * Before a deed is filled in: the finding and what was begun are looked for, and whoever cannot do it now reads why, and what he
 * had begun. While it is open, nothing that others do takes it out of his hand: it names what he had seen, and is judged by that.
 */
export function DeedGate({ words, title, kind, id, children }: Props) {
  useScreen(title)
  const person = me.value?.person.id
  const seen = useFinding(id)
  const deed = useDeed(person, kind, id)
  const begun = useRef<{ readonly deed: Deed; readonly seen: Seen } | undefined>(undefined)
  const there = typeof seen === 'object' && person && deed ? seen : undefined
  const why = there && deedRefusal(there.work, kind, { person: person ?? '', roles: roles.value })
  if (there && deed && !why) begun.current = { deed, seen: there }
  if (person && deed && begun.current?.deed === deed)
    return (
      <>{children({ seen: begun.current.seen, deed, person, overtaken: why && there && overtakenBy(there, kind) })}</>
    )

  const href = `/findings/${id}`
  const phone = phoneWords.value
  const top = (
    <TopBar title={title} back={{ href, label: words.back }}>
      {phone && <EmergencyButton words={phone} spot={there?.work.checkpoint} />}
    </TopBar>
  )
  if (seen === 'gone')
    return (
      <Page top={top}>
        <Empty title={words.finding.gone}>{words.finding.goneText}</Empty>
        {phone && deed && <DiscardDeed words={phone} deed={deed} finding={id} />}
      </Page>
    )
  if (!why || !there || !deed || !person)
    return (
      <Page top={top}>
        <Skeleton label={words.finding.loading} />
      </Page>
    )
  return <RefusedDeed {...{ words, title, kind, deed, person, why }} seen={there} />
}

function overtakenBy({ work, detail }: Seen, kind: PhoneDeed): Overtaken {
  return me.value && didHimself(work, detail, kind, me.value.person) ? 'by-himself' : 'by-others'
}

type RefusedProps = Pick<Props, 'words' | 'title' | 'kind'> &
  Pick<OpenDeed, 'seen' | 'deed' | 'person'> & { readonly why: ActRefusal }

/** Why he cannot do it, and what he had begun. */
export function RefusedDeed({ words, title, kind, seen, deed, person, why }: RefusedProps) {
  const phone = phoneWords.value
  const href = `/findings/${seen.work.id}`
  return (
    <Page
      top={
        <TopBar title={title} over={titleOf(words, seen.work)} back={{ href, label: words.back }}>
          {phone && <EmergencyButton words={phone} spot={seen.work.checkpoint} />}
        </TopBar>
      }
    >
      <Notice
        tone="info"
        actions={
          <Button wide href={href}>
            {words.finding.open}
          </Button>
        }
      >
        {whyNotText(words, why)}
      </Notice>
      <LeftDeed words={words} kind={kind} seen={seen} deed={deed} person={person} />
    </Page>
  )
}
