/**
 * Keeping what is done about a finding, inside a transaction: whether it counts is decided upon all that was done before
 * (checkpoints/finding-decision.ts), and everybody who is to hear of it is told in the same breath.
 */
import { after, FINDING_STATES, type Finding, type FindingBeginning, type KeptAct } from '../../checkpoints/finding.ts'
import { type FindingAct, photosOfAct } from '../../checkpoints/finding-act.ts'
import { type Actor, decide, type Given } from '../../checkpoints/finding-decision.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { FindingReceipt } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { EventPresence, StoredEvent, StoredFinding } from '../store/findings.ts'
import type { Stores } from '../store/stores.ts'
import { faultInAct } from './act-faults.ts'
import { dueDaysOf } from './finding-rules.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { followFinding, waitingResidents } from './resident-reports.ts'
import { tellOf } from './tell-of.ts'
import { followWorkOrder } from './work-orders.ts'

/** Who does it: somebody of the staff with his roles on the estate, or a contractor by the name he gives. */
export type Author =
  | { readonly by: 'staff'; readonly person: Uuid; readonly roles: readonly Role[] }
  | { readonly by: 'contractor'; readonly name: string }

export type Deed = {
  readonly id: Uuid
  readonly finding: Uuid
  readonly estate: Uuid
  /** By the clock of whoever does it. */
  readonly at: Instant
  readonly basis: number
  readonly author: Author
  /** Of the event as it was sent; what makes two of the same id the same. */
  readonly sha256: string
  /** The phone that signed it, and the bytes it signed; null: those of the visit that it was made of. */
  readonly signed: { readonly device: Uuid; readonly jws: string | null } | null
  readonly presence: EventPresence | null
}

export type KeptDeed = {
  readonly receipt: FindingReceipt
  readonly first: boolean
  /** Something was erased: the log has to be scrubbed once this is on disk. */
  readonly erased: boolean
}

/** Keeps a deed about a finding that is there. The same one twice is kept once. */
export async function keepAct(
  context: Context,
  stores: Stores,
  deed: Deed & { readonly act: ActOfDeed },
): Promise<Outcome<KeptDeed>> {
  const known = await knownDeed(stores, deed)
  if (known) return known
  const stored = await stores.findings.byId(deed.finding)
  const estate = await stores.estates.byId(deed.estate)
  // Another estate's findings do not exist for him.
  if (!estate || stored?.estate !== estate.id) return refused('finding-unknown')
  const fault = await faultInAct(stores, estate.id, deed.act)
  if (fault) return fault
  const receivedAt = context.now()
  const { act, given } = await completed(stores, estate, { act: deed.act, finding: stored.finding, now: receivedAt })
  const history = await stores.findings.events(deed.finding)
  const decided = decide(deed.finding, history, { act, basis: deed.basis }, actorOf(deed.author), given)
  if (decided.outcome === 'refused') return refused('finding-act-refused', { where: [decided.why] })
  // Whoever had seen an event did this after it had come in, whatever his phone's clock says.
  const seenAt = history.findLast(({ sequence }) => sequence <= deed.basis)?.receivedAt ?? 0
  const at = Math.max(deed.at, seenAt)
  return keep(context, stores, { ...deed, at, act }, { stored, receivedAt, standing: decided.outcome })
}

/** Keeps what a finding begins with: the report of somebody, or what a visit saw. */
export async function keepBeginning(
  context: Context,
  stores: Stores,
  deed: Omit<Deed, 'basis' | 'presence'> & { readonly beginning: FindingBeginning },
): Promise<Outcome<KeptDeed>> {
  const known = await knownDeed(stores, deed)
  if (known) return known
  if (await stores.findings.byId(deed.finding)) return refused('word-conflict')
  const act: KeptAct = { kind: 'begin', ...deed.beginning }
  return keep(
    context,
    stores,
    { ...deed, basis: 0, presence: null, act },
    { stored: undefined, receivedAt: context.now(), standing: 'applied' },
  )
}

/** What was kept of it before, or that something else was; undefined: nothing. */
export async function knownDeed(
  stores: Stores,
  { id, sha256, author }: Pick<Deed, 'id' | 'sha256' | 'author'>,
): Promise<Outcome<KeptDeed> | undefined> {
  const known = await stores.findings.event(id)
  if (!known) return undefined
  const isOwn = known.by === (author.by === 'staff' ? author.person : null)
  if (!isOwn || known.sha256 !== sha256) return refused('word-conflict')
  return done({ receipt: receiptOf(known), first: false, erased: false })
}

type Keeping = {
  readonly stored: StoredFinding | undefined
  readonly receivedAt: Instant
  readonly standing: StoredEvent['standing']
}

async function keep(
  context: Context,
  stores: Stores,
  deed: Deed & { readonly act: KeptAct },
  { stored, receivedAt, standing }: Keeping,
): Promise<Outcome<KeptDeed>> {
  const { id, act, author, basis, sha256, signed, presence } = deed
  const event: StoredEvent = {
    ...{ id, finding: deed.finding, basis, sha256, presence, standing, act, receivedAt },
    sequence: (stored?.finding.version ?? 0) + 1,
    at: Math.min(deed.at, receivedAt),
    by: author.by === 'staff' ? author.person : null,
    contractor: author.by === 'contractor' ? author.name : null,
    device: signed?.device ?? null,
    jws: signed?.jws ?? null,
  }
  const finding = after(deed.finding, stored?.finding, event)
  if (!finding) throw new Error('a finding begins with its beginning')
  if (stored) await stores.findings.add(finding, event)
  const number = stored?.number ?? (await stores.findings.begin(deed.estate, finding, event))
  await stores.findings.addPhotos(finding.id, photosOfAct(act))
  const erased = await followFinding(stores, deed.estate, { before: stored?.finding, finding, event })
  const passed = await passCallBack(context, stores, deed, { before: stored?.finding, finding, receivedAt })
  const happened = { estate: deed.estate, number, finding, before: stored?.finding, event }
  await followWorkOrder(stores, happened)
  await tellOf(context, stores, happened)
  return done({ receipt: receiptOf(event), first: true, erased: erased || passed })
}

/**
 * Whoever is to be called back is called about the finding that goes on: with a merge that one owes it, and when the two are two
 * again no more, unless somebody else waits for it. Nor does one that is opened again when nobody is left to be reached.
 * @returns whether something was erased with that
 */
async function passCallBack(
  context: Context,
  stores: Stores,
  deed: Deed & { readonly act: KeptAct },
  passing: Pick<Keeping, 'receivedAt'> & { readonly before: Finding | undefined; readonly finding: Finding },
): Promise<boolean> {
  const { before, finding, receivedAt } = passing
  const isPassed = finding.mergedInto !== (before?.mergedInto ?? null) || finding.callBack !== before?.callBack
  const other = isPassed ? (finding.mergedInto ?? before?.mergedInto) : undefined
  let erased = false
  for (const id of [other, deed.act.kind === 'reopen' ? finding.id : undefined]) {
    const stored = id ? await stores.findings.byId(id) : undefined
    if (!stored || !goesOn(stored.finding)) continue
    const owed = await owesCallBack(stores, deed.estate, stored.finding)
    if (owed === stored.finding.callBack) continue
    const act = { kind: 'owe-call-back', of: finding.id, owed } as const
    const about = { ...deed, finding: stored.finding.id, basis: stored.finding.version, act }
    const made = { id: context.newId(), sha256: '', signed: null, presence: null }
    const kept = await keep(context, stores, { ...about, ...made }, { stored, receivedAt, standing: 'applied' })
    erased ||= kept.ok && kept.value.erased
  }
  return erased
}

/** Itself, or as the one it was merged into. */
function goesOn({ state }: Finding): boolean {
  return FINDING_STATES[state].open || state === 'merged'
}

async function owesCallBack(stores: Stores, estate: Uuid, finding: Finding): Promise<boolean> {
  return (await waitingResidents(stores, estate, finding)).some(({ contact }) => contact !== null)
}

type ActOfDeed = Exclude<FindingAct, { kind: 'report' }>

/** What a decision needs to know besides; and the day that a triage leaves to the rules. */
async function completed(
  stores: Stores,
  estate: Estate,
  { act, finding, now }: { readonly act: ActOfDeed; readonly finding: Finding; readonly now: Instant },
): Promise<{ readonly act: Exclude<KeptAct, { kind: 'begin' | 'owe-call-back' }>; readonly given: Given }> {
  if (act.kind === 'merge') {
    const into = await stores.findings.byId(act.into)
    return { act, given: { into: into?.estate === estate.id ? into.finding : undefined } }
  }
  if (act.kind !== 'triage') return { act, given: {} }
  const latestDue = (await dueDaysOf(stores, estate, now))(finding, act.route.kind)
  return { act: { ...act, dueOn: act.dueOn ?? latestDue }, given: { latestDue } }
}

function actorOf(author: Author): Actor {
  return author.by === 'staff' ? author : { by: 'contractor' }
}

function receiptOf({ id, finding, sequence, standing, at, receivedAt }: StoredEvent): FindingReceipt {
  return { id, finding, sequence, standing, at, receivedAt }
}
