/** Filters that a person has given a name: they stay on his browser, apart for each estate. */
import * as v from 'valibot'
import type { Uuid } from '../../checkpoints/ids.ts'
import { dropText, keepText, keptText } from '../device/kept-text.ts'
import { FINDING_VIEWS, type Filter, type FindingView, shownFrom } from './findings.ts'

export type SavedFilter = { readonly name: string; readonly view: FindingView; readonly filter: Filter }

const Kept = v.array(
  v.object({
    name: v.string(),
    view: v.picklist(FINDING_VIEWS),
    filter: v.record(v.string(), v.string()),
  }),
)

const keyOf = (person: Uuid, estate: Uuid) => `findings-filters ${person} ${estate}`

/** In alphabetical order. What cannot be read any more counts as none. */
export function savedFilters(person: Uuid, estate: Uuid): SavedFilter[] {
  const read = v.safeParse(Kept, parsed(keptText(keyOf(person, estate))))
  if (!read.success) return []
  return read.output.map(({ name, view, filter }) => ({ name, view, filter: shownFrom(filter).filter }))
}

/** Under a name that is there already it takes that one's place. @returns false if the browser keeps nothing */
export function saveFilter(person: Uuid, estate: Uuid, saved: SavedFilter): boolean {
  const others = savedFilters(person, estate).filter(({ name }) => name !== saved.name)
  const all = [...others, saved].toSorted((a, b) => a.name.localeCompare(b.name))
  return keepText(keyOf(person, estate), JSON.stringify(all))
}

export function dropFilter(person: Uuid, estate: Uuid, name: string): void {
  const others = savedFilters(person, estate).filter((saved) => saved.name !== name)
  if (others.length === 0) dropText(keyOf(person, estate))
  else keepText(keyOf(person, estate), JSON.stringify(others))
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '[]')
  } catch {
    return []
  }
}
