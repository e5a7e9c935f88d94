/** Files a finished form: signed with this phone's key, in the phone's chain, in the outbox. Loaded with the signature library. */
import type { Answer } from '../../checkpoints/answer.ts'
import type { Names } from '../../checkpoints/language.ts'
import { photosOf, signVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import { VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import { wallNow } from '../device/clock.ts'
import { canSign } from '../device/device-key.ts'
import { sha256Of } from '../device/digest.ts'
import { alone } from '../device/lock.ts'
import type { Draft } from '../local/drafts.ts'
import { fileItem, type OutboxItem } from '../local/outbox.ts'
import { type EnrolmentFault, noteKeyLost, type ReadyPhone, readyPhone } from './device.ts'
import { noteFiled } from './outbox.ts'

/** When it is `ok`, the visit is on the disk. When it is not, the draft still is. */
export type Filed =
  | { readonly ok: true; readonly item: OutboxItem }
  | { readonly ok: false; readonly error: EnrolmentFault }

/** @param names of the checkpoint, for the list of filed visits */
export async function fileVisit(draft: Draft, answers: Answer[], names: Names): Promise<Filed> {
  // The next signature needs the hash of the last one: one at a time, in all tabs.
  const filed = await alone('visit-chain', async (): Promise<Filed> => {
    for (;;) {
      const enrolment = await readyPhone(draft.person)
      if (!enrolment.ok) return enrolment
      const item = await signedItem(draft, answers, { names, phone: enrolment.phone })
      if (!item) return { ok: false, error: 'key-lost' }
      if (await fileItem(item, enrolment.phone)) return { ok: true, item }
    }
  })
  if (filed.ok) await noteFiled()
  return filed
}

type Context = { readonly names: Names; readonly phone: ReadyPhone }

/** @returns undefined if the phone's key no longer signs */
async function signedItem(draft: Draft, answers: Answer[], { names, phone }: Context): Promise<OutboxItem | undefined> {
  const { id, estate, person, checkpoint, evidence, openedAt, scannedAt, lastServerTime, round, checklist } = draft
  const sequence = phone.sequence + 1
  const claims: VisitClaims = {
    v: VISIT_VERSION,
    id,
    estate,
    person,
    device: phone.device,
    sequence,
    previous: phone.previous,
    checkpoint,
    evidence,
    openedAt,
    scannedAt,
    submittedAt: wallNow(),
    lastServerTime,
    // Enrolled since, it has begun a chain with nothing before.
    ...(draft.follows && { follows: draft.follows.device === phone.device ? draft.follows.count : 0 }),
    position: null,
    round,
    checklist,
    answers,
  }
  const jws = await signVisit(claims, phone.privateKey).catch(async (error: unknown) => {
    if (await canSign(phone.privateKey)) throw error
    await noteKeyLost(draft.person)
    return undefined
  })
  if (jws === undefined) return undefined
  const filed = { id, person, estate, device: phone.device, sequence, checkpoint, round, names, scannedAt }
  return { ...filed, jws, sha256: await sha256Of(jws), photos: photosOf(claims), state: 'saved' }
}
