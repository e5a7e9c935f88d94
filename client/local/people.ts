import type { Uuid } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { database, writeDurably } from './database.ts'

/** Somebody who has signed in on this phone and not out again. */
export type PersonHere = {
  readonly person: Uuid
  /** As the server last confirmed him. Phones that have not been online since an older version lack the end of his sign-in. */
  readonly me: Omit<Me, 'signedInUntil'> & Partial<Pick<Me, 'signedInUntil'>>
  /** Whether he is at the phone now; at most one is. */
  readonly here: boolean
  /** When he last came to it or left it, by the phone's clock. */
  readonly usedAt: Instant
  /** Since when the server asks for his password, by the phone's clock; null: it does not. */
  readonly lapsedAt: Instant | null
}

/** Everybody this phone knows, the one who used it last first. */
export async function keptPeople(): Promise<PersonHere[]> {
  return (await (await database()).getAll('people')).sort((a, b) => b.usedAt - a.usedAt)
}

/** The server has confirmed him: he is at the phone now, and nobody else is. */
export async function keepPerson(me: Me, now: Instant): Promise<void> {
  const { id: person } = me.person
  await changePeople((known) => [
    ...known.filter((other) => other.person !== person).map((other) => ({ ...other, here: false })),
    { person, me, here: true, usedAt: now, lapsedAt: null },
  ])
}

/** He has come back to the phone. @returns undefined if it does not know him any more */
export async function returnPerson(person: Uuid, now: Instant): Promise<PersonHere | undefined> {
  const known = await changePeople((known) =>
    known.map((other) => (other.person === person ? { ...other, here: true, usedAt: now } : { ...other, here: false })),
  )
  return known.find((other) => other.person === person)
}

/** Whoever is at the phone leaves it, and stays known to it. */
export async function stepAway(now: Instant): Promise<void> {
  await changePeople((known) => known.map((one) => (one.here ? { ...one, here: false, usedAt: now } : one)))
}

/** The server has asked for his password. */
export async function markLapsed(person: Uuid, now: Instant): Promise<void> {
  await changePeople((known) =>
    known.map((one) => (one.person === person ? { ...one, lapsedAt: one.lapsedAt ?? now } : one)),
  )
}

/**
 * He signs out. What he still has to send stays, and so does his key: without it nothing he files would fit on. The packs of
 * estates where nobody is left who works there go.
 * @returns whether the phone still knows anybody
 */
export async function forgetPerson(person: Uuid): Promise<boolean> {
  return writeDurably(['people', 'packs'], async (tx) => {
    await tx.objectStore('people').delete(person)
    const left = await tx.objectStore('people').getAll()
    const needed = new Set(left.flatMap(({ me }) => me.memberships.map(({ estate }) => estate.id)))
    for (const estate of await tx.objectStore('packs').getAllKeys()) {
      if (!needed.has(estate)) await tx.objectStore('packs').delete(estate)
    }
    return left.length > 0
  })
}

async function changePeople(
  change: (known: readonly PersonHere[]) => readonly PersonHere[],
): Promise<readonly PersonHere[]> {
  return writeDurably(['people'], async (tx) => {
    const store = tx.objectStore('people')
    const changed = change(await store.getAll())
    await Promise.all(changed.map((one) => store.put(one)))
    return changed
  })
}
