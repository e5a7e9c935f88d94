import { useEffect, useLayoutEffect } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf, type Zone } from '../../checkpoints/time.ts'
import type { RoundCoverage } from '../../checkpoints/wire/coverage.ts'
import { Button } from '../components/button.tsx'
import { Mark } from '../components/mark.tsx'
import { keepScreenOn } from '../device/wake-lock.ts'
import { carriedIn, progressIn, worthASight } from '../models/board.ts'
import { dayBoard } from '../models/board-kept.ts'
import { estate } from '../models/estate.ts'
import { isLive } from '../models/live.ts'
import { now } from '../models/server-time.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { civilWeekday, decimal, timeOfDay, timeRange } from '../words/writing.ts'
import type { DayProps } from './board.tsx'
import { Alerts } from './board-alerts.tsx'
import { BoardHeadline } from './board-headline.tsx'
import { Gaps, OpenRounds } from './board-lists.tsx'
import { Walkers } from './board-walkers.tsx'
import { phaseText } from './round-words.ts'
import { useCatalogue, useLive } from './use-fresh.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'
import './wall.css'

/** Today's board for a screen on the wall of the guard room: read from across it, touched by nobody. */
export function WallScreen() {
  const words = boardWords.value
  const current = estate.value
  return words && current ? <Wall words={words} estate={current} /> : null
}

type Props = { readonly words: BoardWords; readonly estate: NonNullable<typeof estate.value> }

function Wall({ words, estate: { id, names, zone } }: Props) {
  useScreen(words.board.title)
  useEffect(keepScreenOn, [])
  const board = dayBoard(id, undefined)
  useLive(id, board)
  const catalogue = useCatalogue(id).value.value
  const coverage = board.value.value
  return (
    <main class="wall" id="main" tabIndex={-1}>
      <header class="wall-head">
        <h1>{nameIn(names, language.value)}</h1>
        <Clock words={words} zone={zone} />
        <span class="screen-only">
          <Button kind="quiet" icon="close" iconOnly href="/board">
            {words.back}
          </Button>
        </span>
      </header>
      <Waiting words={words} shown={board} zone={zone} />
      {coverage && catalogue && (
        <Sheet words={words} zone={zone} coverage={coverage} catalogue={catalogue} estate={id} />
      )}
    </main>
  )
}

function Clock({ words, zone }: { readonly words: BoardWords; readonly zone: Zone }) {
  return (
    <p class="wall-clock">
      <span class="display">{timeOfDay(now.value, zone)}</span>
      <span>{civilWeekday(civilDateOf(now.value, zone))}</span>
      <span class="soft">{isLive.value ? words.board.live : words.board.notLive}</span>
    </p>
  )
}

function Sheet(props: DayProps & { readonly estate: string }) {
  const { words, coverage } = props
  useLayoutEffect(fit)
  useEffect(() => {
    addEventListener('resize', fit)
    return () => removeEventListener('resize', fit)
  }, [])
  return (
    <>
      <Alerts {...props} />
      <div class="wall-columns">
        <BoardHeadline words={words} coverage={coverage} />
        <OpenRounds {...props} />
        <Gaps {...props} />
        <Walkers {...props} />
      </div>
      <div class="wall-strips">
        {worthASight([...carriedIn(coverage), ...coverage.rounds]).map((round) => (
          <Strip key={round.round} {...props} round={round} />
        ))}
      </div>
    </>
  )
}

const LEAST_SHARE = 80

/**
 * Nobody scrolls a wall: what would run over its edge is made smaller, as long as it can still be read. What is longer than that,
 * as on a phone, stays as large as it was.
 */
function fit(): void {
  const { style } = document.documentElement
  for (let share = 100; share >= LEAST_SHARE; share -= 2) {
    style.setProperty('--wall-share', String(share / 100))
    if (document.documentElement.scrollHeight <= innerHeight) return
  }
  style.removeProperty('--wall-share')
}

/** A round as a line of marks, in walking order. */
function Strip({ words, zone, round }: DayProps & { readonly round: RoundCoverage }) {
  const { visited, total } = progressIn(round)
  return (
    <section class="wall-strip">
      <h2>
        {nameIn(round.names, language.value)} {timeRange(round.opensAt, round.closesAt, zone)}
      </h2>
      <p class="soft">
        {words.round.outOf(decimal(visited), decimal(total))} · {phaseText(words, round, zone)}
      </p>
      <p class="wall-marks" aria-hidden>
        {round.cells?.map(({ checkpoint, state }) => (
          <Mark key={checkpoint} state={state} />
        ))}
      </p>
    </section>
  )
}
