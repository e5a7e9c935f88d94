/** From a recurrence to its days. Apart from recurrence.ts, because phones never need the library. */
import { RRuleTemporal } from 'rrule-temporal'
import { type Recurrence, recurrenceText } from './recurrence.ts'
import { addDays, type CivilDate } from './time.ts'

/** The days of a recurrence from one civil day to another, both included, in order, each once. */
export function recurrenceDays(recurrence: Recurrence, from: CivilDate, to: CivilDate): CivilDate[] {
  const { startsOn, until, rule, also, except } = recurrence
  const first = from > startsOn ? from : startsOn
  const last = until !== null && until < to ? until : to
  const days = new Set(
    rule.every === 'dates' ? [startsOn] : ruleDays({ ...recurrence, also: [], except: [] }, first, last),
  )
  for (const day of also) days.add(day)
  for (const day of except) days.delete(day)
  return [...days].filter((day) => day >= from && day <= to).sort()
}

/** The library keeps what it has parsed, and a plan is asked again and again. */
const parsed = new Map<string, RRuleTemporal>()

function ruleDays(recurrence: Recurrence, from: CivilDate, to: CivilDate): CivilDate[] {
  if (from > to) return []
  const text = recurrenceText({ ...recurrence, startsOn: anchored(recurrence, from) })
  let rule = parsed.get(text)
  if (!rule) {
    if (parsed.size > 1000) parsed.clear()
    rule = new RRuleTemporal({ rruleString: text })
    parsed.set(text, rule)
  }
  // Days without a zone are midnights of UTC to the library; a day of slack on both sides costs nothing.
  return rule
    .between(new Date(`${addDays(from, -1)}T12:00:00Z`), new Date(`${to}T12:00:00Z`), true)
    .map((at) => at.toPlainDate().toString())
    .filter((day) => day >= from && day <= to)
}

/**
 * A start nearer to the days that are asked for, from which the rule falls on the same days: the library counts from the start, and
 * a plan of ten years would be counted through every minute. Rules that count months are left alone: they take few steps.
 */
function anchored({ startsOn, rule }: Recurrence, from: CivilDate): CivilDate {
  if (rule.every !== 'day' && rule.every !== 'week') return startsOn
  const step = rule.every === 'day' ? rule.interval : rule.interval * 7
  const gone = Math.floor((Date.parse(from) - Date.parse(startsOn)) / 86_400_000 / step) - 1
  return gone > 0 ? addDays(startsOn, gone * step) : startsOn
}
