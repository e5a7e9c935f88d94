/** The walk "hang the new labels": what is to be hung, as far as this phone knows, with and without a signal. */
import { signal } from '@preact/signals'
import { inWalkingOrder } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { DamagedLabel, Hanging, HangingSpot } from '../../checkpoints/wire/hanging.ts'
import { keepHanging, keptHanging, keptWords, type LabelWord } from '../local/label-words.ts'
import * as server from '../server.ts'
import { forgetWords } from './label-words.ts'
import { perEstate } from './polled.ts'

/** As the server said last, by estate. */
export const hangingKnown = signal<ReadonlyMap<Uuid, Hanging>>(new Map())

/** Reads what the phone has kept, unless something newer has come. */
export async function readHanging(estate: Uuid): Promise<void> {
  const kept = await keptHanging(estate).catch(() => undefined)
  if (kept && !hangingKnown.peek().has(estate)) put(estate, kept)
}

/** The server's list, the same for every screen that asks. */
export const hangingOf = perEstate(fetchHanging)

async function fetchHanging(estate: Uuid) {
  // Off the disk: this page may not have looked yet.
  const words = await keptWords().catch(() => [])
  const arrived = words.filter((word) => word.estate === estate && word.state === 'on-server')
  const reply = await server.getHanging(estate)
  if (!reply.ok) return reply
  put(estate, reply.value)
  await keepHanging(estate, reply.value).catch((error: unknown) => console.warn('the list could not be kept', error))
  // It knows of everything that had arrived before it was asked for.
  await forgetWords(arrived.map(({ id }) => id)).catch(() => undefined)
  return reply
}

function put(estate: Uuid, hanging: Hanging): void {
  hangingKnown.value = new Map(hangingKnown.peek()).set(estate, hanging)
}

/**
 * - new: a label that has been printed or reissued, and nothing tells that it hangs
 * - again: one that was damaged has been printed again
 * - old: the label before it has been read since
 */
export type WhyHang = 'new' | 'again' | 'old'

export type ToHang = {
  readonly spot: ListedCheckpoint
  readonly why: WhyHang
  /** The revision that is to hang. */
  readonly revision: number
  /** Nobody has printed it, as far as the server knows. */
  readonly isPrinted: boolean
  /** What has been said about it on this phone since. */
  readonly said: LabelWord | undefined
}

/** In walking order. */
export function toHang(pack: Pack, hanging: Hanging, words: readonly LabelWord[]): ToHang[] {
  const spots = new Map(hanging.spots.map((spot) => [spot.checkpoint, spot]))
  const reprinted = new Map(
    hanging.damaged.flatMap((label) => (label.printedAt === null ? [] : [[label.checkpoint, label]])),
  )
  return inWalkingOrder(pack.checkpoints, pack.places).flatMap((spot) => {
    const found = spots.get(spot.id)
    const why = found ? whyOf(found) : undefined
    if (why === undefined && !reprinted.has(spot.id)) return []
    const said = words.findLast(
      // What was said before the old label was read again is no answer to that.
      (word) =>
        word.checkpoint === spot.id && word.kind === 'installed' && word.body.installedAt > (found?.old?.at ?? 0),
    )
    const isPrinted = found === undefined || found.printed !== null
    return { spot, why: why ?? 'again', revision: found?.revision ?? spot.revision, isPrinted, said }
  })
}

function whyOf({ standing, revision, old }: HangingSpot): WhyHang | undefined {
  if (standing === 'printed' || (standing === 'unprinted' && revision > 1)) return 'new'
  return old ? 'old' : undefined
}

/** Whether something has been said about a label being damaged that nobody has answered yet, here or at the server. */
export function damageKnown(
  checkpoint: CheckpointId,
  hanging: Hanging | undefined,
  words: readonly LabelWord[],
): DamagedLabel | LabelWord | undefined {
  const said = words.findLast((word) => word.checkpoint === checkpoint && word.kind === 'damaged')
  return said ?? hanging?.damaged.find((label) => label.checkpoint === checkpoint)
}

/** More than these no address has to hold. */
const MOST_NAMED = 300

/** The page that prints labels with these chosen; with all of them, if they are too many to be named. */
export function printHref(spots: readonly { readonly checkpoint: CheckpointId }[]): string {
  const ids = [...new Set(spots.map(({ checkpoint }) => checkpoint))]
  return ids.length > MOST_NAMED ? '/labels' : `/labels?checkpoints=${ids.join(',')}`
}
