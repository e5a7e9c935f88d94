import type { Zone } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import type { Polled } from '../models/polled.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { timeOfDay } from '../words/writing.ts'

type Props = {
  readonly words: Pick<BoardWords, 'loading' | 'stale' | 'notLoaded' | 'tryAgain'>
  readonly shown: Polled<unknown>
  readonly zone: Zone
  /** What it means that the server has nothing under this address. */
  readonly notFound?: string | undefined
}

/** What stands in place of an answer that has not come, or above one that is older than it should be. */
export function Waiting({ words, shown, zone, notFound }: Props) {
  const failure = shown.failure.value
  const at = shown.at.value
  if (!failure) return at === undefined ? <Skeleton label={words.loading} /> : null
  if (at !== undefined)
    return (
      <Notice tone="warn" title={words.stale(timeOfDay(at, zone))}>
        {failureText(failure)}
      </Notice>
    )
  if (notFound && !failure.offline && failure.problem.code === 'not-found') return <Empty title={notFound} />
  return (
    <Empty
      title={words.notLoaded}
      action={
        <Button kind="primary" onClick={() => void shown.refresh()} busy={shown.busy.value}>
          {words.tryAgain}
        </Button>
      }
    >
      {failureText(failure)}
    </Empty>
  )
}
