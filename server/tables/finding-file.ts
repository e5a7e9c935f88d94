/** All that papers about a finding are made of, as plain values. */
import type { Route } from '../../checkpoints/finding-act.ts'
import type { Partners } from '../../checkpoints/finding-rules.ts'
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import { type Language, type Names, nameIn } from '../../checkpoints/language.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Suspicion } from '../../checkpoints/presence.ts'
import { type CivilDate, civilDateOf, type Instant, type Zone } from '../../checkpoints/time.ts'
import type { ListedFinding, ShownEvent } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { civilDay, timeOfDay } from '../../checkpoints/writing.ts'
import { FINDING_WORDS } from '../words/finding.ts'
import type { FindingWords } from '../words/finding.zh-Hant.ts'

export type FiledEvent = ShownEvent & {
  /** Of its author on the estate now; none: nobody of the staff. */
  readonly roles: readonly Role[]
  /** Why the proof of his being there is doubtful. */
  readonly reasons: readonly Suspicion[]
}

/** More make a document that no mail takes. */
export const MOST_PHOTO_BYTES = 24 * 1024 * 1024

/** The bytes of a photo as they were sent; what is not among them is missing. */
export type PhotoBytes = ReadonlyMap<Sha256, Uint8Array | 'left-out'>

export type FindingFile = {
  readonly estate: Estate
  readonly now: Instant
  readonly finding: ListedFinding
  /** Of the item that was asked about; empty: the estate's own; null: it began without one. */
  readonly clause: string | null
  /** Where its spot is, from the building down. */
  readonly place: readonly Names[]
  /** Those that are or were to put a violation right, each from the building down; of one that is taken off the list nothing. */
  readonly units: ReadonlyMap<Uuid, readonly Names[]>
  readonly events: readonly FiledEvent[]
  readonly partners: Partners
  /** Of everybody whom it names, those who have left included. */
  readonly names: ReadonlyMap<Uuid, string>
  /** Of the other findings that it names. */
  readonly numbers: ReadonlyMap<Uuid, number>
  /** Of those that are merged into it now. */
  readonly merged: readonly number[]
  readonly photos: PhotoBytes
}

/** How a paper speaks to its reader. */
export type Speech = {
  readonly language: Language
  readonly words: FindingWords
  readonly zone: Zone
  readonly named: (names: Names) => string
  /** `2026年3月2日 21:05`: papers are read years later. */
  readonly time: (at: Instant) => string
  readonly day: (day: CivilDate) => string
  /** From the building down. */
  readonly path: (places: readonly Names[]) => string
}

export function speechIn(language: Language, zone: Zone): Speech {
  const named = (names: Names) => nameIn(names, language)
  return {
    ...{ language, zone, named, words: FINDING_WORDS[language] },
    time: (at) => `${civilDay(civilDateOf(at, zone), language)} ${timeOfDay(at, zone, language)}`,
    day: (day) => civilDay(day, language),
    path: (places) => places.map(named).join(' '),
  }
}

/** Whom a notice is for; undefined: no unit is named. */
export function residentsOf(
  { units }: Pick<FindingFile, 'units'>,
  route: Route | null,
  { words, path }: Speech,
): string | undefined {
  if (route?.kind !== 'violation' || route.unit === null) return undefined
  return words.notice.toUnit(path(units.get(route.unit) ?? []) || words.unknown)
}

/** What people call another finding by. */
export function numberOf({ numbers }: Pick<FindingFile, 'numbers'>, id: Uuid, { words }: Speech): string {
  const number = numbers.get(id)
  return number === undefined ? '' : words.number(String(number))
}

/** Who sees to it, in words; empty: nothing is decided yet. */
export function responsibleFor({ finding, partners, names }: FindingFile, { words, named }: Speech): string {
  const { route } = finding
  if (!route) return ''
  const person = route.assignee === null ? undefined : (names.get(route.assignee) ?? words.unknown)
  const body =
    route.kind === 'repair' && route.contractor !== null
      ? (partners.contractors.find(({ id }) => id === route.contractor)?.name ?? words.unknown)
      : route.kind === 'department'
        ? nameOf(
            partners.departments.find(({ id }) => id === route.department),
            named,
            words,
          )
        : undefined
  return [body, person].filter((part) => part !== undefined).join(words.and) || words.nobody
}

function nameOf(department: { readonly names: Names } | undefined, named: Speech['named'], words: FindingWords) {
  return department ? named(department.names) : words.unknown
}
