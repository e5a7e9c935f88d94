import { useMemo } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { waitingOf } from '../models/finding-groups.ts'
import { fetchFindings, findingsHref, searchesFor } from '../models/findings.ts'
import { polled } from '../models/polled.ts'
import { findingWords } from '../words/findings.ts'
import { decimal } from '../words/writing.ts'
import './board-findings.css'
import { useFresh } from './use-fresh.ts'

/** It changes seldom, and the board asks often enough for the rest. */
const EVERY_MS = 60_000

/** One line about the problems of the estate, if any waits. */
export function BoardFindings({ estate }: { readonly estate: Uuid }) {
  const words = findingWords.value
  const shown = useMemo(
    () => polled(() => fetchFindings(estate, searchesFor({ view: 'list', filter: {} }, ''))),
    [estate],
  )
  useFresh(shown, EVERY_MS)
  const answer = shown.value.value
  if (!words || !answer) return null
  const { alarms, undecided, overdue } = waitingOf(answer.findings)
  if (alarms + undecided + overdue === 0) return null
  const overdueHref = findingsHref({ filter: { state: 'in-work', standing: 'overdue' } })
  return (
    <p class="board-findings">
      {alarms > 0 && (
        <a class="board-findings-alarm" href="/findings">
          <Icon name="error" />
          {words.groups.alarm} {decimal(alarms)}
        </a>
      )}
      {undecided > 0 && (
        <a href={findingsHref({ filter: { state: 'reported' } })}>{words.board.waiting(decimal(undecided))}</a>
      )}
      {overdue > 0 && <a href={overdueHref}>{words.board.overdue(decimal(overdue))}</a>}
      <Button kind="quiet" href="/findings">
        {words.board.open}
      </Button>
    </p>
  )
}
