/**
 * Bringing a phone's pack up to date: it names the parts it has by their digests, and of those it hears only that they are
 * the same. A digest that does not match costs a download, never a wrong pack.
 */
import type { Pack } from './estate.ts'
import type { PackDelta, PartDigest } from './pack-delta.ts'

/** More than this are not named: addresses have their limits. The rest comes whole. */
export const MOST_PARTS_NAMED = 500

/** What changes by itself: each list, and of the rounds each one. A pack that was kept by an older version lacks some. */
export function partsOf(pack: Partial<Pack> & Pick<Pack, 'rounds'>): readonly object[] {
  const { places, checkpoints, checklists, extras, readings, findings, keys, displays, work, emergency, rounds } = pack
  const lists = [places, checkpoints, checklists, extras, readings, findings, keys, displays, work, emergency]
  return [...lists.filter((list) => list !== undefined), ...rounds]
}

/** @param digestOf of a part of this pack */
export function deltaOf(pack: Pack, have: ReadonlySet<PartDigest>, digestOf: (part: object) => PartDigest): PackDelta {
  const told = <Part extends object>(part: Part): Part | PartDigest => {
    if (have.size === 0) return part
    const digest = digestOf(part)
    return have.has(digest) ? digest : part
  }
  const { now, estate, places, checkpoints, checklists, extras, readings, findings, keys, displays, rounds } = pack
  const { work, emergency } = pack
  return {
    now,
    estate,
    places: told(places),
    checkpoints: told(checkpoints),
    checklists: told(checklists),
    extras: told(extras),
    readings: told(readings),
    findings: told(findings),
    keys: told(keys),
    displays: told(displays),
    work: told(work),
    emergency: told(emergency),
    rounds: rounds.map(told),
  }
}

/**
 * @param kept parts that are on the phone, by digest
 * @returns undefined if one that the phone was told it has is not there: the whole pack has to be asked for
 */
export function wholeFrom(delta: PackDelta, kept: ReadonlyMap<PartDigest, object>): Pack | undefined {
  let lacking = false
  const whole = <Part extends object>(part: Part | PartDigest): Part => {
    if (typeof part !== 'string') return part
    const found = kept.get(part)
    lacking ||= found === undefined
    return found as Part
  }
  const { now, estate, places, checkpoints, checklists, extras, readings, findings, keys, displays, rounds } = delta
  const { work, emergency } = delta
  const pack: Pack = {
    now,
    estate,
    places: whole(places),
    checkpoints: whole(checkpoints),
    checklists: whole(checklists),
    extras: whole(extras),
    readings: whole(readings),
    findings: whole(findings),
    keys: whole(keys),
    displays: whole(displays),
    work: whole(work),
    emergency: whole(emergency),
    rounds: rounds.map((round) => whole(round)),
  }
  return lacking ? undefined : pack
}
