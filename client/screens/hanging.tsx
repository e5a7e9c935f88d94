import type { ComponentChildren } from 'preact'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { HangingSpot } from '../../checkpoints/wire/hanging.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate, roles } from '../models/estate.ts'
import { hangingOf, printHref } from '../models/hanging.ts'
import { hangingWords } from '../words/hanging.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { BlanksCard } from './blanks-card.tsx'
import './hanging.css'
import { HangingDamaged } from './hanging-damaged.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** What is still to be printed, hung or looked for, and what has to be printed again. */
export function HangingScreen() {
  const words = hangingWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? <Labels key={current.id} words={words} office={office} estate={current} /> : null
}

type Props = { readonly words: HangingWords; readonly office: OfficeWords; readonly estate: Estate }

function Labels({ words, office, estate }: Props) {
  const { desk: own } = words
  useScreen(own.title)
  const shown = hangingOf(estate.id)
  const hanging = useRefreshed(shown)
  const catalogue = useRefreshed(catalogueOf(estate.id))
  const may = (route: string) => mayCall(route, roles.value)
  const isAdmin = may('GET /api/estates/:estate/labels.pdf')
  const { spots = [], damaged = [] } = hanging ?? {}
  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={own.title}
          over={nameIn(estate.names, language.value)}
          back={isAdmin ? { href: '/labels', label: own.back } : { href: '/checkpoints', label: own.back }}
        >
          <Button href="/hang">{own.walk}</Button>
        </TopBar>
      }
    >
      <Waiting words={office} shown={shown} zone={estate.zone} />
      {hanging && catalogue && (
        <div class="hanging">
          {spots.length === 0 && damaged.length === 0 && <Empty title={own.allHang} />}
          <HangingDamaged
            {...{ words: own, kinds: words.damage.kinds, office, estate, catalogue, damaged, mayPrint: isAdmin }}
            onChanged={() => void shown.refresh()}
          />
          <Groups words={own} estate={estate} catalogue={catalogue} spots={spots} mayPrint={isAdmin} />
        </div>
      )}
      {may('POST /api/estates/:estate/blanks') && <BlanksCard words={own} estate={estate} />}
    </Page>
  )
}

type GroupsProps = {
  readonly words: HangingWords['desk']
  readonly estate: Estate
  readonly catalogue: Catalogue
  readonly spots: readonly HangingSpot[]
  readonly mayPrint: boolean
}

function Groups({ words, estate, catalogue, spots, mayPrint }: GroupsProps) {
  const at = (instant: number) => dayAndTime(instant, estate.zone)
  const standing = (which: HangingSpot['standing']) => spots.filter((spot) => spot.standing === which)
  const unprinted = standing('unprinted')
  const about = { words, catalogue }
  return (
    <>
      <Group
        {...about}
        title={words.unprinted}
        lead={words.unprintedLead}
        spots={unprinted}
        detailOf={({ revision, issuedAt }) => words.issued(decimal(revision), at(issuedAt))}
        action={mayPrint && <Button href={printHref(unprinted)}>{words.print}</Button>}
      />
      <Group
        {...about}
        title={words.printed}
        lead={words.printedLead}
        spots={standing('printed')}
        detailOf={({ printed }) => printed && words.printedBy(at(printed.at), printed.by)}
      />
      <Group
        {...about}
        title={words.installed}
        lead={words.installedLead}
        spots={standing('installed')}
        detailOf={({ installed }) => installed && words.installedBy(at(installed.at), installed.by)}
      />
      <Group
        {...about}
        title={words.old}
        lead={words.oldLead}
        spots={spots.filter(({ old }) => old !== null)}
        detailOf={({ old }) => old && words.oldRead(decimal(old.revision), at(old.at))}
      />
    </>
  )
}

/** More than these nobody reads one by one. */
const MOST_SHOWN = 100

type GroupProps = {
  readonly words: HangingWords['desk']
  readonly catalogue: Catalogue
  readonly title: string
  readonly lead: string
  readonly spots: readonly HangingSpot[]
  readonly detailOf: (spot: HangingSpot) => string | null
  readonly action?: ComponentChildren
}

function Group({ words, catalogue, title, lead, spots, detailOf, action }: GroupProps) {
  if (spots.length === 0) return null
  return (
    <Card title={title} aside={decimal(spots.length)} flush>
      <p class="hanging-lead soft small">{lead}</p>
      {action && <div class="hanging-action row">{action}</div>}
      <List label={title}>
        {spots.slice(0, MOST_SHOWN).map((spot) => (
          <ListRow
            key={spot.checkpoint}
            href={`/checkpoints/${spot.checkpoint}`}
            title={nameIn(spot.names, language.value)}
            detail={
              <>
                {placeIn(catalogue, spot.place, language.value)} · {spot.code}
                <br />
                {detailOf(spot)}
              </>
            }
          />
        ))}
      </List>
      {spots.length > MOST_SHOWN && <p class="hanging-lead soft">{words.more(decimal(spots.length - MOST_SHOWN))}</p>}
    </Card>
  )
}
