/** The places that rows of a spreadsheet name: those of the estate, and those still to be made. */
import { folded, type ImportColumn, type PlaceCells, placeCells } from './checkpoint-row.ts'
import type { Uuid } from './ids.ts'
import { LANGUAGES, type Language, type Names } from './language.ts'
import { type Place, type PlaceKind, placesInOrder } from './place.ts'

/** A place of the estate by its id, or one that will be made by its number in {@link PlaceBook.added}. */
export type PlaceToBe = Uuid | number

export type NewPlace = {
  readonly parent: PlaceToBe | null
  readonly kind: PlaceKind
  readonly names: Names
  /** From the estate down, as the file writes it. */
  readonly path: readonly string[]
}

const LEVELS = ['building', 'floor', 'zone'] as const

/** Looks places up as people write them: in any language, whatever the case and width. */
export class PlaceBook {
  /** In the order in which they were first named, each after the one it lies in. */
  readonly added: NewPlace[] = []
  readonly #languageOf: (text: string) => Language
  /** Parent and folded name → place. */
  readonly #children = new Map<string, PlaceToBe>()
  /** All three cells, folded → place: finds also what does not fit three columns. */
  readonly #byCells = new Map<string, Uuid>()
  /** Place → its cells in each language, folded. */
  readonly #cellsOf = new Map<Uuid, readonly PlaceCells[]>()

  /** @param languageOf in which language a name is written that comes without one */
  constructor(places: readonly Place[], languageOf: (text: string) => Language) {
    this.#languageOf = languageOf
    const byId = new Map(places.map((place) => [place.id, place]))
    for (const { id, parent, names } of placesInOrder(places)) {
      for (const name of Object.values(names))
        if (name !== undefined) setFirst(this.#children, childKey(parent, name), id)
      const cells = LANGUAGES.map((language) => foldedCells(placeCells(byId, id, language)))
      this.#cellsOf.set(id, cells)
      for (const one of cells) setFirst(this.#byCells, cellsKey(one), id)
    }
  }

  /** Whether the cells are how the place is written in some language. */
  isAt(place: Uuid, cells: PlaceCells): boolean {
    const key = cellsKey(foldedCells(cells))
    return this.#cellsOf.get(place)?.some((one) => cellsKey(one) === key) ?? false
  }

  /** The columns in which the cells say something else than where the place is. */
  columnsApart(place: Uuid, cells: PlaceCells): ImportColumn[] {
    const given = foldedCells(cells)
    const known = this.#cellsOf.get(place) ?? []
    const apart = LEVELS.filter((level) => known.every((one) => one[level] !== given[level]))
    return apart.length > 0 ? apart : ['building']
  }

  find(cells: PlaceCells): PlaceToBe | undefined {
    const whole = this.#byCells.get(cellsKey(foldedCells(cells)))
    if (whole !== undefined) return whole
    let at: PlaceToBe | null = null
    for (const level of LEVELS) {
      if (cells[level] === '') continue
      const below: PlaceToBe | undefined = this.#children.get(childKey(at, cells[level]))
      if (below === undefined) return undefined
      at = below
    }
    return at ?? undefined
  }

  /** @param cells at least one of them is written */
  findOrAdd(cells: PlaceCells): PlaceToBe {
    const found = this.find(cells)
    if (found !== undefined) return found
    let at: PlaceToBe | null = null
    const path: string[] = []
    for (const kind of LEVELS) {
      const name = cells[kind]
      if (name === '') continue
      path.push(name)
      const key = childKey(at, name)
      const below: PlaceToBe | undefined = this.#children.get(key)
      if (below === undefined) {
        this.added.push({ parent: at, kind, names: { [this.#languageOf(name)]: name }, path: [...path] })
        this.#children.set(key, this.added.length - 1)
      }
      at = below ?? this.added.length - 1
    }
    if (at === null) throw new Error('a place has a name')
    return at
  }
}

function childKey(parent: PlaceToBe | null, name: string): string {
  return `${parent ?? ''}\n${folded(name)}`
}

function foldedCells({ building, floor, zone }: PlaceCells): PlaceCells {
  return { building: folded(building), floor: folded(floor), zone: folded(zone) }
}

function cellsKey({ building, floor, zone }: PlaceCells): string {
  return `${building}\n${floor}\n${zone}`
}

/** Of two that read the same, the one walked first is meant. */
function setFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value)
}
