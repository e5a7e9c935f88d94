import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import type { BulkRow, Outcome } from '../models/finding-bulk.ts'
import { refusalIn } from '../models/finding-events.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import { whatIsWrong } from './finding-words.ts'
import type { Bulk } from './use-bulk.ts'

type Props = {
  readonly words: FindingWords
  readonly rows: readonly BulkRow[]
  /** What will become of one that changes. */
  readonly will: string
  readonly bulk: Bulk
}

/** Row by row what will change and, once it is sent, what has. */
export function BulkRows({ words, rows, will, bulk: { outcomes, busy, done, waiting, again } }: Props) {
  const own = words.bulk
  const changing = rows.filter(({ left }) => left === undefined)
  const isThrough = outcomes !== undefined && !busy
  return (
    <>
      <h3>{outcomes ? own.result : own.preview}</h3>
      {changing.length === 0 && <Notice tone="warn">{own.nothing}</Notice>}
      <ul class="findings-outcomes">
        {rows.map(({ finding, left }) => {
          const outcome = outcomes?.find((one) => one.finding === finding.id)
          return (
            <li
              key={finding.id}
              data-outcome={left !== undefined ? 'left' : outcome && !outcome.reply.ok ? 'failed' : undefined}
            >
              {words.number(decimal(finding.number))} {whatIsWrong(finding)}
              <br />
              <strong class="small">
                {left === 'kept'
                  ? own.kept
                  : left !== undefined
                    ? own.left(words.refusals[left] ?? '')
                    : outcomes === undefined
                      ? will
                      : outcome
                        ? outcomeText(words, outcome)
                        : own.sending}
              </strong>
            </li>
          )
        })}
      </ul>
      {isThrough && (
        <Notice tone={done.length === changing.length ? 'success' : 'warn'}>
          {done.length === changing.length ? own.allDone(decimal(done.length)) : own.someLeft}
        </Notice>
      )}
      {isThrough && waiting > 0 && (
        <div class="row">
          <Button kind="primary" onClick={() => void again()}>
            {own.again(decimal(waiting))}
          </Button>
        </div>
      )}
    </>
  )
}

function outcomeText(words: FindingWords, { reply }: Outcome): string {
  if (reply.ok) return reply.value.standing === 'applied' ? words.bulk.done : words.bulk.conflicting
  const why = refusalIn(reply)
  if (why !== undefined) return words.refusals[why] ?? failureText(reply)
  return reply.offline ? words.bulk.waits : failureText(reply)
}
