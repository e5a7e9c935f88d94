/** Papers about a finding: its history, its work order, its notice. All is read before anything is drawn. */
import { everyPartner } from '../../checkpoints/finding-rules.ts'
import type { Sha256 } from '../../checkpoints/ids.ts'
import type { Language } from '../../checkpoints/language.ts'
import { pathTo } from '../../checkpoints/place.ts'
import type { ListedFinding, ShownEvent } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { type Context, sha256Of } from '../context.ts'
import { type FindingFile, MOST_PHOTO_BYTES, type PhotoBytes } from '../tables/finding-file.ts'
import { findingRulesOf } from './finding-rules.ts'
import { findingDetail } from './findings.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { publicWorkOrder } from './public-work-order.ts'
import type { ReportedFile } from './report-file.ts'

export type Asked = {
  readonly finding: string
  readonly language: Language
}

export async function historyPaper(context: Context, estate: Estate, asked: Asked): Promise<Outcome<ReportedFile>> {
  const file = await fileOf(context, estate, asked.finding)
  if (!file.ok) return file
  const photos = file.value.events.flatMap(({ act }) => [
    ...('photos' in act ? act.photos : []),
    ...('signature' in act && act.signature ? [act.signature] : []),
  ])
  // Loaded on first use: the PDF library and two whole typefaces would slow down every start.
  const { printHistory } = await import('../print/finding-history.ts')
  const bytes = await printHistory({ ...file.value, photos: await photoBytes(context, photos) }, asked.language)
  return done(pdfNamed(`finding-${estate.code}-${file.value.finding.number}`, bytes))
}

/** Of a violation only. */
export async function noticePaper(context: Context, estate: Estate, asked: Asked): Promise<Outcome<ReportedFile>> {
  const file = await fileOf(context, estate, asked.finding)
  if (!file.ok) return file
  const { route, photos, number } = file.value.finding
  if (route?.kind !== 'violation') return refused('not-found')
  const { printNotice } = await import('../print/notice-pdf.ts')
  const printed = { ...file.value, photos: await photoBytes(context, photos) }
  return done(pdfNamed(`notice-${estate.code}-${number}`, await printNotice(printed, route.notice, asked.language)))
}

/** @param token of its link, to be printed as a symbol if it is the one that is in force */
export async function workOrderPaper(
  context: Context,
  estate: Pick<Estate, 'id'>,
  { finding: id, language, token }: Asked & { readonly token: string | undefined },
): Promise<Outcome<ReportedFile>> {
  const { read } = context.database
  const [order, stored] = [await read.workOrders.of(id), await read.findings.byId(id)]
  if (!order || stored?.estate !== estate.id) return refused('not-found')
  const shown = await publicWorkOrder(context, order, stored)
  if (!shown) return refused('not-found')
  const { route } = stored.finding
  const { contractors } = everyPartner(await findingRulesOf(read, estate.id))
  const contractor = route?.kind === 'repair' ? (contractors.find((one) => one.id === route.contractor) ?? null) : null
  const now = context.now()
  const bearing = token === undefined ? undefined : await read.workOrders.byToken(sha256Of(token))
  const isInForce = bearing?.finding === id && bearing.expiresAt !== null && bearing.expiresAt > now
  const { printWorkOrder } = await import('../print/work-order-pdf.ts')
  const bytes = await printWorkOrder(
    {
      ...{ now, order: shown, contractor, photos: await photoBytes(context, shown.photos) },
      link: isInForce ? `${context.config.origin}/work-order#${token}` : undefined,
    },
    language,
  )
  return done(pdfNamed(shown.number, bytes))
}

function pdfNamed(name: string, bytes: Uint8Array<ArrayBuffer>): ReportedFile {
  return { name: `${name}.pdf`, type: 'application/pdf', bytes }
}

async function fileOf(context: Context, estate: Estate, id: string): Promise<Outcome<FindingFile>> {
  const { read } = context.database
  const detail = await findingDetail(context, estate, [], id)
  if (!detail.ok) return detail
  const { finding, clause, events, merged, now } = detail.value
  const named = namedIn(finding, events)
  const [places, staff, kept, rules, people, others] = await Promise.all([
    read.places.of(estate.id),
    read.people.staffOf(estate.id),
    read.findings.events(id),
    findingRulesOf(read, estate.id),
    read.people.namesOf([...new Set(named.people)]),
    read.findings.byIds([...new Set(named.findings)]),
  ])
  const byId = new Map(places.map((place) => [place.id, place]))
  const path = (place: string) => pathTo(byId, place).map(({ names }) => names)
  const roles = new Map(staff.map((member) => [member.person.id, member.roles]))
  const asKept = new Map(kept.map((event) => [event.id, event]))
  return done({
    ...{ estate, now, finding, clause, partners: everyPartner(rules), place: path(finding.spot.place) },
    units: new Map(named.units.map((unit) => [unit, path(unit)])),
    events: events.map((event) => {
      const { by, presence } = asKept.get(event.id) ?? { by: null, presence: null }
      return {
        ...event,
        roles: (by === null ? undefined : roles.get(by)) ?? [],
        reasons: presence?.outcome === 'doubtful' ? presence.reasons : [],
      }
    }),
    names: new Map(people.map(({ id, name }) => [id, name])),
    numbers: new Map([...others.values()].map(({ number, finding: { id } }) => [id, number])),
    merged: merged.map(({ number }) => number),
    photos: new Map(),
  })
}

/** All that it names or has ever named: a paper about what was done is read when the people have left. */
function namedIn(finding: ListedFinding, events: readonly ShownEvent[]) {
  const acts = events.map(({ act }) => act)
  const routes = [finding.route, ...acts.map((act) => (act.kind === 'triage' ? act.route : null))]
  return {
    people: [
      ...routes.flatMap((route) => route?.assignee ?? []),
      ...acts.flatMap((act) => (act.kind === 'comment' ? act.mentions : [])),
    ],
    units: routes.flatMap((route) => (route?.kind === 'violation' ? (route.unit ?? []) : [])),
    findings: [
      finding.mergedInto ?? [],
      acts.flatMap((act) => (act.kind === 'merge' ? act.into : act.kind === 'owe-call-back' ? act.of : [])),
    ]
      .flat()
      .filter((id) => id !== finding.id),
  }
}

/** Only as many as a paper takes are held in memory. What cannot be read is not among them: the paper says that it is missing. */
async function photoBytes(context: Context, sha256s: readonly Sha256[]): Promise<PhotoBytes> {
  const found = new Map<Sha256, Uint8Array | 'left-out'>()
  let room = MOST_PHOTO_BYTES
  for (const sha256 of new Set(sha256s)) {
    try {
      const bytes = room > 0 ? await context.photoFiles.read(sha256) : 'left-out'
      found.set(sha256, bytes)
      room -= bytes.length
    } catch (error) {
      context.log('warn', 'photo unreadable', { sha256, error: String(error) })
    }
  }
  return found
}
