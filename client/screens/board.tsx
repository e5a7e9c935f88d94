import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { is } from 'valibot'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { CivilDate } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { wideEnough } from '../device/viewport.ts'
import { carriedIn, gridOf } from '../models/board.ts'
import { dayBoard } from '../models/board-kept.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { estate, roles } from '../models/estate.ts'
import type { Polled } from '../models/polled.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { AdHocButton } from './ad-hoc.tsx'
import './board.css'
import { Alerts } from './board-alerts.tsx'
import { BoardDay } from './board-day.tsx'
import { BoardFindings } from './board-findings.tsx'
import { BoardGrid } from './board-grid.tsx'
import { BoardHeadline } from './board-headline.tsx'
import { Defects, Doubtful, Gaps, OpenRounds, OutOfPlan } from './board-lists.tsx'
import { BoardPlaces } from './board-places.tsx'
import { BoardRounds } from './board-rounds.tsx'
import { Walkers } from './board-walkers.tsx'
import { useCatalogue, useLive } from './use-fresh.ts'
import { usePaper } from './use-paper.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** A day of an estate: how far the rounds are, where nobody has been, what to ask about. */
export function BoardScreen() {
  const words = boardWords.value
  const current = estate.value
  return words && current ? <Board words={words} estate={current} /> : null
}

type Props = { readonly words: BoardWords; readonly estate: NonNullable<typeof estate.value> }

function Board({ words, estate: { id, names, zone } }: Props) {
  useScreen(words.board.title)
  const { query } = useLocation()
  const day = is(CivilDate, query.day) ? query.day : undefined
  const board = dayBoard(id, day)
  useLive(id, board)
  const catalogue = useCatalogue(id)
  const coverage = board.value.value
  return (
    <Page
      width="wide"
      top={
        <TopBar title={words.board.title} over={nameIn(names, language.value)}>
          {wideEnough.value && <AdHocButton estate={id} zone={zone} />}
          {wideEnough.value && <Button href="/board/wall">{words.board.toWall}</Button>}
          <Refresh words={words} board={board} />
        </TopBar>
      }
    >
      <BoardDay words={words} zone={zone} day={day} board={board} />
      {!wideEnough.value && <AdHocButton estate={id} zone={zone} />}
      <Waiting words={words} shown={board} zone={zone} />
      {coverage && <Waiting words={words} shown={catalogue} zone={zone} />}
      {coverage && catalogue.value.value && (
        <>
          <Alerts
            words={words}
            zone={zone}
            coverage={coverage}
            catalogue={catalogue.value.value}
            estate={id}
            onSaid={() => void board.refresh()}
          />
          <BoardFindings estate={id} />
          <Day words={words} zone={zone} coverage={coverage} catalogue={catalogue.value.value} />
        </>
      )}
    </Page>
  )
}

/** Busy only for who has pressed it: the board refreshes by itself all the time. */
function Refresh({ words, board }: { readonly words: BoardWords; readonly board: Polled<Coverage> }) {
  const pressed = useSignal(false)
  const refresh = async () => {
    pressed.value = true
    await board.refresh()
    pressed.value = false
  }
  return (
    <Button onClick={() => void refresh()} busy={pressed.value}>
      {words.refresh}
    </Button>
  )
}

export type DayProps = {
  readonly words: BoardWords
  readonly zone: string
  readonly coverage: Coverage
  readonly catalogue: Catalogue
}

function Day(props: DayProps) {
  const { words, coverage } = props
  if (coverage.rounds.length + carriedIn(coverage).length === 0)
    return (
      <>
        <NoRounds words={words} />
        <OutOfPlan {...props} />
      </>
    )
  return (
    <>
      <div class="board-pair">
        <BoardHeadline words={words} coverage={coverage} />
        <OpenRounds {...props} />
        <Walkers {...props} />
      </div>
      <Gaps {...props} />
      <Cells {...props} />
      <div class="board-pair">
        <Doubtful {...props} />
        <Defects {...props} />
        <OutOfPlan {...props} />
      </div>
    </>
  )
}

/** Every expected spot of the day, by round or by place. */
function Cells(props: DayProps) {
  const { words, zone, coverage, catalogue } = props
  const view = useSignal<'round' | 'place'>('round')
  const rounds = [...carriedIn(coverage), ...coverage.rounds]
  const grid = gridOf(rounds, catalogue)
  const shown = { words, zone, catalogue, grid }
  // A sheet is too narrow for the grid, and nothing unfolds on it.
  const paper = usePaper(() => view.value === 'round' && <BoardPlaces {...shown} />)
  return (
    <>
      <div class="board-view screen-only">
        <Segmented
          legend={words.board.viewBy}
          hideLegend
          size="small"
          segments={[
            { value: 'round', label: words.board.byRound },
            { value: 'place', label: words.board.byPlace },
          ]}
          value={view.value}
          onChange={(chosen) => {
            view.value = chosen
          }}
        />
      </div>
      {view.value === 'place' ? (
        <BoardPlaces {...shown} />
      ) : (
        <div class="board-cells screen-only">
          {wideEnough.value ? <BoardGrid {...shown} /> : <BoardRounds {...props} rounds={rounds} />}
        </div>
      )}
      <div class="board-cells" ref={paper} />
    </>
  )
}

function NoRounds({ words: { board: words } }: { readonly words: BoardWords }) {
  const mayPlan = mayCall('POST /api/estates/:estate/plans', roles.value)
  return (
    <Empty
      title={words.noRounds}
      action={
        mayPlan && (
          <Button kind="primary" href="/plans">
            {words.toPlans}
          </Button>
        )
      }
    >
      {mayPlan ? words.noRoundsText : words.noRoundsReadOnly}
    </Empty>
  )
}
