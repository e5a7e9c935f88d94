import { useSignal } from '@preact/signals'
import type { OnHolidays } from '../../checkpoints/holiday.ts'
import type { Recurrence } from '../../checkpoints/recurrence.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { WEEKDAYS } from '../models/plans.ts'
import {
  type RecurrenceFields,
  RHYTHMS,
  type Rhythm,
  recurrenceFault,
  recurrenceOf,
} from '../models/recurrence-form.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { civilDay, decimal, weekdayName } from '../words/writing.ts'

type Props = {
  readonly words: PlanWords
  readonly value: RecurrenceFields
  readonly holidays: OnHolidays
  /** In the estate's zone. */
  readonly today: CivilDate
  readonly onChange: (change: { readonly recurrence?: RecurrenceFields; readonly holidays?: OnHolidays }) => void
  readonly error: string | undefined
}

const NTHS = [1, 2, 3, 4, -1] as const
const MONTH_DAYS = [...Array.from({ length: 31 }, (_, i) => i + 1), -1]

/** On which days: the rhythm, from when to when, days more and days less, and what holidays do. */
export function PlanRecurrence({ words, value, holidays, today, onChange, error }: Props) {
  const set = (change: Partial<RecurrenceFields>) => onChange({ recurrence: { ...value, ...change } })
  const isSound = recurrenceFault(value) === undefined
  return (
    <FieldGroup label={words.recurrence} error={error}>
      <Select<Rhythm>
        label={words.every}
        options={RHYTHMS.map((rhythm) => ({ value: rhythm, label: words.rhythm[rhythm] }))}
        value={value.every}
        onChange={(every) => set({ every })}
      />
      <Rule words={words} value={value} set={set} />
      {value.every !== 'dates' && (
        <FieldGroup label={words.startsOn} layout="chips">
          <Field label={words.startsOn} type="date" value={value.startsOn} onInput={(startsOn) => set({ startsOn })} />
          <Field label={words.until} type="date" value={value.until} onInput={(until) => set({ until })} />
        </FieldGroup>
      )}
      <Days
        words={words}
        label={value.every === 'dates' ? words.dates : words.also}
        value={value.also}
        onChange={(also) => set({ also })}
      />
      {value.every !== 'dates' && (
        <Days words={words} label={words.except} value={value.except} onChange={(except) => set({ except })} />
      )}
      <Select<OnHolidays>
        label={words.holidays}
        hint={words.holidaysHint}
        options={(['as-usual', 'skip', 'only'] as const).map((one) => ({ value: one, label: words.onHolidays[one] }))}
        value={holidays}
        onChange={(holidays) => onChange({ holidays })}
      />
      {isSound && (
        <p class="soft" role="status">
          {words.summary}
          {': '}
          {recurrenceSentence(words, recurrenceOf(value), holidays, today)}
        </p>
      )}
    </FieldGroup>
  )
}

type RuleProps = Pick<Props, 'words' | 'value'> & { readonly set: (change: Partial<RecurrenceFields>) => void }

function Rule({ words, value, set }: RuleProps) {
  const { every, interval, weekdays, days, nth, nthWeekday } = value
  if (every === 'dates') return null
  const unit = every === 'week' || every === 'day' ? every : 'month'
  return (
    <>
      <Field
        label={words.interval[unit]}
        hint={words.intervalHint}
        inputMode="numeric"
        maxLength={3}
        value={interval}
        onInput={(interval) => set({ interval })}
      />
      {every === 'week' && (
        <FieldGroup label={words.weekdays} layout="chips">
          <Checks
            look="chip"
            options={WEEKDAYS.map((day) => ({ value: day, label: weekdayName(day) }))}
            value={weekdays}
            onChange={(weekdays) => set({ weekdays })}
          />
        </FieldGroup>
      )}
      {every === 'month-days' && (
        <FieldGroup label={words.monthDays} layout="chips">
          <Checks
            look="chip"
            options={MONTH_DAYS.map((day) => ({ value: day, label: day === -1 ? words.lastDay : decimal(day) }))}
            value={days}
            onChange={(days) => set({ days })}
          />
        </FieldGroup>
      )}
      {every === 'month-nth' && (
        <FieldGroup label={words.nth} layout="chips">
          <Select
            label={words.nth}
            options={NTHS.map((one) => ({ value: String(one), label: words.nthNames[one] ?? '' }))}
            value={String(nth)}
            onChange={(one) => set({ nth: Number(one) })}
          />
          <Select
            label={words.weekdays}
            options={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(day) }))}
            value={String(nthWeekday)}
            onChange={(day) => set({ nthWeekday: Number(day) })}
          />
        </FieldGroup>
      )}
    </>
  )
}

type DaysProps = {
  readonly words: PlanWords
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (days: readonly string[]) => void
}

/** Single days, each to be taken away again. */
function Days({ words, label, value, onChange }: DaysProps) {
  const typed = useSignal('')
  return (
    <FieldGroup label={label} layout="chips">
      {value.map((day) => (
        <Button key={day} icon="close" onClick={() => onChange(value.filter((other) => other !== day))}>
          <span aria-hidden>{day}</span>
          <span class="unseen">{words.removeDay(day)}</span>
        </Button>
      ))}
      <Field
        label={label}
        type="date"
        value={typed.value}
        onInput={(day) => {
          typed.value = day
        }}
      />
      <Button
        icon="plus"
        disabled={typed.value === '' || value.includes(typed.value)}
        onClick={() => {
          onChange([...value, typed.value].sort())
          typed.value = ''
        }}
      >
        {words.addDay}
      </Button>
    </FieldGroup>
  )
}

/**
 * `逢週一、週三，由2026年12月1日起，假期除外`. A beginning that has passed is left out, unless the days are counted from it.
 * @param today in the estate's zone
 */
export function recurrenceSentence(
  { sentence: own, nthNames, lastDay }: PlanWords,
  { rule, startsOn, until, also, except }: Recurrence,
  holidays: OnHolidays,
  today: CivilDate,
): string {
  const names = (days: readonly number[]) => days.map(weekdayName).join(own.and)
  const count = (interval: number) => decimal(interval)
  const days = () => {
    switch (rule.every) {
      case 'dates':
        return [startsOn, ...also].map(civilDay).join(own.and)
      case 'day':
        return rule.interval === 1 ? own.everyDay : own.days(count(rule.interval))
      case 'week':
        if (rule.interval === 1 && rule.weekdays.length === 7) return own.everyDay
        return rule.interval === 1
          ? own.week(names(rule.weekdays))
          : own.weeks(count(rule.interval), names(rule.weekdays))
      case 'month': {
        const which =
          'days' in rule
            ? rule.days.map((day) => (day === -1 ? lastDay : own.monthDay(decimal(day)))).join(own.and)
            : `${nthNames[rule.nth] ?? ''} ${weekdayName(rule.weekday)}`
        return `${rule.interval === 1 ? own.month : own.months(count(rule.interval))} ${which}`
      }
    }
  }
  const isListed = rule.every === 'dates'
  const isCounted = rule.every !== 'dates' && rule.interval > 1
  return [
    days(),
    !isListed && (isCounted || startsOn > today) ? own.from(civilDay(startsOn)) : undefined,
    until === null ? undefined : own.until(civilDay(until)),
    !isListed && also.length > 0 ? own.also(decimal(also.length)) : undefined,
    except.length > 0 ? own.except(decimal(except.length)) : undefined,
    holidays === 'as-usual' ? undefined : own[holidays],
  ]
    .filter(Boolean)
    .join(own.join)
}
