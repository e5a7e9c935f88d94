/**
 * What somebody without an account sees and may do who has the link of a work order. He sees one finding, as far as it is his to put
 * right, and may say that he has.
 */
import type { Language } from '../../checkpoints/language.ts'
import type { PublicWorkOrder, ReportFixed } from '../../checkpoints/wire/finding.ts'
import type { PhotoKept } from '../../checkpoints/wire/visit.ts'
import { type Context, sha256Of } from '../context.ts'
import type { StoredFinding } from '../store/findings.ts'
import type { Stores } from '../store/stores.ts'
import type { StoredWorkOrder } from '../store/work-orders.ts'
import { workOrderPaper } from './finding-papers.ts'
import { keepAct } from './keep-act.ts'
import { readStrangersPhoto } from './keep-photo.ts'
import { type Bearer, linkBearers } from './link-bearers.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { publicWorkOrder } from './public-work-order.ts'
import type { ReportedFile } from './report-file.ts'
import { isContractors } from './work-orders.ts'

export type Opened = { readonly order: StoredWorkOrder; readonly stored: StoredFinding }
export type PhotoFile = { readonly type: PhotoKept['type']; readonly bytes: Uint8Array<ArrayBuffer> }

export type Contractors = {
  /** Counts a request, and says which order its token opens. */
  readonly open: (bearer: Bearer, points: number) => Promise<Outcome<Opened>>
  readonly see: (bearer: Bearer) => Promise<Outcome<PublicWorkOrder>>
  readonly photo: (bearer: Bearer, sha256: string) => Promise<Outcome<PhotoFile>>
  readonly paper: (bearer: Bearer, language: Language) => Promise<Outcome<ReportedFile>>
  /** Call after `open`: the body has been read in between. */
  readonly fix: (opened: Opened, sent: ReportFixed) => Promise<Outcome<PublicWorkOrder>>
}

/** What one network may ask for in a quarter of an hour. */
export const CONTRACTOR_POINTS = 300
const PAPER_POINTS = 10
export const FIX_POINTS = 10

export function contractorsAt(context: Context): Contractors {
  const limits = { points: CONTRACTOR_POINTS, tooMany: 'too-many-requests', opens: 'work order' } as const
  const openLink = linkBearers(context, limits)
  const open = (bearer: Bearer, points: number) =>
    openLink(bearer, points, (tokenSha256) => openedBy(context, tokenSha256))

  return {
    open,
    async see(bearer) {
      const opened = await open(bearer, 1)
      return opened.ok ? shown(context, opened.value) : opened
    },
    async photo(bearer, sha256) {
      const opened = await open(bearer, 1)
      return opened.ok ? photoOf(context, opened.value, sha256) : opened
    },
    async paper(bearer, language) {
      const opened = await open(bearer, PAPER_POINTS)
      if (!opened.ok) return opened
      const { stored } = opened.value
      const asked = { finding: stored.finding.id, language, token: bearer.token }
      return workOrderPaper(context, { id: stored.estate }, asked)
    },
    fix: (opened, sent) => reportFixed(context, opened, sent),
  }
}

async function openedBy({ database: { read }, now }: Context, tokenSha256: string): Promise<Outcome<Opened>> {
  const order = await read.workOrders.byToken(tokenSha256)
  const stored = order && (await read.findings.byId(order.finding))
  if (!order || !stored) return refused('not-found')
  return isInForce({ order, stored }, now()) ? done({ order, stored }) : refused('work-order-closed')
}

function isInForce({ order, stored }: Opened, now: number): boolean {
  return order.expiresAt !== null && order.expiresAt > now && isContractors(stored.finding)
}

async function shown(context: Context, { order, stored }: Opened): Promise<Outcome<PublicWorkOrder>> {
  const seen = await publicWorkOrder(context, order, stored)
  return seen ? done(seen) : refused('not-found')
}

/** Only what the order itself shows: of no other finding, and no signature. */
async function photoOf(context: Context, opened: Opened, sha256: string): Promise<Outcome<PhotoFile>> {
  const seen = await publicWorkOrder(context, opened.order, opened.stored)
  const photo = seen?.photos.includes(sha256) ? await context.database.read.photos.bySha256(sha256) : undefined
  if (!photo) return refused('not-found')
  try {
    return done({ type: photo.type, bytes: new Uint8Array(await context.photoFiles.read(sha256)) })
  } catch (error) {
    context.log('warn', 'photo unreadable', { sha256, error: String(error) })
    return refused('not-found')
  }
}

/** Sent twice it is kept once. Who has used his link up, and is sent back, may say so again under another id. */
async function reportFixed(context: Context, opened: Opened, sent: ReportFixed): Promise<Outcome<PublicWorkOrder>> {
  const { id: finding } = opened.stored.finding
  const read = readStrangersPhoto(sent.photo)
  if (!read.ok) return read
  const { photo, bytes } = read.value ?? {}
  const sha256 = sha256Of(JSON.stringify([sent.id, sent.name, sent.note, photo?.sha256 ?? null]))
  const known = await context.database.read.findings.event(sent.id)
  // What can only be refused leaves no file behind.
  if (!known && opened.stored.finding.state !== 'in-work')
    return refused('finding-act-refused', { where: ['wrong-state'] })
  if (bytes && photo) await context.photoFiles.keep(photo.sha256, bytes)
  const kept = await context.database.write((stores) => keepFix(context, stores, { opened, sent, sha256, photo }))
  if (!kept.ok) return kept
  if (kept.value.first) {
    context.live.changed(opened.stored.estate)
    context.log('info', 'work order reported fixed', { estate: opened.stored.estate, finding, event: sent.id })
  }
  const stored = await context.database.read.findings.byId(finding)
  return stored ? shown(context, { order: opened.order, stored }) : refused('not-found')
}

type Fix = {
  readonly opened: Opened
  readonly sent: ReportFixed
  readonly sha256: string
  readonly photo: PhotoKept | undefined
}

async function keepFix(context: Context, stores: Stores, { opened, sent, sha256, photo }: Fix) {
  const { order, stored: before } = opened
  const stored = await stores.findings.byId(before.finding.id)
  const now = context.now()
  // It may have been closed, or taken back, while the photo went up.
  const inForce = await stores.workOrders.of(before.finding.id)
  if (!stored || !inForce || !isInForce({ order: inForce, stored }, now)) return refused('work-order-closed')
  if (photo) await stores.photos.keepOfStranger(photo, now)
  return keepAct(context, stores, {
    ...{ id: sent.id, finding: stored.finding.id, estate: order.estate, at: now, basis: stored.finding.version },
    ...{ author: { by: 'contractor', name: sent.name }, sha256, signed: null, presence: null },
    act: { kind: 'fix', note: sent.note, photos: photo ? [photo.sha256] : [] },
  })
}
