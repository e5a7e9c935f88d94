/** Buildings as their floors stacked, the top one at the top, each with what was visited there. Pure. */
import { addTallies, complianceOf, NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import { type Place, placesInOrder } from '../../checkpoints/place.ts'
import type { Directory, ReportedSpot } from '../../checkpoints/wire/report.ts'

export type Floor = {
  /** What lies right below the building: a floor as a rule. undefined: spots of the building itself. */
  readonly place: Place | undefined
  readonly tally: Tally
  readonly compliance: number | null
  /** The worst first, then in walking order. */
  readonly spots: readonly ReportedSpot[]
}

export type Tower = {
  /** A building, or what lies beside the buildings. undefined: spots that no place is known of. */
  readonly place: Place | undefined
  readonly tally: Tally
  readonly compliance: number | null
  /** From the top down. */
  readonly floors: readonly Floor[]
}

/** In walking order; only places in which a spot was expected. */
export function towersOf(spots: readonly ReportedSpot[], { places, spots: named }: Directory): Tower[] {
  const byId = new Map(places.map((place) => [place.id, place]))
  const placeOf = new Map(named.map(({ id, place }) => [id, place]))
  const paths = new Map<Uuid, readonly Place[]>()
  const pathOf = (id: Uuid | undefined) => {
    const path = paths.get(id ?? '') ?? pathDownTo(byId, id)
    if (id !== undefined) paths.set(id, path)
    return path
  }
  const located = spots.map((spot) => ({ spot, path: pathOf(placeOf.get(spot.checkpoint)) }))
  const ordered = [...placesInOrder(places), undefined]
  return inOrder(located, ordered, ({ path }) => path[0]).map(({ place, of }) => {
    const stacked = topDown(ordered.filter((one) => one === undefined || one.parent === place?.id))
    const floors = inOrder(of, stacked, ({ path }) => path[1]).map(({ place, of }) => ({
      place,
      ...part(of.map(({ spot }) => spot)),
      spots: of.map(({ spot }) => spot).sort(worstFirst),
    }))
    return { place, ...part(of.map(({ spot }) => spot)), floors }
  })
}

/** The worst floor of all: the lowest compliance, then the most gaps; undefined: none has any. */
export function worstFloor(towers: readonly Tower[]): { readonly tower: Tower; readonly floor: Floor } | undefined {
  const missed = towers.flatMap((tower) =>
    tower.floors.flatMap((floor) => (floor.tally.missed > 0 ? [{ tower, floor }] : [])),
  )
  return missed.sort(
    (a, b) => a.floor.compliance! - b.floor.compliance! || b.floor.tally.missed - a.floor.tally.missed,
  )[0]
}

/**
 * How high a floor lies, read off its name: 0 the ground, the first basement -1, a roof above everything; undefined where the name
 * does not tell. 地下 is the ground floor in Hong Kong, and below the ground on the mainland.
 */
export function levelOf({ 'zh-Hant': hant = '', 'zh-Hans': hans = '', en = '' }: Names): number | undefined {
  const all = [en, hant, hans].join(' ')
  if (/\b(roof|rooftop)\b|天台|天面|屋頂|屋顶/i.test(all)) return Number.POSITIVE_INFINITY
  const below = /\bB(\d+)\b|\bbasement (\d+)|地庫 ?(\d+)|地库 ?(\d+)|地下第?(\d+) ?[層层]|[負负-](\d+) ?[樓层層]/i.exec(
    all,
  )
  if (below) return -Number(below.slice(1).find((digits) => digits !== undefined))
  if (/\bbasement\b|地庫|地库|地下室|地下停車場|地下停车场|地下车库/i.test(all)) return -1
  const above = /\b(\d+) ?(?:\/F|F)\b|\bfloor (\d+)|\b(\d+)(?:st|nd|rd|th) floor|(\d+) ?[樓層层楼]/i.exec(all)
  if (above) return Number(above.slice(1).find((digits) => digits !== undefined))
  if (/\b(G\/F|ground|lobby|podium)\b|地下|大堂|平台/i.test([en, hant].join(' '))) return 0
  return undefined
}

/** By height where the names tell it: others beside those they are walked next to. Nothing told: the last one walked at the top. */
function topDown(floors: readonly (Place | undefined)[]): (Place | undefined)[] {
  const levels = floors.map((floor) => floor && levelOf(floor.names))
  const known = levels.some((level) => level !== undefined)
  const heights = floors.map((floor, at) => {
    // The building itself stands below its floors, as its way in does.
    if (!floor) return Number.NEGATIVE_INFINITY
    if (!known) return at
    return (
      levels[at] ??
      levels.slice(0, at).findLast((level) => level !== undefined) ??
      levels.find((level) => level !== undefined)!
    )
  })
  return floors
    .map((floor, at) => ({ floor, height: heights[at]! }))
    .sort((a, b) => (a.height === b.height ? 0 : a.height < b.height ? 1 : -1))
    .map(({ floor }) => floor)
}

function inOrder<Of>(
  all: readonly Of[],
  order: readonly (Place | undefined)[],
  placeOf: (one: Of) => Place | undefined,
): { readonly place: Place | undefined; readonly of: readonly Of[] }[] {
  const groups = new Map<Uuid | undefined, Of[]>()
  for (const one of all) {
    const group = groups.get(placeOf(one)?.id)
    if (group) group.push(one)
    else groups.set(placeOf(one)?.id, [one])
  }
  return order.flatMap((place) => {
    const of = groups.get(place?.id)
    return of ? [{ place, of }] : []
  })
}

function part(spots: readonly ReportedSpot[]): { readonly tally: Tally; readonly compliance: number | null } {
  const tally = spots.reduce((sum, spot) => addTallies(sum, spot.tally), NO_CELLS)
  return { tally, compliance: complianceOf(tally) }
}

/** Missed the most often, then the lowest compliance. */
export function worstFirst(a: ReportedSpot, b: ReportedSpot): number {
  return b.tally.missed - a.tally.missed || (a.compliance ?? 1) - (b.compliance ?? 1)
}

function pathDownTo(places: ReadonlyMap<Uuid, Place>, id: Uuid | undefined): readonly Place[] {
  const path: Place[] = []
  for (let place = places.get(id ?? ''); place && !path.includes(place); place = places.get(place.parent ?? '')) {
    path.unshift(place)
  }
  return path
}
