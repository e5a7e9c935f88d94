/** What the list of findings is asked for, as it stands in the address: a link shows its reader what its writer saw. */
import * as v from 'valibot'
import type { Uuid } from '../../checkpoints/ids.ts'
import { addDays, CivilDate, DAY_MS } from '../../checkpoints/time.ts'
import {
  type Findings,
  FindingsQuery,
  type FindingsSearch,
  type ListedFinding,
} from '../../checkpoints/wire/finding.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'

export const FINDING_VIEWS = ['list', 'board', 'calendar', 'mine'] as const
export type FindingView = (typeof FINDING_VIEWS)[number]

export type Filter = { readonly [Key in keyof FindingsSearch]?: string }

export type FindingsShown = {
  readonly view: FindingView
  readonly filter: Filter
  /** Beside the list; undefined: none. */
  readonly open: Uuid | undefined
  /** A day of the month that the calendar shows; undefined: this one. */
  readonly month: CivilDate | undefined
}

const FILTERS = Object.keys(FindingsQuery.entries) as (keyof FindingsSearch)[]

/** Reads an address. What the server would not understand is left out, so that an old link still opens. */
export function shownFrom(query: Readonly<Record<string, string | undefined>>): FindingsShown {
  const view = FINDING_VIEWS.find((view) => view === query.view) ?? 'list'
  const filter = FILTERS.flatMap((key) => {
    const value = query[key]
    return value && v.is(FindingsQuery.entries[key], value) ? [[key, value]] : []
  })
  return {
    view,
    filter: Object.fromEntries(filter),
    open: query.open || undefined,
    month: v.is(CivilDate, query.month) ? query.month : undefined,
  }
}

export function findingsHref({ view, filter, open, month }: Partial<FindingsShown>): string {
  const entries = [
    ['view', view === 'list' ? undefined : view],
    ...FILTERS.map((key) => [key, filter?.[key]] as const),
    ['month', month],
    ['open', open],
  ] as const
  const given = entries.flatMap(([key, value]) => (value ? [[key, value]] : []))
  const search = new URLSearchParams(given).toString()
  return search === '' ? '/findings' : `/findings?${search}`
}

/** One that is set to nothing is left out. */
export function withFilter(filter: Filter, change: { readonly [Key in keyof Filter]?: string | undefined }): Filter {
  const merged = Object.entries({ ...filter, ...change }).filter(([, value]) => value)
  return Object.fromEntries(merged)
}

/** Those of a list that are joined by commas. */
export function chosen<Value extends string>(filter: Filter, key: keyof FindingsSearch): Value[] {
  return (filter[key]?.split(',').filter(Boolean) ?? []) as Value[]
}

export function countFilters(filter: Filter): number {
  return FILTERS.filter((key) => filter[key]).length
}

const OPEN = 'reported,in-work,fixed,call-back'
/** How long what is done stays on the board, counted from when it was done; and what may have been done so lately. */
const LATELY_DAYS = 14
const REPORTED_DAYS = 90

/** What is asked of the server for a view: without a state, those that are open; the board shows besides what was done lately. */
export function searchesFor({ view, filter }: Pick<FindingsShown, 'view' | 'filter'>, today: CivilDate): Filter[] {
  if (filter.state) return [filter]
  const open = { ...filter, state: OPEN }
  if (view !== 'board') return [open]
  const from = addDays(today, -REPORTED_DAYS)
  const lately = { ...filter, state: 'closed,settled', from: filter.from && filter.from > from ? filter.from : from }
  return [open, lately]
}

/** Whether it was done so lately that the board still shows it. */
export function isLately({ closedAt }: Pick<ListedFinding, 'closedAt'>, now: number): boolean {
  return closedAt !== null && closedAt > now - LATELY_DAYS * DAY_MS
}

/** The answers to several searches as one. */
export async function fetchFindings(estate: Uuid, searches: readonly Filter[]): Promise<Reply<Findings>> {
  const replies = await Promise.all(searches.map((search) => server.getFindings(estate, search)))
  const answers: Findings[] = []
  for (const reply of replies) {
    if (!reply.ok) return reply
    answers.push(reply.value)
  }
  return {
    ok: true,
    value: {
      now: Math.max(...answers.map(({ now }) => now)),
      findings: answers.flatMap(({ findings }) => findings),
      more: answers.some(({ more }) => more),
    },
  }
}
