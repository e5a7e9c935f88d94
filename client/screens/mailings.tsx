import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { MAILING_NAMES } from '../../checkpoints/mailing.ts'
import type { Zone } from '../../checkpoints/time.ts'
import type { ListedMailing, Mailings } from '../../checkpoints/wire/mailing.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate } from '../models/estate.ts'
import { mailingsOf } from '../models/office-kept.ts'
import { language } from '../words/language.ts'
import { mailingWords } from '../words/mailings.ts'
import type { MailingWords } from '../words/mailings.zh-Hant.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { dayAndTime, decimal, weekdayName } from '../words/writing.ts'
import { AddButton } from './add-button.tsx'
import { MailingForm } from './mailing-form.tsx'
import { MailingPane } from './mailing-pane.tsx'
import { NoneYet } from './none-yet.tsx'
import { type Pane, Panes, rowId } from './panes.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Who gets reports by e-mail, when, and whether the last ones arrived. */
export function MailingsScreen() {
  const words = officeWords.value
  const { value: own } = mailingWords
  const current = estate.value
  return words && own && current ? <Screen key={current.id} words={words} own={own} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly own: MailingWords; readonly estate: Estate }

const HREF = '/reports/mails'

function Screen({ words, own, estate: { id, names, zone } }: Props) {
  useScreen(own.title)
  const { query, route } = useLocation()
  const shown = mailingsOf(id)
  const answer = useRefreshed(shown)
  const toList = () => {
    route(HREF, true)
    void shown.refresh()
  }

  function paneOf({ mailings, delivers }: Mailings): Pane | undefined {
    const { open } = query
    if (open === undefined) return undefined
    const frame = { id: open, closeHref: HREF, closeLabel: words.back(own.title) }
    const shared = { words, own, estate: id }
    if (open === 'new') {
      return { ...frame, title: own.add, children: <MailingForm {...shared} mailing={undefined} onSaved={toList} /> }
    }
    const mailing = mailings.find((one) => one.id === open)
    if (!mailing) return { ...frame, title: own.title, children: <p>{words.gone}</p> }
    return {
      ...frame,
      title: MAILING_NAMES[mailing.rhythm.kind][language.value],
      children: (
        <MailingPane
          key={open}
          {...shared}
          {...{ mailing, delivers, zone }}
          onChanged={() => void shown.refresh()}
          onRemoved={toList}
        />
      ),
    }
  }

  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={own.title}
          over={nameIn(names, language.value)}
          back={{ href: '/reports', label: words.back(own.reports) }}
        >
          <AddButton words={words} href={`${HREF}?open=new`} label={own.add} />
        </TopBar>
      }
    >
      <Waiting words={words} shown={shown} zone={zone} />
      {answer && (
        <Panes
          open={paneOf(answer)}
          list={
            <>
              <Delivers own={own} delivers={answer.delivers} />
              <Listed own={own} zone={zone} shown={answer} open={query.open} />
            </>
          }
        />
      )}
    </Page>
  )
}

function Delivers({ own, delivers }: { readonly own: MailingWords; readonly delivers: Mailings['delivers'] }) {
  if (delivers === 'smtp') return <p class="soft">{own.lead}</p>
  if (delivers === 'folder') return <Notice tone="info">{own.folder}</Notice>
  return (
    <Notice tone="warn" title={own.nowhere}>
      {own.nowhereText}
    </Notice>
  )
}

type ListedProps = {
  readonly own: MailingWords
  readonly zone: Zone
  readonly shown: Mailings
  readonly open: string | undefined
}

function Listed({ own, zone, shown: { mailings, delivers }, open }: ListedProps) {
  if (mailings.length === 0) return <NoneYet words={own} href={`${HREF}?open=new`} />
  return (
    <Card flush>
      <List label={own.title}>
        {mailings.map((mailing) => (
          <ListRow
            key={mailing.id}
            id={rowId(mailing.id)}
            href={`${HREF}?open=${mailing.id}`}
            current={open === mailing.id}
            title={`${MAILING_NAMES[mailing.rhythm.kind][language.value]} · ${scheduleText(own, mailing)}`}
            detail={detailText(own, mailing, { zone, delivers })}
          />
        ))}
      </List>
    </Card>
  )
}

function scheduleText({ schedule }: MailingWords, { rhythm, at }: ListedMailing): string {
  return rhythm.kind === 'weekly' ? schedule.weekly(weekdayName(rhythm.weekday), at) : schedule[rhythm.kind](at)
}

/** Nothing is foretold that nobody would get. */
function detailText(
  own: MailingWords,
  { recipients, nextAt }: ListedMailing,
  { zone, delivers }: { readonly zone: Zone; readonly delivers: Mailings['delivers'] },
): string {
  const to = recipients.length === 0 ? own.nobody : own.to(decimal(recipients.length))
  if (nextAt === null) return `${to} · ${own.paused}`
  return recipients.length === 0 || delivers === 'nowhere' ? to : `${to} · ${own.next(dayAndTime(nextAt, zone))}`
}
