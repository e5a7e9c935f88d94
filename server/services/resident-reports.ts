/** What the desk makes of reports that strangers left at tags, and what an estate allows them. */
import { type Finding, isOpenFinding, isSolved } from '../../checkpoints/finding.ts'
import { mayDo, type Person, type Role } from '../../checkpoints/people.ts'
import { CLOSED_PAGE, type PublicPage } from '../../checkpoints/public-page.ts'
import { isClosed } from '../../checkpoints/resident-report.ts'
import type {
  ChangeReport,
  PublicPageRecord,
  ResidentReport,
  ResidentReports,
  ResidentReportsQuery,
} from '../../checkpoints/wire/resident-report.ts'
import type { Context } from '../context.ts'
import type { StoredEvent } from '../store/findings.ts'
import type { StoredReport } from '../store/resident-reports.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** So many that are closed at once. */
const CLOSED_LISTED = 500

export async function publicPageOf({ database }: Context, estate: string): Promise<PublicPageRecord> {
  return (await database.read.publicPages.of(estate)) ?? { ...CLOSED_PAGE, updated: null }
}

export async function setPublicPage(
  context: Context,
  estate: string,
  person: Person,
  page: PublicPage,
): Promise<PublicPageRecord> {
  const said = { by: person.id, at: context.now() }
  await context.database.write((stores) => stores.publicPages.set(estate, page, said))
  context.log('info', 'public page changed', { estate, ...page, by: person.id })
  return publicPageOf(context, estate)
}

export async function listResidentReports(
  { database }: Context,
  estate: string,
  { after }: ResidentReportsQuery,
): Promise<ResidentReports> {
  const { residentReports } = database.read
  const closed = await residentReports.closedOf(estate, { after: after ?? 0, most: CLOSED_LISTED })
  const open = after === undefined ? await residentReports.openOf(estate) : []
  const reports = [...open, ...closed].sort((one, other) => other.receivedAt - one.receivedAt)
  return { reports, closed: await residentReports.countClosed(estate) }
}

export async function readResidentReport(
  { database }: Context,
  estate: string,
  roles: readonly Role[],
  id: string,
): Promise<Outcome<ResidentReport>> {
  const report = await database.read.residentReports.byId(estate, id)
  return report ? done(shownTo(roles, report)) : refused('not-found')
}

/** The photo of a report, always a JPEG. */
export async function residentPhoto(
  context: Context,
  estate: string,
  id: string,
): Promise<Outcome<{ readonly bytes: Uint8Array<ArrayBuffer> }>> {
  const report = await context.database.read.residentReports.byId(estate, id)
  if (!report?.photo) return refused('not-found')
  return done({ bytes: new Uint8Array(await context.residentPhotos.read(report.photo)) })
}

/** Says what has become of a report. Closing it erases the contact for good, so it asks whether he was called back. */
export async function changeResidentReport(
  context: Context,
  estate: string,
  person: Person,
  { id, state, answer, calledBack }: ChangeReport & { readonly id: string },
): Promise<Outcome<ResidentReport>> {
  const closes = isClosed(state)
  const changed = await context.database.write(async ({ residentReports }): Promise<Outcome<StoredReport>> => {
    const report = await residentReports.byId(estate, id)
    if (!report) return refused('not-found')
    // The finding needs the contact for its call-back, and closes the report itself.
    if (closes && report.finding && isOpenFinding(report.finding)) return refused('report-taken-up')
    if (closes && report.contact !== null && calledBack === undefined) return refused('call-back-unsaid')
    await residentReports.change(id, {
      state,
      answer,
      contact: closes ? null : report.contact,
      calledBack: closes && report.contact !== null ? (calledBack ?? null) : report.calledBack,
      by: person.id,
      at: context.now(),
    })
    return done(report)
  })
  if (!changed.ok) return changed
  if (closes && changed.value.contact !== null) await context.database.scrub()
  context.log('info', 'resident report changed', { estate, report: id, state, by: person.id })
  const report = await context.database.read.residentReports.byId(estate, id)
  return report ? done(shownTo(['admin'], report)) : refused('not-found')
}

type Followed = {
  readonly before: Finding | undefined
  readonly finding: Finding
  readonly event: Pick<StoredEvent, 'by' | 'receivedAt'>
}

/**
 * Reports go the way of the finding that was made of them, or of the one it was merged into: somebody looks at them, and once it is
 * solved they are.
 * @returns whether a contact was erased with that
 */
export async function followFinding(
  stores: Stores,
  estate: string,
  { before, finding, event: { by, receivedAt: at } }: Followed,
): Promise<boolean> {
  if (by === null) return false
  const isBegun = !before && finding.source.by === 'resident'
  const isDone = isSolved(finding) && !(before && isSolved(before))
  if (!isBegun && !isDone) return false
  let erased = false
  for (const { id, state, answer, contact, calledBack } of await waitingResidents(stores, estate, finding)) {
    const said = { answer, by, at }
    if (!isDone && state === 'received')
      await stores.residentReports.change(id, { ...said, state: 'looked-at', contact, calledBack })
    if (!isDone) continue
    const called = contact === null ? calledBack : finding.calledBack === 'satisfied'
    await stores.residentReports.change(id, { ...said, state: 'solved', contact: null, calledBack: called })
    erased ||= contact !== null
  }
  return erased
}

/** The reports of residents behind a finding, those of what was merged into it included, that are not closed. */
export async function waitingResidents(
  { findings, residentReports }: Pick<Stores, 'findings' | 'residentReports'>,
  estate: string,
  finding: Finding,
): Promise<StoredReport[]> {
  const own = finding.source.by === 'resident' ? await residentReports.byId(estate, finding.source.report) : undefined
  const waiting = own && !isClosed(own.state) ? [own] : []
  for (const merged of await findings.mergedInto(finding.id))
    waiting.push(...(await waitingResidents({ findings, residentReports }, estate, merged.finding)))
  return waiting
}

/** Auditors read what was reported and what became of it, and not by whom. */
function shownTo(roles: readonly Role[], { photo: _, ...report }: StoredReport): ResidentReport {
  return mayDo('answer a resident', roles) ? report : { ...report, contact: null }
}
