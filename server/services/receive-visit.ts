/** Taking a visit: read → verify → judge → keep → settle. Idempotent; a receipt is given only after the row is durable. */
import { shortcomings, unsigned } from '../../checkpoints/answer.ts'
import type { Checklist } from '../../checkpoints/checklist.ts'
import { isSignedBy } from '../../checkpoints/device-jws.ts'
import { mayDo, type Person, type Role } from '../../checkpoints/people.ts'
import { judgePresence, withClockDoubt, withDoubts } from '../../checkpoints/presence.ts'
import { parseTag } from '../../checkpoints/tag.ts'
import { photosOf, readVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import { SETTLED_IS_SIGNED_SINCE } from '../../checkpoints/visit-version.ts'
import type { ProblemCode } from '../../checkpoints/wire/problem.ts'
import type { BatchOutcome, Receipt } from '../../checkpoints/wire/visit.ts'
import { type Context, sha256Of } from '../context.ts'
import type { StoredCheckpoint, StoredTag } from '../store/checkpoints.ts'
import type { StoredDevice } from '../store/devices.ts'
import { tagKey } from '../store/gathered.ts'
import type { Stores } from '../store/stores.ts'
import type { StoredVisit, VisitHead } from '../store/visits.ts'
import { inTurns } from '../turns.ts'
import { beginFindings } from './begin-findings.ts'
import { checklistOf, noteUse, rememberUse } from './checklists.ts'
import { doubtsAboutTouch, noteTouch, type Touch, touchOf } from './chip-touches.ts'
import { chainAround, noteArrival } from './device-chain.ts'
import { signingKeyOf } from './devices.ts'
import { noteWords, sightingsOf } from './last-words.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { proofOf } from './proof.ts'
import { keepSettled } from './rounds.ts'
import { retimeAfter, timeOf } from './visit-times.ts'

export type Received = { readonly receipt: Receipt; readonly first: boolean }

/**
 * Takes one signed visit from the person who is signed in.
 * The same bytes always get the same receipt, whatever has changed since (device revoked, round closed): that is asked
 * first. Device-signed bytes that are refused are kept for review.
 * @param id as in the address
 */
export async function receiveVisit(
  context: Context,
  person: Person,
  jws: string,
  id: string,
): Promise<Outcome<Received>> {
  const keep = await judgeVisit(context, person, jws, id)
  return keep()
}

/**
 * All that can be said about a visit without writing.
 * @returns what writes it down, or tells why not
 */
async function judgeVisit(
  context: Context,
  person: Person,
  jws: string,
  id?: string,
): Promise<() => Promise<Outcome<Received>>> {
  const known = (outcome: Outcome<Received>) => async () => outcome
  const read = readVisit(jws)
  if (!read.ok) return known(refused(read.error, read.where === undefined ? {} : { where: [read.where] }))
  const { claims } = read
  if (id !== undefined && claims.id !== id) return known(refused('visit-id-mismatch'))
  if (claims.person !== person.id) return known(refused('visit-of-other-person'))
  const sha256 = sha256Of(jws)
  const surroundings = await surroundingsOf(context, claims)
  const { earlier, device } = surroundings
  if (earlier?.sha256 === sha256) return known(done({ receipt: receiptOf(earlier), first: false }))
  if (device?.person !== person.id) return known(refused('device-unknown'))
  if (!(await isSignedBy(jws, await signingKeyOf(device)))) return known(refused('visit-signature-invalid'))

  // Asked before anything else about it: whatever is wrong with the second word, it is a second word.
  const judged = earlier ? refused('visit-conflict') : await judge(context, claims, { ...surroundings, device })
  return async () => {
    const outcome = judged.ok ? await keepJudged(context, claims, judged.value, { jws, sha256 }) : judged
    if (!outcome.ok && KEPT_FOR_REVIEW.has(outcome.problem.code))
      await keepRefused(context, claims, jws, outcome.problem.code)
    return outcome
  }
}

type Surroundings = {
  readonly earlier: VisitHead | undefined
  readonly device: StoredDevice | undefined
  readonly found: { readonly estate: string; readonly checkpoint: StoredCheckpoint } | undefined
  readonly roles: readonly Role[] | undefined
  /** What was issued as the revision it names, and when the key it names was revoked: the tag itself may be forged. */
  readonly issued: StoredTag | undefined
  readonly keyRevokedAt: number | null
}

/** Read at once, before the signatures are checked: those of a whole batch then become one statement each. */
async function surroundingsOf({ database: { gathered } }: Context, claims: VisitClaims): Promise<Surroundings> {
  const { evidence, person, estate } = claims
  const named = evidence.channel === 'typed' ? undefined : parseTag(evidence.digits)?.fields
  const [earlier, device, found, roles, issued, key] = await Promise.all([
    gathered.visit(claims.id),
    gathered.device(claims.device),
    gathered.checkpoint(claims.checkpoint),
    gathered.roles(`${person} ${estate}`),
    named && gathered.tag(tagKey(named)),
    named && gathered.tagKey(`${estate} ${named.generation}`),
  ])
  return { earlier, device, found, roles, issued, keyRevokedAt: key?.revokedAt ?? null }
}

/** Refusals somebody may want to look into: the bytes are a device's own word. */
const KEPT_FOR_REVIEW: ReadonlySet<ProblemCode> = new Set([
  'visit-conflict',
  'device-revoked',
  'tag-revoked',
  'tag-of-other-checkpoint',
])

type Judged = {
  readonly checklist: Checklist
  readonly visit: Omit<StoredVisit, 'jws' | 'sha256' | 'occurredAt' | 'notBefore'>
  readonly touch: Touch | null
}

async function keepJudged(
  context: Context,
  claims: VisitClaims,
  { checklist, visit: judged, touch }: Judged,
  { jws, sha256 }: Pick<StoredVisit, 'jws' | 'sha256'>,
): Promise<Outcome<Received>> {
  const { receivedAt } = judged
  const outcome = await context.database.write(async (stores): Promise<Outcome<Received>> => {
    await noteUse(context, stores, claims.estate, claims.checklist)
    const chain = await chainAround(stores, { ...judged, sha256 }, receivedAt)
    const isLast = chain.counted
    const { occurrence, doubt } = await timeOf(stores, claims, receivedAt, { isLast })
    const { occurredAt, notBefore } = occurrence
    const doubts = [...chain.doubts, ...(await doubtsAboutTouch(stores, touch))]
    const verdict = withClockDoubt(withDoubts(judged.verdict, doubts), doubt)
    const visit: StoredVisit = { ...judged, jws, sha256, occurredAt, notBefore, verdict }
    if (await keepSettled(stores, visit)) {
      await keepRecords(stores, claims, visit)
      await beginFindings(context, stores, { claims, checklist, visit })
      await noteTouch(stores, touch, visit.id, receivedAt)
      await noteArrival(stores, chain, receivedAt)
      if (!isLast) await retimeAfter(stores, visit)
      return done({ receipt: receiptOf(visit), first: true })
    }
    const rival = await stores.visits.byId(visit.id)
    return rival?.sha256 === sha256 ? done({ receipt: receiptOf(rival), first: false }) : refused('visit-conflict')
  })
  if (outcome.ok) rememberUse(context, claims.estate, claims.checklist)
  if (outcome.ok && outcome.value.first) context.live.changed(claims.estate)
  return outcome
}

/** What a visit brings besides itself: readings of meters, and what was wrong. */
async function keepRecords(stores: Stores, claims: VisitClaims, visit: StoredVisit): Promise<void> {
  const { answers, checklist } = claims
  const { id, estate, checkpoint, occurredAt } = visit
  const about = { visit: id, estate, checkpoint, occurredAt }
  const readings = answers.flatMap((answer) =>
    answer.result === 'reading' ? [{ item: answer.item, value: answer.value, remark: answer.remark ?? null }] : [],
  )
  await stores.records.addReadings(about, readings)
  await stores.records.addSightings(about, checklist, sightingsOf(claims))
  await noteWords(stores, claims, visit)
  await noteScan(stores, claims, visit)
}

/** That a label was read tells that it hangs. A chip is no label, and a typed code proves nothing about one. */
async function noteScan(stores: Stores, { evidence }: VisitClaims, visit: StoredVisit): Promise<void> {
  if (evidence.channel !== 'camera' && evidence.channel !== 'link') return
  const revision = parseTag(evidence.digits)?.fields.revision
  const { id, checkpoint, occurredAt: at } = visit
  if (revision !== undefined) await stores.hanging.noteScan({ checkpoint, revision, visit: id, at })
}

async function judge(
  context: Context,
  claims: VisitClaims,
  { device, found, roles, issued, keyRevokedAt }: Surroundings & { readonly device: StoredDevice },
): Promise<Outcome<Judged>> {
  if (!found) return refused('checkpoint-unknown')
  if (found.estate !== claims.estate) return refused('tag-of-other-estate')
  if (!mayDo('file a visit', roles ?? [])) return refused('forbidden')

  const proof = await proofOf(context, claims, { issued, keyRevokedAt })
  if (!proof.ok) return proof
  const { tag, revokedAt } = proof.value

  const { checklist: ref } = claims
  const checklist =
    ref.kind === found.checkpoint.kind ? await checklistOf(context, claims.estate, claims.checkpoint, ref) : undefined
  if (!checklist) return refused('checklist-unknown')
  const hands = claims.v >= SETTLED_IS_SIGNED_SINCE ? unsigned(claims.answers) : []
  const short = [...shortcomings(checklist, claims.answers), ...hands]
  if (short.length > 0)
    return refused('checklist-incomplete', { where: short.map(({ item, why }) => `${item}: ${why}`) })
  const photos = photosOf(claims)
  const missing = await context.database.read.photos.missing(photos, claims.person)
  if (missing.length > 0) return refused('photos-missing', { where: missing })

  const receivedAt = context.now()
  const { word: chip, touch } = await touchOf(context, claims, receivedAt)
  const verdict = judgePresence({ claims, tag, revokedAt, chip, device, receivedAt })
  if (verdict.outcome === 'rejected') return refused(verdict.refusal)
  const visit: Judged['visit'] = {
    id: claims.id,
    estate: claims.estate,
    checkpoint: claims.checkpoint,
    person: claims.person,
    device: claims.device,
    sequence: claims.sequence,
    previous: claims.previous,
    receivedAt,
    verdict: verdict.outcome === 'verified' ? verdict : { outcome: 'doubtful', reasons: [...verdict.reasons] },
    defects: claims.answers.filter((answer) => answer.result === 'defect').length,
    namedRound: claims.round,
    photos,
  }
  return done({ checklist, visit, touch })
}

async function keepRefused(context: Context, claims: VisitClaims, jws: string, code: ProblemCode): Promise<void> {
  const { id: visit, person, device, sequence, previous } = claims
  const link = { device, sequence, previous, sha256: sha256Of(jws) }
  await context.database.write(async (stores) => {
    const now = context.now()
    const chain = await chainAround(stores, link, now)
    await stores.visits.keepRefused({ ...link, visit, person, code, jws }, now)
    await noteArrival(stores, chain, now)
  })
  context.log('warn', 'visit refused', { visit: claims.id, device: claims.device, code })
}

function receiptOf(visit: Pick<StoredVisit, keyof Receipt>): Receipt {
  const { id, sha256, receivedAt, occurredAt, verdict } = visit
  return { id, sha256, receivedAt, occurredAt, verdict }
}

/**
 * Takes many visits; each is judged by itself, and one bad item never fails the rest. All are judged before the first is
 * written: those of a batch then share a commit.
 */
export async function receiveBatch(
  context: Context,
  person: Person,
  visits: readonly string[],
): Promise<BatchOutcome['outcomes']> {
  const failed = (error: unknown): Outcome<Received> => {
    context.log('error', 'visit failed', { error: String(error) })
    return refused('internal')
  }
  return inTurn(async () => {
    const judged = await Promise.all(
      visits.map((jws) => judgeVisit(context, person, jws).catch((error: unknown) => async () => failed(error))),
    )
    const outcomes = await Promise.all(judged.map((keep) => keep().catch(failed)))
    return outcomes.map(answerOf)
  })
}

/** More at once would only wait for each other, and nobody else would be answered meanwhile. */
const inTurn = inTurns(6)

function answerOf(outcome: Outcome<Received>): BatchOutcome['outcomes'][number] {
  if (!outcome.ok) return { status: outcome.problem.status, problem: outcome.problem }
  return { status: outcome.value.first ? 201 : 200, receipt: outcome.value.receipt }
}
