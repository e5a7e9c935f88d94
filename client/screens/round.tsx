import { useMemo } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf, MINUTE_MS, type Zone } from '../../checkpoints/time.ts'
import type { RoundVisits } from '../../checkpoints/wire/coverage.ts'
import { Card } from '../components/card.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { wideEnough } from '../device/viewport.ts'
import { progressIn } from '../models/board.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { estate } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import * as server from '../server.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { dayOf, decimal, timeRange } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import { HandOverButton } from './hand-over-button.tsx'
import { OtherVisits, SpotList, SpotTable } from './round-spots.tsx'
import { Handovers, peopleText, WalkQuestions } from './round-walk.tsx'
import { phaseText } from './round-words.ts'
import { Tally } from './tally.tsx'
import { useCatalogue, useFresh } from './use-fresh.ts'
import { usePeople } from './use-people.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** One round: each of its spots in walking order, who was there, and when. */
export function RoundScreen() {
  const words = boardWords.value
  const current = estate.value
  const { params } = useRoute()
  return words && current && params.round ? (
    <RoundPage words={words} estate={current.id} zone={current.zone} id={params.round} />
  ) : null
}

type Props = { readonly words: BoardWords; readonly estate: string; readonly zone: Zone; readonly id: string }

function RoundPage({ words, estate, zone, id }: Props) {
  const shown = useMemo(() => polled(() => server.getRound(estate, id)), [estate, id])
  useFresh(shown)
  const catalogue = useCatalogue(estate)
  const round = shown.value.value
  const title = round ? nameIn(round.names, language.value) : words.round.title
  useScreen(title)
  const day = round && civilDateOf(round.opensAt, zone)
  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={title}
          over={round && `${dayOf(round.opensAt, zone)} ${timeRange(round.opensAt, round.closesAt, zone)}`}
          back={{ href: day ? `/board?day=${day}` : '/board', label: words.back }}
        >
          {round && <HandOverButton estate={estate} zone={zone} round={round} onDone={() => void shown.refresh()} />}
        </TopBar>
      }
    >
      <Waiting words={words} shown={shown} zone={zone} notFound={words.round.notFound} />
      {round && <Waiting words={words} shown={catalogue} zone={zone} />}
      {round && catalogue.value.value && (
        <Round words={words} estate={estate} zone={zone} round={round} catalogue={catalogue.value.value} />
      )}
    </Page>
  )
}

export type RoundProps = {
  readonly words: BoardWords
  readonly estate: string
  readonly zone: Zone
  readonly round: RoundVisits
  readonly catalogue: Catalogue
}

function Round(props: RoundProps) {
  const { words, estate, zone, round } = props
  const { visited, total } = progressIn(round)
  const staff = usePeople(estate)
  const { round: own } = words
  return (
    <>
      <Card>
        <Facts
          facts={[
            [own.covered, own.outOf(decimal(visited), decimal(total))],
            [own.phase, phaseText(words, round, zone)],
            [own.window, timeRange(round.opensAt, round.closesAt, zone)],
            [own.grace, own.minutes(decimal(round.graceMs / MINUTE_MS))],
            [own.walkers, peopleText(words, staff, round.assignees)],
            [own.walkingOrder, own.walkingOrders[round.order]],
            round.minGapMs > 0 ? [own.minGap, own.seconds(decimal(round.minGapMs / 1000))] : undefined,
          ]}
        />
        <Tally words={words} tally={round.tally} />
      </Card>
      <WalkQuestions {...props} />
      {wideEnough.value ? <SpotTable {...props} /> : <SpotList {...props} />}
      <OtherVisits {...props} />
      <Handovers {...props} staff={staff} />
    </>
  )
}
