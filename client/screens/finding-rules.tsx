import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import type { FindingRulesRecord } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate } from '../models/estate.ts'
import {
  backToDefaults,
  draftOfRules,
  mergedRules,
  type RulesDraft,
  rulesFaults,
  rulesFrom,
} from '../models/finding-rules.ts'
import { findingRulesOf } from '../models/office-kept.ts'
import { setFindingRules } from '../server.ts'
import { findingWords } from '../words/findings.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { dayAndTime } from '../words/writing.ts'
import './finding-rules.css'
import { RulesDays } from './finding-rules-days.tsx'
import { RulesLadders } from './finding-rules-ladders.tsx'
import { RulesContractors, RulesDepartments } from './finding-rules-people.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { useUnsaved } from './use-unsaved.ts'
import { Waiting } from './waiting.tsx'

/** How an estate sees to its problems: whom to call, who there is, how long things may take, who hears of what does not happen. */
export function FindingRulesScreen() {
  const words = findingWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? (
    <RulesPage key={current.id} words={words} office={office} estate={current} />
  ) : null
}

type Props = { readonly words: FindingWords; readonly office: OfficeWords; readonly estate: Estate }

function RulesPage({ words, office, estate }: Props) {
  const own = words.ruleForm
  useScreen(own.title)
  const shown = findingRulesOf(estate.id)
  const record = useRefreshed(shown)
  return (
    <Page
      top={
        <TopBar
          title={own.title}
          over={nameIn(estate.names, language.value)}
          back={{ href: '/findings', label: words.detail.back }}
        />
      }
    >
      <p class="soft">{own.lead}</p>
      <Waiting words={office} shown={shown} zone={estate.zone} />
      {record && <RulesForm {...{ words, office, estate, record }} refresh={shown.refresh} />}
    </Page>
  )
}

type FormProps = Props & { readonly record: FindingRulesRecord; readonly refresh: () => Promise<void> }

export type PartProps = Pick<FormProps, 'words' | 'office' | 'estate'> & {
  readonly draft: RulesDraft
  readonly set: (change: Partial<RulesDraft>) => void
  /** What is wrong with a field, once somebody has tried to save. */
  readonly faultAt: (where: string) => string | undefined
}

function RulesForm({ words, office, estate, record, refresh }: FormProps) {
  const own = words.ruleForm
  const base = useSignal(draftOfRules(record.rules))
  const basis = useSignal(record.updated?.at ?? null)
  const draft = useSignal(base.value)
  const both = useSignal<readonly (keyof RulesDraft)[]>([])
  const tried = useSignal(false)
  const saved = useSignal(false)
  const { busy, failure, send } = useSending()
  useEffect(() => {
    const at = record.updated?.at ?? null
    if (at === basis.peek() || draft.peek() !== base.peek()) return
    // What was kept from before is shown first, and may have been changed since.
    base.value = draftOfRules(record.rules)
    draft.value = base.value
    basis.value = at
  }, [record])
  const changed = draft.value !== base.value
  useUnsaved(changed, own.leave)
  const faults = tried.value ? rulesFaults(draft.value) : []
  const texts = { phone: own.phoneFault, days: own.daysFault, name: own.nameMissing, email: own.emailFault }
  const part: PartProps = {
    ...{ words, office, estate, draft: draft.value },
    set(change) {
      saved.value = false
      draft.value = { ...draft.value, ...change }
    },
    faultAt(where) {
      const found = faults.find((one) => one.where === where)
      return found && texts[found.fault]
    },
  }
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    tried.value = true
    const sent = draft.value
    const form = event.currentTarget as HTMLFormElement
    // A rung that cannot be read says so itself, and is not in the draft.
    if (rulesFaults(sent).length > 0 || form.querySelector(INVALID)) {
      requestAnimationFrame(() => form.querySelector<HTMLElement>(INVALID)?.focus())
      return
    }
    const reply = await send(() => setFindingRules(estate.id, { ...rulesFrom(sent), basis: basis.value }))
    if (!reply) return
    if (!reply.ok) {
      if (!reply.offline && reply.problem.code === 'rules-changed') await takeIn()
      return
    }
    base.value = sent
    basis.value = reply.value.updated?.at ?? null
    tried.value = false
    saved.value = true
    void refresh()
  }
  /** What somebody else has saved meanwhile, below what is typed here. */
  async function takeIn(): Promise<void> {
    await refresh()
    const newer = findingRulesOf(estate.id).value.peek()
    if (!newer || newer.updated?.at === basis.value) return
    const theirs = draftOfRules(newer.rules)
    const merged = mergedRules(base.value, draft.value, theirs)
    base.value = theirs
    basis.value = newer.updated?.at ?? null
    draft.value = merged.draft
    both.value = merged.both
  }
  const { updated } = record
  const problem = failure.value && !failure.value.offline ? failure.value.problem : undefined
  return (
    <form class="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p class="soft small">{updated ? own.updated(dayAndTime(updated.at, estate.zone), updated.by) : own.defaults}</p>
      <Card>
        <Field
          label={own.phone}
          hint={own.phoneHint}
          maxLength={32}
          value={draft.value.securityPhone}
          onInput={(securityPhone) => part.set({ securityPhone })}
          error={part.faultAt('security')}
        />
      </Card>
      <RulesDepartments {...part} />
      <RulesContractors {...part} />
      <RulesDays {...part} />
      <RulesLadders {...part} />
      <Reset words={words} onReset={() => part.set(backToDefaults(draft.value))} />
      {failure.value && (
        <Notice tone="error">
          {failureText(failure.value)}
          {problem?.code === 'responsible-in-use' && ` ${(problem.where ?? []).map(words.number).join(' ')}`}
          {problem?.code === 'rules-changed' && updated && (
            <p>
              {own.updated(dayAndTime(updated.at, estate.zone), updated.by)}{' '}
              {both.value.length > 0
                ? own.bothChanged(both.value.map((key) => own[TITLES[key]]).join(own.and))
                : own.takenIn}
            </p>
          )}
        </Notice>
      )}
      {saved.value && <Notice tone="success">{own.saved}</Notice>}
      <div class="rules-save">
        {changed && <p role="status">{own.unsaved}</p>}
        <Button kind="primary" submit busy={busy.value}>
          {own.save}
        </Button>
      </div>
    </form>
  )
}

const TITLES = {
  securityPhone: 'phone',
  days: 'days',
  workingDays: 'workingDays',
  restDays: 'restDays',
  departments: 'departments',
  contractors: 'contractors',
  ladders: 'ladders',
} as const satisfies Readonly<Record<keyof RulesDraft, string>>

const INVALID = '[aria-invalid="true"], [data-invalid] input'

/** Says what it means, beside what it does. */
function Reset({ words: { ruleForm: own }, onReset }: { readonly words: FindingWords; readonly onReset: () => void }) {
  const asked = useSignal(false)
  const at = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // What was pressed has gone, and what is asked instead may be below the window.
    if (asked.value) at.current?.querySelector('button')?.focus()
  }, [asked.value])
  if (!asked.value)
    return (
      <div class="row">
        <Button
          kind="quiet"
          onClick={() => {
            asked.value = true
          }}
        >
          {own.reset}
        </Button>
      </div>
    )
  return (
    <div ref={at}>
      <Notice
        tone="info"
        actions={
          <Button
            onClick={() => {
              onReset()
              asked.value = false
            }}
          >
            {own.reset}
          </Button>
        }
      >
        {own.resetText}
      </Notice>
    </div>
  )
}
