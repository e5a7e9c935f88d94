import type { ComponentChildren } from 'preact'
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { FINDING_STATES } from '../../checkpoints/finding.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { excerptOf } from '../models/excerpt.ts'
import type { Work } from '../models/finding-work.ts'
import { now } from '../models/server-time.ts'
import { spotNames } from '../models/spots.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { civilDay } from '../words/writing.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { BegunDeeds } from './phone-deeds-begun.tsx'
import { useBegunDeeds } from './use-begun-deeds.ts'
import { useScreen } from './use-screen.ts'
import { type MyWork, useWork } from './use-work.ts'

/** What an assistant has to do with problems: what he may verify first, then what is his, then what he passes today. */
export function PhoneFindingsScreen() {
  const words = phoneFindingWords.value
  const phone = phoneWords.value
  return words && phone ? <Findings words={words} phone={phone} /> : null
}

type Props = { readonly words: PhoneFindingWords; readonly phone: PhoneWords }

function Findings({ words, phone }: Props) {
  useScreen(words.list.title)
  const work = useWork()
  return (
    <Page
      top={
        <TopBar title={words.list.title} back={{ href: '/', label: words.home }}>
          <EmergencyButton words={phone} />
        </TopBar>
      }
      bottom={
        <BottomBar>
          <Button kind="primary" wide icon="plus" href="/report?from=/findings">
            {words.list.report}
          </Button>
        </BottomBar>
      }
    >
      {work ? <Lists words={words} work={work} /> : <Skeleton label={words.list.title} />}
    </Page>
  )
}

const SECTIONS = ['toVerify', 'assigned', 'here', 'reported'] as const

function Lists({ words, work: { pack, works, sorted } }: { readonly words: PhoneFindingWords; readonly work: MyWork }) {
  const begun = useBegunDeeds()
  if (begun.length === 0 && SECTIONS.every((section) => sorted[section].length === 0))
    return <Empty title={words.list.empty}>{words.list.emptyText}</Empty>
  const nameOf = (finding: string) => {
    const work = works.find(({ id }) => id === finding)
    return work && titleOf(words, work)
  }
  return (
    <>
      <BegunDeeds words={words} begun={begun} nameOf={nameOf} />
      {SECTIONS.map(
        (section) =>
          sorted[section].length > 0 && (
            <Card key={section} title={words.list[section]} flush>
              <List label={words.list[section]}>
                {sorted[section].map((work) => (
                  <WorkRow key={work.id} words={words} pack={pack} work={work} />
                ))}
              </List>
            </Card>
          ),
      )}
    </>
  )
}

type RowProps = { readonly words: PhoneFindingWords; readonly pack: MyWork['pack']; readonly work: Work }

function WorkRow({ words, pack, work }: RowProps) {
  const names = spotNames(pack, work.checkpoint, language.value)
  const waits = work.said.some(({ state }) => state === 'saved')
  const parts = [
    FINDING_STATES[work.finding.state].names[language.value],
    SEVERITY_NAMES[work.finding.severity][language.value],
    dueText(words, work, pack.estate.zone),
  ].filter(Boolean)
  const detail: ComponentChildren = (
    <>
      {names && `${names.place} · ${names.name}`}
      <br />
      {parts.join(' · ')}
      {waits && (
        <>
          <br />
          {words.list.waits}
        </>
      )}
    </>
  )
  return (
    <ListRow
      href={`/findings/${work.id}`}
      mark={waits ? 'awaiting' : undefined}
      markLabel={waits ? '' : undefined}
      title={titleOf(words, work)}
      detail={detail}
    />
  )
}

/** What it is about, in a few words. */
export function titleOf(words: PhoneFindingWords, { finding, itemWords }: Pick<Work, 'finding' | 'itemWords'>): string {
  const cause =
    finding.source.by === 'visit' && finding.source.cause !== 'defect' ? words.causes[finding.source.cause] : ''
  return excerptOf(finding.note) || cause || (itemWords ? nameIn(itemWords, language.value) : '') || words.causes.defect
}

/** Until when, or that it should have been done by now; empty: there is no day, or it is done. */
function dueText(words: PhoneFindingWords, { finding: { dueOn, state } }: Pick<Work, 'finding'>, zone: string): string {
  if (dueOn === null || state !== 'in-work') return ''
  const day = civilDay(dueOn)
  return dueOn < civilDateOf(now.value, zone) ? words.list.overdue(day) : words.list.due(day)
}
