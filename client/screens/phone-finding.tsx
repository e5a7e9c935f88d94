import { useLocation, useRoute } from 'preact-iso'
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { FINDING_STATES, isOpenFinding } from '../../checkpoints/finding.ts'
import type { ActRefusal } from '../../checkpoints/finding-decision.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { roles } from '../models/estate.ts'
import { deedRefusal, isHisDeed, PHONE_DEEDS, type PhoneDeed } from '../models/finding-work.ts'
import { me } from '../models/session.ts'
import { spotNames } from '../models/spots.ts'
import { wayBack } from '../models/way-back.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { civilDay, dayAndTime, decimal } from '../words/writing.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { Facts } from './facts.tsx'
import { BegunDeeds } from './phone-deeds-begun.tsx'
import { PhoneFindingHistory, SaidHere } from './phone-finding-history.tsx'
import { FindingPhotos } from './phone-finding-photos.tsx'
import { titleOf } from './phone-findings.tsx'
import { useBegunDeeds } from './use-begun-deeds.ts'
import { type Seen, useFinding } from './use-finding.ts'
import { useScreen } from './use-screen.ts'

/** One problem on the phone: what, where, how it stands, and what its reader may do about it now. */
export function PhoneFindingScreen() {
  const words = phoneFindingWords.value
  const phone = phoneWords.value
  const { params } = useRoute()
  return words && phone ? <Finding words={words} phone={phone} id={params.finding ?? ''} /> : null
}

type Props = { readonly words: PhoneFindingWords; readonly phone: PhoneWords; readonly id: string }

function Finding({ words, phone, id }: Props) {
  const seen = useFinding(id)
  const begun = useBegunDeeds().filter(({ finding }) => finding === id)
  const { query } = useLocation()
  const back = wayBack(query.from, '/findings')
  const there = typeof seen === 'object' ? seen : undefined
  const title = there ? titleOf(words, there.work) : words.list.title
  useScreen(title)
  const number = there && (there.work.number === null ? words.unnumbered : words.number(decimal(there.work.number)))
  return (
    <Page
      top={
        <TopBar title={title} over={number} back={{ href: back, label: words.back }}>
          <EmergencyButton words={phone} spot={there?.work.checkpoint} />
        </TopBar>
      }
    >
      {seen === 'looking' && <Skeleton label={words.finding.loading} />}
      {seen === 'gone' && (
        <Empty title={words.finding.gone} action={<Button href={back}>{words.back}</Button>}>
          {words.finding.goneText}
        </Empty>
      )}
      {there && (
        <>
          <About words={words} seen={there} title={title} />
          <BegunDeeds words={words} begun={begun} />
          <Deeds words={words} seen={there} />
          <SaidHere words={words} work={there.work} />
          <Before words={words} seen={there} />
          <PhoneFindingHistory words={words} detail={there.detail} zone={there.pack.estate.zone} />
        </>
      )}
    </Page>
  )
}

type SeenProps = { readonly words: PhoneFindingWords; readonly seen: Seen }

/** @param title stands above it and is not said again */
function About({ words, seen: { pack, work, detail }, title }: SeenProps & { readonly title: string }) {
  const { finding, itemWords } = work
  const names = spotNames(pack, work.checkpoint, language.value)
  const own = words.finding
  const assignee = assigneeOf(work, detail)
  const item = itemWords && nameIn(itemWords, language.value)
  const facts: [string, string][] = [
    [own.where, names ? `${names.place} · ${names.name}` : work.checkpoint],
    [own.severity, SEVERITY_NAMES[finding.severity][language.value]],
    ...(finding.category
      ? [[own.category, CATEGORIES[finding.category].names[language.value]] as [string, string]]
      : []),
    ...(assignee ? [[own.assignee, assignee] as [string, string]] : []),
    ...(finding.dueOn === null ? [] : [[own.due, civilDay(finding.dueOn)] as [string, string]]),
  ]
  return (
    <Card title={FINDING_STATES[finding.state].names[language.value]}>
      {item && item !== title && <p class="soft">{item}</p>}
      {finding.note && finding.note !== title && <p>{finding.note}</p>}
      <Facts facts={facts} />
      {finding.extension && <p>{own.extensionAsked(civilDay(finding.extension.until))}</p>}
      {finding.callBack && isOpenFinding(finding) && <p>{own.callBack}</p>}
      <p class="soft small">{own.reportedAt(dayAndTime(finding.reportedAt, pack.estate.zone))}</p>
    </Card>
  )
}

/** Who sees to it; without a signal only whether it is the reader. */
function assigneeOf({ finding }: Seen['work'], detail: Seen['detail']): string | undefined {
  const id = finding.route?.assignee
  if (!id) return undefined
  return id === me.value?.person.id ? me.value.person.name : detail?.staff.find((one) => one.id === id)?.name
}

/** What he may do, and of what is his to do otherwise why not now. */
function Deeds({ words, seen: { work } }: SeenProps) {
  const actor = { person: me.value?.person.id ?? '', roles: roles.value }
  const isMine = work.finding.route?.assignee === actor.person
  // More time is asked for by whoever has been given the work.
  const offered = PHONE_DEEDS.filter((deed) => isHisDeed(deed, actor.roles) && (deed !== 'ask-extension' || isMine))
  const his = offered.map((deed) => ({
    deed,
    why: deedRefusal(work, deed, actor),
  }))
  // What somebody else has been given to do is not his first step.
  const isOthers = ({ deed }: { readonly deed: PhoneDeed }) =>
    deed === 'fix' && ![actor.person, null, undefined].includes(work.finding.route?.assignee)
  const first = his.find((one) => one.why === undefined && one.deed !== 'comment' && !isOthers(one))
  const told = his.find(({ why }) => why === 'own-work' || why === 'manager-decides')
  return (
    <>
      {told?.why && <Notice tone="info">{whyNotText(words, told.why)}</Notice>}
      {his
        .filter(({ why }) => why === undefined)
        .map(({ deed }) => (
          <Button
            key={deed}
            kind={deed === first?.deed ? 'primary' : 'plain'}
            wide
            icon={deed === 'verify' ? 'scan' : undefined}
            href={`/findings/${work.id}/${deed}`}
          >
            {words.deeds[deed]}
          </Button>
        ))}
    </>
  )
}

export function whyNotText({ whyNot }: PhoneFindingWords, why: ActRefusal): string {
  return why in whyNot ? whyNot[why as keyof typeof whyNot] : whyNot.other
}

function Before({ words, seen: { work } }: SeenProps) {
  const own = words.finding
  return (
    <>
      <Card title={own.before}>
        <FindingPhotos words={words} photos={work.photos} />
      </Card>
      {work.fixNote !== null && (
        <Card title={own.after}>
          <p>{work.fixNote}</p>
          <FindingPhotos words={words} photos={work.fixPhotos} />
        </Card>
      )}
    </>
  )
}
