/** "Make one for every floor" while it is being filled in. */
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { type GeneratorDraft, generateRows } from '../../checkpoints/checkpoint-generator.ts'
import type { ImportRow } from '../../checkpoints/checkpoint-row.ts'
import { LANGUAGES, type Language, nameIn } from '../../checkpoints/language.ts'
import type { Catalogue } from './catalogue.ts'
import { hasName, type NamesDraft } from './names.ts'

export type Pattern = { readonly code: string; readonly names: NamesDraft }

export type GeneratorFields = {
  /** The name of one that is there; empty: a new one, called `newBuilding`. */
  readonly building: string
  readonly newBuilding: string
  readonly from: string
  readonly to: string
  readonly skip: string
  readonly floorName: string
  readonly kinds: readonly Kind[]
  /** Only of the kinds whose pattern somebody has changed. */
  readonly patterns: Readonly<Partial<Record<Kind, Pattern>>>
}

export type GeneratorFault =
  | 'building'
  | 'floor'
  | 'skip'
  | 'floor-name'
  | 'kinds'
  | 'patterns'
  | 'too-many'
  | 'no-floor'

const ROWS_MAX = 5000

export function newGenerator(catalogue: Catalogue, language: Language): GeneratorFields {
  return {
    building: buildingsIn(catalogue, language)[0] ?? '',
    newBuilding: '',
    from: '1',
    to: '30',
    skip: '',
    floorName: floorNameOf(catalogue, language),
    kinds: ['meter-room', 'stairwell'],
    patterns: {},
  }
}

export function buildingsIn({ places }: Catalogue, language: Language): string[] {
  return [...places.values()]
    .filter(({ parent, kind }) => parent === null && kind === 'building')
    .sort((a, b) => a.position - b.position)
    .map(({ names }) => nameIn(names, language))
}

/** As most of the floors that are there are called, so that none of them is made a second time under another name. */
function floorNameOf({ places }: Catalogue, language: Language): string {
  const counts = new Map([[{ 'zh-Hant': '{floor} 樓', 'zh-Hans': '{floor} 层', en: '{floor}/F' }[language], 0]])
  for (const { kind, names } of places.values()) {
    const name = nameIn(names, language)
    // Basements are counted on their own.
    if (kind !== 'floor' || !/^\D*\d+\D*$/.test(name) || /^B|地庫|地库|地下/.test(name)) continue
    const pattern = name.replace(/\d+/, '{floor}')
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

export function buildingOf({ building, newBuilding }: GeneratorFields): string {
  return (building || newBuilding).trim()
}

// biome-ignore format: hand-aligned table
const CODES: Readonly<Record<Kind, string>> = {
  'meter-room': 'MTR', stairwell: 'STR', rooftop: 'RF', lift: 'LFT', lobby: 'LBY', 'outdoor-utilities': 'UTL',
  recreation: 'REC', grounds: 'GRD', 'car-park': 'CPK', perimeter: 'PRM', 'fit-out': 'FIT', 'vacant-unit': 'VAC',
}

/** The pattern of a kind as somebody has changed it, or as it is proposed. */
export function patternOf(fields: GeneratorFields, kind: Kind): Pattern {
  const { names } = KINDS[kind]
  return (
    fields.patterns[kind] ?? {
      code: `${prefixOf(buildingOf(fields))}-{floor}F-${CODES[kind]}`,
      names: {
        'zh-Hant': `{floor} 樓${names['zh-Hant']}`,
        'zh-Hans': `{floor} 层${names['zh-Hans']}`,
        en: `${names.en} {floor}/F`,
      },
    }
  )
}

/** `Tower 1` → `T1`, `B 座` → `B`, `第三座` → `T3`. */
export function prefixOf(building: string): string {
  const plain = building
    .normalize('NFKC')
    .replace(/[一二三四五六七八九]/g, (numeral) => String('一二三四五六七八九'.indexOf(numeral) + 1))
  const parts = plain.toUpperCase().match(/[A-Z]+|\d+/g) ?? []
  const short = parts.map((part) => (/\d/.test(part) ? part : part.slice(0, 1))).join('')
  return (/^[A-Z]/.test(short) ? short : `T${short || '1'}`).slice(0, 8)
}

export function generatorFaults(fields: GeneratorFields): Partial<Record<keyof GeneratorFields, GeneratorFault>> {
  const [from, to, skip] = [floorOf(fields.from), floorOf(fields.to), floorsOf(fields.skip)]
  const isWritten = fields.kinds.every((kind) => {
    const { code, names } = patternOf(fields, kind)
    return /\{floor\}|\{n\}/.test(code) && hasName(names)
  })
  const faults = {
    ...(buildingOf(fields) === '' && { newBuilding: 'building' as const }),
    ...(from === undefined && { from: 'floor' as const }),
    ...(to === undefined && { to: 'floor' as const }),
    ...(skip === undefined && { skip: 'skip' as const }),
    ...(!fields.floorName.includes('{floor}') && { floorName: 'floor-name' as const }),
    ...(fields.kinds.length === 0 && { kinds: 'kinds' as const }),
    ...(!isWritten && { patterns: 'patterns' as const }),
  }
  if (Object.keys(faults).length > 0) return faults
  const count = rowsOfGenerator(fields).length
  if (count === 0) return { skip: 'no-floor' }
  return count > ROWS_MAX ? { to: 'too-many' } : {}
}

/** Floor by floor, as one walks; none while a floor is no number. */
export function rowsOfGenerator(fields: GeneratorFields): ImportRow[] {
  const [from, to, skip] = [floorOf(fields.from), floorOf(fields.to), floorsOf(fields.skip)]
  if (from === undefined || to === undefined || skip === undefined) return []
  const building = buildingOf(fields)
  const columns = fields.kinds.map((kind) => {
    const { code, names } = patternOf(fields, kind)
    const draft: GeneratorDraft = { building, from, to, skip, floorName: fields.floorName, kind, code, names }
    return generateRows(draft)
  })
  const floors = columns[0]?.length ?? 0
  return Array.from({ length: floors }, (_, i) => columns.flatMap((rows) => rows[i] ?? [])).flat()
}

/** The name of a row in the reader's language. */
export function nameOfGenerated(row: ImportRow, language: Language): string {
  const names = Object.fromEntries(LANGUAGES.map((one) => [one, row[`name-${one}`] || undefined]))
  return nameIn(names, language)
}

/** A true minus is a hyphen. */
function floorOf(typed: string): number | undefined {
  const plain = typed.trim().replace('−', '-')
  const floor = /^-?\d{1,3}$/.test(plain) ? Number(plain) : Number.NaN
  return floor >= -9 && floor <= 200 ? floor : undefined
}

function floorsOf(typed: string): number[] | undefined {
  const floors = typed
    .split(/[,，、;；\s]+/)
    .filter((part) => part !== '')
    .map(floorOf)
  return floors.every((floor) => floor !== undefined) ? floors : undefined
}
