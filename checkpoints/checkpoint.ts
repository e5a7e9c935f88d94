/** A spot that must be visited, and the kinds of spot the policy knows (policy 4.4, 5–8). */
import * as v from 'valibot'
import { CheckpointId, Uuid } from './ids.ts'
import { Names, type Words } from './language.ts'
import { type Occupancy, type Place, placesInOrder } from './place.ts'

/** Kind → clause of the policy that says what it must be checked for, and its name in three languages. */
// biome-ignore format: hand-aligned table
export const KINDS = {
  'meter-room':   { clause: '4.4.1', names: { 'zh-Hant': '電錶／水錶房', 'zh-Hans': '电表／水表房', en: 'Meter room' } },
  stairwell:      { clause: '4.4.2', names: { 'zh-Hant': '後樓梯', 'zh-Hans': '楼梯间', en: 'Stairwell' } },
  rooftop:        { clause: '4.4.3', names: { 'zh-Hant': '走火通道及天台', 'zh-Hans': '消防通道及天台', en: 'Fire corridor and rooftop' } },
  lift:           { clause: '4.4.4', names: { 'zh-Hant': '升降機', 'zh-Hans': '电梯', en: 'Lift' } },
  lobby:          { clause: '4.4.5', names: { 'zh-Hant': '大堂及走廊', 'zh-Hans': '大堂及走廊', en: 'Lobby and corridors' } },
  'outdoor-utilities': { clause: '5.1', names: { 'zh-Hant': '戶外水電煤及電訊設施', 'zh-Hans': '室外水电气及通信设施', en: 'Outdoor utilities' } },
  recreation:     { clause: '5.2',   names: { 'zh-Hant': '康樂設施', 'zh-Hans': '文体设施', en: 'Recreation area' } },
  grounds:        { clause: '5.3',   names: { 'zh-Hant': '道路及廣場', 'zh-Hans': '道路及广场', en: 'Roads and squares' } },
  'car-park':     { clause: '5.4',   names: { 'zh-Hant': '停車場', 'zh-Hans': '车库', en: 'Car park' } },
  perimeter:      { clause: '6',     names: { 'zh-Hant': '周邊環境', 'zh-Hans': '周边环境', en: 'Perimeter' } },
  'fit-out':      { clause: '7',     names: { 'zh-Hant': '裝修單位', 'zh-Hans': '装修单元', en: 'Fit-out works' } },
  'vacant-unit':  { clause: '8',     names: { 'zh-Hant': '空置單位', 'zh-Hans': '空置单元', en: 'Vacant unit' } },
} as const satisfies Readonly<Record<string, { readonly clause: string; readonly names: Words }>>

export type Kind = keyof typeof KINDS
export const Kind = v.picklist(Object.keys(KINDS) as [Kind, ...Kind[]])

/** A code people type and say, like `B-12F-MTR`: unique per estate, may change. */
export const CheckpointCode = v.pipe(v.string(), v.regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/))

/** One revision of a tag: a byte in the token, so a checkpoint has at most 255 reissues. */
export const Revision = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255))
export type Revision = v.InferOutput<typeof Revision>

export const Checkpoint = v.strictObject({
  id: CheckpointId,
  code: CheckpointCode,
  kind: Kind,
  names: Names,
  place: Uuid,
  /** Walking order within the estate, from 0. */
  position: v.pipe(v.number(), v.integer(), v.minValue(0)),
  state: v.picklist(['active', 'retired']),
  /** The tag revision in force; every lower one is revoked. */
  revision: Revision,
  /** What to look at here in particular (巡查的重點內容), shown on every form of the spot. */
  focus: v.nullable(Names),
})
export type Checkpoint = v.InferOutput<typeof Checkpoint>

/** Spots in the order in which one walks them: by place, then by their own position within it. */
export function inWalkingOrder<Spot extends Pick<Checkpoint, 'place' | 'position'>>(
  spots: readonly Spot[],
  places: readonly Place[],
): Spot[] {
  const rank = new Map(placesInOrder(places).map(({ id }, i) => [id, i]))
  const rankOf = (spot: Spot) => rank.get(spot.place) ?? rank.size
  return spots.toSorted((a, b) => rankOf(a) - rankOf(b) || a.position - b.position)
}

/** Whether a spot in a unit is patrolled at all: a vacant-unit check needs a vacant unit, a fit-out check works going on. */
export function appliesIn(kind: Kind, occupancy: Occupancy | null): boolean {
  if (occupancy === null) return true
  if (kind === 'vacant-unit') return occupancy === 'vacant'
  return kind !== 'fit-out' || occupancy === 'fit-out'
}
