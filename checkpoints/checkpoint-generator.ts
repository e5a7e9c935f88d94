/** "Make one for every floor": rows of a spreadsheet out of a pattern, to be previewed and brought in like any others. */
import type { ImportRow } from './checkpoint-row.ts'

/**
 * Patterns may hold `{building}`, `{floor}` and `{n}`: the building's name as given, the floor, a counter from 1.
 * @property from, to floors, both included; `to` below `from` counts down. `skip`: floors the tower does not have (4, 13, 14).
 * 0 is the ground floor and written `G`; those below it are `B1`, `B2` and so on.
 */
export type GeneratorDraft = {
  readonly building: string
  readonly from: number
  readonly to: number
  readonly skip: readonly number[]
  /** How a floor is called, `{floor}/F` for instance. */
  readonly floorName: string
  readonly kind: string
  readonly code: string
  readonly names: { readonly 'zh-Hant': string; readonly 'zh-Hans': string; readonly en: string }
}

/** One row a floor, from the first to the last. */
export function generateRows(draft: GeneratorDraft): ImportRow[] {
  const step = draft.to < draft.from ? -1 : 1
  const count = Math.abs(draft.to - draft.from) + 1
  const floors = Array.from({ length: count }, (_, i) => draft.from + i * step).filter(
    (floor) => !draft.skip.includes(floor),
  )
  return floors.map((floor, i) => {
    const fill = (pattern: string) =>
      pattern
        .replaceAll('{building}', draft.building)
        .replaceAll('{floor}', floorText(floor))
        .replaceAll('{n}', String(i + 1))
    return {
      code: fill(draft.code),
      kind: draft.kind,
      'name-zh-Hant': fill(draft.names['zh-Hant']),
      'name-zh-Hans': fill(draft.names['zh-Hans']),
      'name-en': fill(draft.names.en),
      building: draft.building,
      floor: fill(draft.floorName),
    }
  })
}

/** As lifts in Hong Kong write it. */
function floorText(floor: number): string {
  if (floor === 0) return 'G'
  return floor < 0 ? `B${-floor}` : String(floor)
}
