import { useEffect, useMemo } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import { fetchVisit } from '../models/visit-fetched.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { useScreen } from './use-screen.ts'
import './visit.css'
import { VisitAnswers, VisitDefects } from './visit-answers.tsx'
import { VisitEvidence, VisitSignature } from './visit-evidence.tsx'
import { VisitReview } from './visit-review.tsx'
import { VisitSummary } from './visit-summary.tsx'
import { Waiting } from './waiting.tsx'

/** One visit: what was found, and what says that somebody was there. */
export function VisitScreen() {
  const words = boardWords.value
  const { params } = useRoute()
  return words && params.visit ? <VisitPage words={words} id={params.visit} /> : null
}

function VisitPage({ words, id }: { readonly words: BoardWords; readonly id: Uuid }) {
  const shown = useMemo(() => polled(() => fetchVisit(id)), [id])
  useEffect(() => void shown.refresh(), [shown])
  const file = shown.value.value
  const { checkpoint, round } = file?.record ?? {}
  const title = checkpoint ? nameIn(checkpoint.names, language.value) : words.visit.title
  useScreen(title)
  const back = round
    ? { href: `/board/rounds/${round.id}`, label: words.visit.backToRound }
    : { href: '/board', label: words.back }
  return (
    <Page width="wide" top={<TopBar title={title} over={checkpoint && words.visit.title} back={back} />}>
      <Waiting words={words} shown={shown} zone={estate.value?.zone ?? 'UTC'} notFound={words.visit.notFound} />
      {file && (
        <div class="visit">
          <div class="stack">
            <VisitSummary words={words} file={file} />
            <VisitReview words={words} file={file} onSaid={() => void shown.refresh()} />
            <VisitDefects words={words} file={file} />
            <VisitAnswers words={words} file={file} />
          </div>
          <div class="stack">
            <VisitEvidence words={words} file={file} />
            <VisitSignature words={words} file={file} />
          </div>
        </div>
      )}
    </Page>
  )
}
