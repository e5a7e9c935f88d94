/** What a spot is asked, and what is known about it without signal: out of the pack. Pure. */
import { type Checklist, type ChecklistRef, withExtras } from '../../checkpoints/checklist.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import type { LastReading, MeterKnown, ReadingItem } from '../../checkpoints/meter.ts'
import type { Occupancy } from '../../checkpoints/place.ts'
import type { OpenFinding, Pack } from '../../checkpoints/wire/estate.ts'

/** Packs kept by an older version of the app have neither a spot's own items nor readings nor findings. */
type KeptPack = Omit<Pack, 'extras' | 'readings' | 'findings'> & Partial<Pick<Pack, 'extras' | 'readings' | 'findings'>>

/** The questions of one spot in the versions that are named; undefined if they are not on this phone. */
export function questionsOf(
  { checklists, extras = [] }: Pick<KeptPack, 'checklists' | 'extras'>,
  checkpoint: CheckpointId,
  ref: ChecklistRef,
): Checklist | undefined {
  const checklist = checklists.find(({ kind, version }) => kind === ref.kind && version === ref.version)
  const own = extras.find((one) => one.checkpoint === checkpoint && one.version === ref.extras)
  if (!checklist || (ref.extras !== undefined && !own)) return undefined
  return withExtras(checklist, own)
}

/** What a form knows about its spot besides what is entered. */
export type SpotKnown = {
  /** Of the unit in which the spot lies; null if it lies in none. */
  readonly occupancy: Occupancy | null
  readonly meter: (item: ReadingItem) => MeterKnown
  /** What is wrong here since an earlier visit and not settled yet. */
  readonly findings: readonly OpenFinding[]
}

/** A form whose estate is not on this phone any more: nothing is asked that would need more. */
export const NOTHING_KNOWN: SpotKnown = {
  occupancy: null,
  meter: () => ({ last: null, occupancy: null }),
  findings: [],
}

/** @param later readings that this phone has filed since the pack was made */
export function knownAbout(pack: KeptPack, checkpoint: CheckpointId, later: readonly LastReading[] = []): SpotKnown {
  const occupancyOf = (place: Uuid | undefined) => pack.places.find(({ id }) => id === place)?.occupancy ?? null
  const place = pack.checkpoints.find(({ id }) => id === checkpoint)?.place
  const readings = [...(pack.readings ?? []), ...later].filter((reading) => reading.checkpoint === checkpoint)
  return {
    occupancy: occupancyOf(place),
    meter: ({ id, meter }) => ({
      last: readings.filter(({ item }) => item === id).sort((a, b) => b.at - a.at)[0] ?? null,
      occupancy: occupancyOf(meter?.dwelling ?? place),
    }),
    findings: (pack.findings ?? []).filter((finding) => finding.checkpoint === checkpoint),
  }
}
