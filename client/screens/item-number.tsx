import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { estate } from '../models/estate.ts'
import { meterQuestions } from '../models/form.ts'
import { dayOf, decimal } from '../words/writing.ts'
import { Evidence, type ItemOf, type ItemProps, idOfItem } from './item-parts.tsx'

/** A count or a measurement. */
export function NumberItem({ item, ...parts }: ItemProps & { readonly item: ItemOf<'number'> }) {
  const { words, form, label, why } = parts
  const { checklist: own } = words
  const range =
    item.least === undefined && item.most === undefined
      ? undefined
      : own.range(
          item.least === undefined ? '' : decimal(item.least),
          item.most === undefined ? '' : decimal(item.most),
        )
  return (
    <>
      <Field
        label={label}
        hint={range ?? (item.optional ? own.optional : undefined)}
        error={why && why !== 'photo-missing' && why !== 'note-missing' ? own.why[why] : undefined}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        unit={item.unit}
        value={form.entry(item.id).reading}
        onInput={(typed) => form.change(item.id, { reading: typed })}
      />
      <Evidence {...parts} item={item} />
    </>
  )
}

/** A meter: shows what it showed last, and asks at once what cannot be right (policy 4.4.1b). */
export function ReadingItem({ item, ...parts }: ItemProps & { readonly item: ItemOf<'reading'> }) {
  const { words, form, label, why } = parts
  const { checklist: own } = words
  const { reading, result } = form.entry(item.id)
  const absent = result === 'not-applicable'
  const { last } = form.known.meter(item)
  const zone = estate.value?.zone
  const before = last && zone ? own.lastReading(decimal(last.value, item.decimals), dayOf(last.at, zone)) : undefined
  const hint = [item.meter && own.serial(item.meter.serial), before, item.optional ? own.optional : undefined]
  return (
    <>
      <Field
        label={label}
        hint={hint.filter(Boolean).join(' · ') || undefined}
        error={why === 'unreadable' ? own.why.unreadable : why === 'unanswered' ? own.readingMissing : undefined}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        unit={item.unit}
        disabled={absent}
        value={reading}
        // Whatever was said about another number says nothing about this one.
        onInput={(typed) => form.change(item.id, { reading: typed, remark: undefined, valve: undefined })}
      />
      {!absent && <MeterQuestions {...parts} item={item} />}
      {!item.optional && (
        <Button pressed={absent} onClick={() => form.change(item.id, { result: absent ? null : 'not-applicable' })}>
          {own.noReading}
        </Button>
      )}
      <Evidence {...parts} item={item} />
    </>
  )
}

/** Nobody is asked about a number that he is still typing. */
const PAUSE_MS = 900

function useSettled(value: string): string {
  const settled = useSignal(value)
  useEffect(() => {
    const timer = setTimeout(() => {
      settled.value = value
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value, settled])
  return settled.value
}

function MeterQuestions({ words, form, item, why }: ItemProps & { readonly item: ItemOf<'reading'> }) {
  const { checklist: own } = words
  const entry = form.entry(item.id)
  const settled = useSettled(entry.reading)
  if (settled !== entry.reading && why !== 'meter') return null
  const questions = meterQuestions(item, entry, form.draft.value.scannedAt, form.known)
  const error = why === 'meter' ? own.why.meter : undefined
  const again = () => {
    form.change(item.id, { reading: '', remark: undefined, valve: undefined })
    document.getElementById(idOfItem(item.id))?.querySelector('input')?.focus()
  }
  return (
    <div class="meter-questions" aria-live="polite">
      {questions.includes('backwards') && (
        <Notice tone="warn">
          <p>{own.meter.backwards}</p>
          <Segmented<'runs-backwards' | 'replaced'>
            legend={own.meter.why}
            hideLegend
            size="small"
            segments={[
              { value: 'runs-backwards', label: own.meter.runsBackwards },
              { value: 'replaced', label: own.meter.replaced },
            ]}
            value={entry.remark === 'confirmed' ? undefined : entry.remark}
            onChange={(remark) => form.change(item.id, { remark })}
            error={error}
          />
          <Button onClick={again}>{own.meter.misread}</Button>
        </Notice>
      )}
      {(questions.includes('jump') || questions.includes('out-of-range')) && (
        <Notice tone="warn">
          <p>{questions.includes('jump') ? own.meter.jump : own.meter.outOfRange}</p>
          <div class="row">
            <Button pressed={entry.remark !== undefined} onClick={() => form.change(item.id, { remark: 'confirmed' })}>
              {own.meter.confirmed}
            </Button>
            <Button onClick={again}>{own.meter.misread}</Button>
          </div>
          {entry.remark === undefined && error && <p>{error}</p>}
        </Notice>
      )}
      {questions.includes('moved-while-vacant') && (
        <Notice tone="error">
          <p>{own.meter.vacant}</p>
          <Segmented<'shut' | 'not-shut'>
            legend={own.meter.vacantAsk}
            segments={[
              { value: 'shut', label: own.meter.shut },
              { value: 'not-shut', label: own.meter.notShut },
            ]}
            value={entry.valve}
            onChange={(valve) => form.change(item.id, { valve })}
            error={error}
            required
          />
        </Notice>
      )}
    </div>
  )
}
