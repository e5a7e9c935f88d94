import { useSignal } from '@preact/signals'
import { SEVERITY_NAMES, type Severity } from '../../checkpoints/answer.ts'
import { LADDER_SEVERITIES, type LadderStep } from '../../checkpoints/finding-rules.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { amountOf } from '../models/finding-rules.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import type { PartProps } from './finding-rules.tsx'
import { LadderStepFields } from './finding-rules-step.tsx'

const MOST_STEPS = 12
const NEW_STEP: LadderStep = { when: 'unanswered', afterMinutes: 1440, repeatMinutes: 1440, to: ['supervisors'] }

/** Who hears of it when nothing happens: a ladder for each severity, each rung a sentence. */
export function RulesLadders({ words, draft, set }: PartProps) {
  const own = words.ruleForm
  const change = (severity: Severity, steps: readonly LadderStep[]) =>
    set({ ladders: { ...draft.ladders, [severity]: [...steps] } })
  return (
    <Card title={own.ladders}>
      <p class="soft">{own.laddersText}</p>
      {LADDER_SEVERITIES.map((severity) => (
        <Ladder
          key={severity}
          words={words}
          title={SEVERITY_NAMES[severity][language.value]}
          steps={draft.ladders[severity]}
          onChange={(steps) => change(severity, steps)}
        />
      ))}
    </Card>
  )
}

type LadderProps = {
  readonly words: FindingWords
  readonly title: string
  readonly steps: readonly LadderStep[]
  readonly onChange: (steps: readonly LadderStep[]) => void
}

function Ladder({ words, title, steps, onChange }: LadderProps) {
  const own = words.ruleForm
  /** Which rung is open. */
  const open = useSignal<number | undefined>(undefined)
  return (
    <section class="stack">
      <h3>{title}</h3>
      {steps.length === 0 && <p>{own.noSteps}</p>}
      <ol class="rules-steps">
        {steps.map((step, i) => (
          <li key={`${i} ${steps.length}`}>
            <div class="rules-step">
              <p>{sentenceOf(words, step)}</p>
              <Button
                onClick={() => {
                  open.value = open.value === i ? undefined : i
                }}
              >
                {open.value === i ? own.doneStep : own.editStep}
                <span class="unseen"> {sentenceOf(words, step)}</span>
              </Button>
            </div>
            {open.value === i && (
              <LadderStepFields
                words={words}
                step={step}
                onChange={(changed) => onChange(steps.map((one, j) => (j === i ? changed : one)))}
                onRemove={() => {
                  open.value = undefined
                  onChange(steps.filter((_, j) => j !== i))
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {steps.length < MOST_STEPS && (
        <div class="row">
          <Button
            icon="plus"
            onClick={() => {
              open.value = steps.length
              onChange([...steps, NEW_STEP])
            }}
          >
            {own.addStep}
            <span class="unseen"> {title}</span>
          </Button>
        </div>
      )}
    </section>
  )
}

/** `After 1 day, if reported, and nobody has decided: tell the supervisors, and again every day.` */
function sentenceOf({ ruleForm: own }: FindingWords, { when, afterMinutes, repeatMinutes, to }: LadderStep): string {
  const amount = (minutes: number) => {
    const { count, unit } = amountOf(minutes)
    return own.amount(decimal(count), unit)
  }
  // On the morning of the day, or when it is over: counted from midnight.
  const sentence = when === 'due' ? own.fromMorning : own.sentence
  return sentence(
    own.triggers[when],
    afterMinutes > 0 ? amount(afterMinutes) : undefined,
    to.map((audience) => own.audiences[audience]).join(own.and),
    repeatMinutes === null ? undefined : amount(repeatMinutes),
  )
}
