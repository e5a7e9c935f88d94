/**
 * The one way by which people's deeds about findings come in: read → verify → prove → keep. Idempotent; a receipt is given only
 * after the event is durable. In any order, from phones that were without a signal for days.
 */
import { isSignedBy } from '../../checkpoints/device-jws.ts'
import type { FindingBeginning } from '../../checkpoints/finding.ts'
import { REPORTERS } from '../../checkpoints/finding.ts'
import {
  type FindingAct,
  type FindingEvent,
  photosOfAct,
  readFindingEvent,
  SIGNED_ACTS,
} from '../../checkpoints/finding-act.ts'
import { mayDo, type Person, type Role } from '../../checkpoints/people.ts'
import type { FindingReceipt, SendFindingEvent } from '../../checkpoints/wire/finding.ts'
import { type Context, sha256Of } from '../context.ts'
import type { StoredDevice } from '../store/devices.ts'
import type { Stores } from '../store/stores.ts'
import { signingKeyOf } from './devices.ts'
import { presenceOf } from './event-presence.ts'
import { type Deed, type KeptDeed, keepAct, keepBeginning, knownDeed } from './keep-act.ts'
import { done, type Outcome, refused } from './outcome.ts'

export type KeptEventOnce = { readonly receipt: FindingReceipt; readonly first: boolean }

/**
 * Takes one event from the person who is signed in. The same one always gets the same receipt, whatever has changed since; that is
 * asked first.
 * @param id as in the address
 */
export async function keepFindingEvent(
  context: Context,
  person: Person,
  id: string,
  sent: SendFindingEvent,
): Promise<Outcome<KeptEventOnce>> {
  const read = 'jws' in sent ? readSigned(sent.jws, person) : done({ event: sent.event, signed: null })
  if (!read.ok) return read
  const { event, signed } = read.value
  if (event.id !== id) return refused('body-invalid', { where: ['id'] })
  const sha256 = sha256Of('jws' in sent ? sent.jws : JSON.stringify(event))
  const author = { by: 'staff', person: person.id, roles: [] } as const
  const known = await knownDeed(context.database.read, { id, sha256, author })
  if (known) return known
  const proven = await provenDeed(context, person, { event, signed, sha256 })
  if (!proven.ok) return proven
  const kept = await context.database.write((stores) => keepDeed(context, stores, proven.value, event.act))
  if (!kept.ok) return kept
  const { receipt, first, erased } = kept.value
  if (erased) await context.database.scrub()
  if (first) context.live.changed(event.estate)
  return done({ receipt, first })
}

type Signed = NonNullable<Deed['signed']> & { readonly jws: string }
type Read = { readonly event: FindingEvent; readonly signed: Signed | null }

function readSigned(jws: string, person: Person): Outcome<Read> {
  const signed = readFindingEvent(jws)
  if (!signed) return refused('finding-event-malformed')
  if (signed.person !== person.id) return refused('finding-event-of-other')
  const { person: _, device, ...event } = signed
  return done({ event, signed: { device, jws } })
}

/** All that can be said about it without writing: whose it is, that he signed it, sent its photos, and stood there. */
async function provenDeed(
  context: Context,
  person: Person,
  { event, signed, sha256 }: Read & { readonly sha256: string },
): Promise<Outcome<Deed>> {
  const { read } = context.database
  const { id, estate, finding, at, basis, act } = event
  const roles = await read.people.rolesOn(person.id, estate)
  // Another estate's findings do not exist for him.
  if (roles.length === 0) return refused('finding-unknown')
  const device = signed && (await deviceOf(context, person, signed))
  if (device && !device.ok) return device
  if (!signed && SIGNED_ACTS.has(act.kind)) return refused('finding-event-unsigned')
  const missing = await read.photos.missing(photosOfAct(act), person.id)
  if (missing.length > 0) return refused('photos-missing', { where: missing })
  const deed: Deed = {
    ...{ id, estate, finding, at, basis, sha256, signed },
    author: { by: 'staff', person: person.id, roles },
    presence: null,
  }
  if (act.kind !== 'verify' || !device) return done(deed)
  const stored = await read.findings.byId(finding)
  if (stored?.estate !== estate) return refused('finding-unknown')
  const said = { estate, at, evidence: act.evidence, checkpoint: stored.finding.checkpoint }
  const presence = await presenceOf(context, said, device.value, context.now())
  return presence.ok ? done({ ...deed, presence: presence.value }) : presence
}

async function deviceOf(context: Context, person: Person, { device: id, jws }: Signed): Promise<Outcome<StoredDevice>> {
  const device = await context.database.gathered.device(id)
  if (device?.person !== person.id) return refused('device-unknown')
  if (device.revokedAt !== null) return refused('device-revoked')
  return (await isSignedBy(jws, await signingKeyOf(device))) ? done(device) : refused('finding-event-forged')
}

async function keepDeed(context: Context, stores: Stores, deed: Deed, act: FindingAct): Promise<Outcome<KeptDeed>> {
  if (act.kind !== 'report') return keepAct(context, stores, { ...deed, act })
  const known = await knownDeed(stores, deed)
  if (known) return known
  const roles = deed.author.by === 'staff' ? deed.author.roles : []
  const beginning = await beginningOf(stores, deed.estate, roles, act)
  return beginning.ok ? keepBeginning(context, stores, { ...deed, beginning: beginning.value }) : beginning
}

/** What somebody of the staff reports, by himself or for a resident. */
async function beginningOf(
  stores: Stores,
  estate: string,
  roles: readonly Role[],
  act: Extract<FindingAct, { kind: 'report' }>,
): Promise<Outcome<FindingBeginning>> {
  if (!roles.some((role) => REPORTERS.includes(role))) return refused('forbidden')
  const { checkpoint, category, severity, note, photos, residentReport } = act
  if ((await stores.checkpoints.byId(checkpoint))?.estate !== estate) return refused('checkpoint-unknown')
  const begun = { checkpoint, category, severity, note, photos, signature: null, settled: false }
  if (residentReport === null) return done({ ...begun, source: { by: 'staff' }, callBack: false })
  if (!mayDo('answer a resident', roles)) return refused('forbidden')
  const report = await stores.residentReports.byId(estate, residentReport)
  if (!report) return refused('report-unknown')
  if (await stores.findings.ofReport(residentReport)) return refused('report-taken-up')
  return done({ ...begun, source: { by: 'resident', report: residentReport }, callBack: report.contact !== null })
}
