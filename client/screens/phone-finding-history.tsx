import type { FindingDetail, ShownEvent } from '../../checkpoints/wire/finding.ts'
import { Card } from '../components/card.tsx'
import { Mark } from '../components/mark.tsx'
import type { SaidEvent } from '../local/finding-events.ts'
import type { Work } from '../models/finding-work.ts'
import { findingWords } from '../words/findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { problemText } from '../words/problems.ts'
import { dayAndTime } from '../words/writing.ts'
import './phone-finding.css'

type Words = PhoneFindingWords
type HereProps = { readonly words: Words; readonly work: Work }

/** What he did about it on this phone, and honestly where that is. */
export function SaidHere({ words, work }: HereProps) {
  if (work.said.length === 0) return null
  return (
    <Card title={words.finding.mine}>
      <ol class="phone-history">
        {work.said.map((said) => (
          <li key={said.id}>
            <p>
              <strong>{actName(said.event.act.kind)}</strong>
            </p>
            <Wording act={said.event.act} />
            <p class="phone-said">
              <Mark state={said.state === 'saved' ? 'awaiting' : isTaken(said) ? 'done' : 'doubtful'} />
              <span>{whereabouts(words, said)}</span>
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function isTaken(said: SaidEvent): boolean {
  return said.state === 'on-server' && said.receipt.standing === 'applied'
}

/** What was done, in a word or two: the same as at the desk. */
export function actName(kind: ShownEvent['act']['kind']): string {
  return findingWords.value?.history.acts[kind] ?? ''
}

/** What was written with it; empty: nothing was. */
export function textOf(act: ShownEvent['act'] | SaidEvent['event']['act']): string {
  return 'note' in act ? act.note : 'text' in act ? act.text : 'reason' in act ? act.reason : ''
}

/** Where a deed is, in one sentence. */
export function whereabouts({ finding: words }: Pick<Words, 'finding'>, said: SaidEvent): string {
  if (said.state === 'saved') return words.waits
  if (said.state === 'refused') return `${words.refused} · ${problemText(said.problem)}`
  return said.receipt.standing === 'conflicting' ? words.conflicting : words.arrived
}

type Props = { readonly words: Words; readonly detail: FindingDetail | undefined; readonly zone: string }

/** Everything that was done about it, by whom and when. */
export function PhoneFindingHistory({ words, detail, zone }: Props) {
  return (
    <Card title={words.finding.history}>
      {detail ? (
        <ol class="phone-history">
          {detail.events.map((event) => (
            <li key={event.id}>
              <p>
                <strong>{actName(event.act.kind)}</strong>
              </p>
              <Wording act={event.act} />
              <p class="soft small">
                {whoOf(words, event)}
                <br />
                {[dayAndTime(event.at, zone), ...marksOf(words, event)].join(' · ')}
              </p>
            </li>
          ))}
        </ol>
      ) : (
        <p class="soft">{words.finding.historyOffline}</p>
      )}
    </Card>
  )
}

function whoOf(words: Words, { by, byContractor }: ShownEvent): string {
  return byContractor ? `${by} · ${words.finding.byContractor}` : by
}

function marksOf(words: Words, { standing, resolved, presence }: ShownEvent): string[] {
  return [
    ...(standing === 'conflicting' && !resolved ? [words.finding.tooLate] : []),
    ...(presence === 'doubtful' ? [words.finding.doubtful] : []),
  ]
}

/** What was decided, and what was written with it. */
function Wording({ act }: { readonly act: ShownEvent['act'] }) {
  const own = findingWords.value?.history
  if (!own) return null
  const outcome =
    act.kind === 'verify'
      ? act.passed
        ? own.passed
        : own.failed
      : act.kind === 'answer-extension'
        ? act.approved
          ? own.approved
          : own.declined
        : act.kind === 'call-back'
          ? findingWords.value?.form.outcomes[act.outcome]
          : ''
  const said = [outcome, textOf(act)].filter(Boolean).join(' · ')
  return said ? <p>{said}</p> : null
}
