/** What goes out of the house: reports that name nobody. */
import { KINDS } from '../../checkpoints/checkpoint.ts'
import { LANGUAGES } from '../../checkpoints/language.ts'
import { isWanted } from '../../checkpoints/report.ts'
import type { Directory, Report } from '../../checkpoints/wire/report.ts'

/**
 * A report without what is said of or by a person. Words that staff wrote freely (reasons, acknowledgements) may hold a name and
 * are left out whole; so is which homes stand empty.
 */
export function withoutNames(report: Report): Report {
  return {
    ...report,
    people: [],
    doubtful: report.doubtful.map((visit) => ({ ...visit, person: null })),
    outOfPlan: report.outOfPlan.map((visit) => ({ ...visit, person: null })),
    excused: report.excused.map((excused) => ({ ...excused, reasons: [] })),
    acknowledged: [],
    directory: narrowed(report.directory, report.filter),
  }
}

/** The spots that the filter lets through, and the places on the way to them. */
function narrowed({ spots, places, ...directory }: Directory, filter: Report['filter']): Directory {
  const shown = withoutVacancies(spots.filter((spot) => isWanted(spot, filter)))
  const parents = new Map(places.map(({ id, parent }) => [id, parent]))
  const passed = new Set<string>()
  for (const { place } of shown) {
    for (let at: string | null | undefined = place; at && !passed.has(at); at = parents.get(at)) passed.add(at)
  }
  return {
    ...directory,
    spots: shown,
    places: places.filter(({ id }) => passed.has(id)).map((place) => ({ ...place, occupancy: null })),
    people: [],
  }
}

/** A spot that is patrolled because nobody lives there is told by its kind, counted, and its building. */
function withoutVacancies(spots: Directory['spots']): Directory['spots'] {
  let vacant = 0
  return spots.map((spot) => {
    if (spot.kind !== 'vacant-unit') return spot
    const number = ++vacant
    const names = Object.fromEntries(
      LANGUAGES.map((language) => [language, `${KINDS[spot.kind].names[language]} ${number}`]),
    )
    return { ...spot, code: `VACANT-${number}`, names, place: spot.building ?? NOWHERE }
  })
}
/** Where nothing is. */
const NOWHERE = '00000000-0000-7000-8000-000000000000'
