/**
 * What somebody without an account sees and may do who has scanned a tag. How often is counted per network address and per tag,
 * apart from everything the staff do: whoever overdoes it locks nobody else out. Nothing here writes a visit.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { KINDS } from '../../checkpoints/checkpoint.ts'
import { CLOSED_PAGE, isTold, type PublicPage } from '../../checkpoints/public-page.ts'
import { LEAST_WRITING_MS } from '../../checkpoints/resident-report.ts'
import type { TagFields } from '../../checkpoints/tag.ts'
import { civilDateOf, DAY_MS } from '../../checkpoints/time.ts'
import type { PublicTag, ReportSent, ReportStatus, ReportTaken } from '../../checkpoints/wire/resident-report.ts'
import { type Context, sha256Of } from '../context.ts'
import { readStrangersPhoto, type StrangersPhoto } from './keep-photo.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { ticketFor, ticketTime, tokenOf } from './report-ticket.ts'
import { openTagInForce, type TagInForce } from './tags.ts'
import { networkOf, secondsToWait } from './throttle.ts'

export type Strangers = {
  /** Counts a request. @param address the client's network address */
  readonly admit: (address: string) => Promise<Outcome<null>>
  readonly open: (digits: string, address: string) => Promise<Outcome<TagInForce>>
  readonly see: (digits: string, address: string) => Promise<Outcome<PublicTag>>
  /** Call after `admit`: the body has been read in between. */
  readonly report: (digits: string, sent: ReportSent, address: string) => Promise<Outcome<ReportTaken>>
  readonly statusOf: (token: string, address: string) => Promise<Outcome<ReportStatus>>
}

export function strangersAt(context: Context): Strangers {
  /** A page and its report are five requests: enough for a whole estate behind one address, too few to keep a core busy. */
  const perAddress = new RateLimiterMemory({ points: 300, duration: 5 * 60 })
  const perTag = new RateLimiterMemory({ points: 600, duration: 5 * 60 })
  const reportsPerAddress = new RateLimiterMemory({ points: 5, duration: 60 * 60 })
  const reportsPerTag = new RateLimiterMemory({ points: 20, duration: 24 * 60 * 60 })

  async function within(code: 'too-many-requests' | 'too-many-reports', bucket: readonly [RateLimiterMemory, string]) {
    const retryAfter = await secondsToWait([bucket])
    return retryAfter > 0 ? refused(code, { retryAfter }) : done(null)
  }
  const admit = (address: string) => within('too-many-requests', [perAddress, networkOf(address)])

  async function open(digits: string, address: string): Promise<Outcome<TagInForce>> {
    const admitted = await admit(address)
    if (!admitted.ok) return admitted
    const opened = await openTagInForce(context, digits)
    if (!opened.ok) return opened
    const counted = await within('too-many-requests', [perTag, keyOf(opened.value.tag)])
    return counted.ok ? opened : counted
  }

  return {
    admit,
    open,
    async see(digits, address) {
      const opened = await open(digits, address)
      return opened.ok ? done(await publicTag(context, opened.value)) : opened
    },

    async report(digits, sent, address) {
      const opened = await openTagInForce(context, digits)
      if (!opened.ok) return opened
      const { tag, estate } = opened.value
      if (!(await pageOf(context, estate.id)).takesReports) return refused('reports-not-taken')
      const ticketed = ticketFault(context, tag, sent)
      if (ticketed) return ticketed
      const read = readStrangersPhoto(sent.photo)
      if (!read.ok) return read
      const token = tokenOf(context, tag, sent.ticket)
      const known = await context.database.read.residentReports.byToken(sha256Of(token))
      if (known) return done({ token })
      // One after the other: who has used up his own may not use up the tag's as well.
      for (const bucket of [[reportsPerAddress, networkOf(address)] as const, [reportsPerTag, keyOf(tag)] as const]) {
        const counted = await within('too-many-reports', bucket)
        if (!counted.ok) return counted
      }
      await keepReport(context, opened.value, { ...sent, token, photo: read.value })
      return done({ token })
    },

    async statusOf(token, address) {
      const admitted = await admit(address)
      return admitted.ok ? readStatus(context, token) : admitted
    },
  }
}

async function publicTag(context: Context, { tag, checkpoint, estate }: TagInForce): Promise<PublicTag> {
  const page = await pageOf(context, estate.id)
  const told = isTold(checkpoint.kind)
  const lastAt = told && page.showsLastPatrol ? await context.database.read.visits.lastVerified(checkpoint.id) : null
  return {
    estate: { id: estate.id, names: estate.names },
    kind: told ? { id: checkpoint.kind, names: KINDS[checkpoint.kind].names } : null,
    lastPatrol: told && page.showsLastPatrol ? { on: lastAt === null ? null : civilDateOf(lastAt, estate.zone) } : null,
    reports: page.takesReports ? { ticket: ticketFor(context, tag) } : null,
  }
}

async function pageOf(context: Context, estate: string): Promise<PublicPage> {
  return (await context.database.read.publicPages.of(estate)) ?? CLOSED_PAGE
}

/** Machines fill in what nobody sees, and need no time to write. */
function ticketFault(context: Context, tag: TagFields, { website, ticket }: ReportSent) {
  if (website !== '') return refused('report-refused')
  const issuedAt = ticketTime(context, tag, ticket)
  const age = issuedAt === undefined ? Number.POSITIVE_INFINITY : context.now() - issuedAt
  if (age > DAY_MS) return refused('report-form-stale')
  if (age >= LEAST_WRITING_MS) return undefined
  return refused('report-too-soon', { retryAfter: Math.ceil((LEAST_WRITING_MS - age) / 1000) })
}

type Sent = Omit<ReportSent, 'photo'> & { readonly token: string; readonly photo: StrangersPhoto | undefined }

async function keepReport(context: Context, { checkpoint, estate }: TagInForce, sent: Sent): Promise<void> {
  const { photo, bytes } = sent.photo ?? {}
  if (photo && bytes) await context.residentPhotos.keep(photo.sha256, bytes)
  const report = {
    id: context.newId(),
    estate: estate.id,
    checkpoint: checkpoint.id,
    tokenSha256: sha256Of(sent.token),
    receivedAt: context.now(),
    category: sent.category ?? null,
    text: sent.text,
    contact: sent.contact === '' ? null : sent.contact,
    photo: photo?.sha256 ?? null,
  }
  const first = await context.database.write((stores) => stores.residentReports.keep(report))
  if (first) context.log('info', 'resident report', { estate: estate.id, report: report.id })
}

async function readStatus({ database: { read } }: Context, token: string): Promise<Outcome<ReportStatus>> {
  const report = await read.residentReports.byToken(sha256Of(token))
  const estate = report && (await read.estates.byId(report.estate))
  if (!report || !estate) return refused('report-unknown')
  const { state, answer, receivedAt, updatedAt } = report
  return done({
    estate: { names: estate.names },
    state,
    answer,
    receivedOn: civilDateOf(receivedAt, estate.zone),
    answeredOn: updatedAt === null ? null : civilDateOf(updatedAt, estate.zone),
  })
}

/** Never the digits: the same tag can be written in more than one way (checkpoints/tag.ts). */
function keyOf({ checkpoint, revision }: TagFields): string {
  return `${checkpoint} ${revision}`
}
