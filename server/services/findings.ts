/** Findings as people read them: lists that are looked through, and one with all that was done about it. */
import type { Item } from '../../checkpoints/checklist.ts'
import { FINDING_STATES, type KeptAct } from '../../checkpoints/finding.ts'
import type { RouteKind } from '../../checkpoints/finding-act.ts'
import { dueStanding } from '../../checkpoints/finding-due.ts'
import type { Names } from '../../checkpoints/language.ts'
import type { Role } from '../../checkpoints/people.ts'
import { placesWithin } from '../../checkpoints/place.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { addDays, type Instant } from '../../checkpoints/time.ts'
import type {
  FindingDetail,
  Findings,
  FindingsQuery,
  Like,
  ListedFinding,
  ShownAct,
  ShownEvent,
} from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { FindingFilter, Searched } from '../store/finding-filter.ts'
import type { StoredEvent, StoredFinding } from '../store/findings.ts'
import { checklistOf } from './checklists.ts'
import { dueDaysOf } from './finding-rules.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { waitingResidents } from './resident-reports.ts'

const LISTED = 1000
const MOST_LIKE = 50

export async function listFindings(context: Context, estate: Estate, query: FindingsQuery): Promise<Findings> {
  const now = context.now()
  const { findings } = context.database.read
  const filter = await filterOf(context, estate, query)
  // How one stands against its day depends on the day it is, so it is not in the store.
  const { standing } = query
  const found = await findings.list(estate.id, filter, standing ? EVERY : LISTED + 1)
  const asked = standing
    ? found.filter(({ finding }) => standing.includes(dueStanding(finding, { zone: estate.zone, now })))
    : found
  return { now, findings: await listed(context, estate, asked.slice(0, LISTED), now), more: asked.length > LISTED }
}
/** More than an estate has in ten years. */
const EVERY = 50_000

async function filterOf(context: Context, { id: estate, zone }: Estate, query: FindingsQuery): Promise<FindingFilter> {
  const { read } = context.database
  const { place, text, from, to, standing, ...same } = query
  return {
    ...same,
    isDue: standing !== undefined && !standing.includes('none'),
    places: place === undefined ? undefined : [...placesWithin(await read.places.of(estate), [place])],
    text: text ? await searched(context, estate, text.toLowerCase()) : undefined,
    from: from === undefined ? undefined : startOfDay(from, zone),
    until: to === undefined ? undefined : startOfDay(addDays(to, 1), zone),
  }
}

/** Where a text stands: in the names of spots, and in what the items ask now. */
async function searched({ database: { read } }: Context, estate: string, words: string): Promise<Searched> {
  const [spots, checklists, extras] = await Promise.all([
    read.checkpoints.of(estate),
    read.checklists.newest(estate),
    read.checklists.newestExtras(estate),
  ])
  const isNamed = (names: readonly (string | undefined)[]) => names.some((name) => name?.toLowerCase().includes(words))
  const asking = (items: readonly Item[]) =>
    items.filter((item) => isNamed(Object.values(item.words))).map(({ id }) => id)
  return {
    words,
    spots: spots.filter(({ code, names }) => isNamed([code, ...Object.values(names)])).map(({ id }) => id),
    items: [
      ...checklists.map(({ kind, items }) => ({ kind, ids: asking(items) })),
      ...extras.map(({ checkpoint, items }) => ({ checkpoint, ids: asking(items) })),
    ].filter(({ ids }) => ids.length > 0),
  }
}

/** With the names of all that they name. */
export async function listed(
  context: Context,
  estate: Estate,
  findings: readonly StoredFinding[],
  now: Instant,
): Promise<ListedFinding[]> {
  const { read } = context.database
  const ids = findings.map(({ finding }) => finding.id)
  const people = findings.flatMap(({ finding }) => [finding.reportedBy, finding.route?.assignee])
  const [spots, names, words, orders] = await Promise.all([
    read.checkpoints.byIds([...new Set(findings.map(({ finding }) => finding.checkpoint))]),
    namesOf(context, people),
    itemWordsOf(context, findings),
    read.workOrders.numbersOf(ids),
  ])
  return findings.flatMap(({ number, finding }): ListedFinding[] => {
    const spot = spots.get(finding.checkpoint)?.checkpoint
    if (!spot) return []
    const assignee = finding.route?.assignee ?? null
    const order = orders.get(finding.id)
    return [
      {
        ...finding,
        number,
        spot: { id: spot.id, kind: spot.kind, code: spot.code, names: spot.names, place: spot.place },
        itemWords: words.get(finding.id) ?? null,
        reporter: finding.reportedBy === null ? null : (names.get(finding.reportedBy) ?? ''),
        assignee: assignee === null ? null : { id: assignee, name: names.get(assignee) ?? '' },
        standing: dueStanding(finding, { zone: estate.zone, now }),
        workOrder: order ? workOrderNumber(order) : null,
      },
    ]
  })
}

/** As it stands on paper: `WO-2026-0012`, the orders of an estate and a civil year counted. */
export function workOrderNumber({ year, number }: { readonly year: number; readonly number: number }): string {
  return `WO-${year}-${String(number).padStart(4, '0')}`
}

async function namesOf(context: Context, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const people = [...new Set(ids.filter((id) => id != null))]
  return new Map((await context.database.read.people.namesOf(people)).map(({ id, name }) => [id, name]))
}

/** What the items ask, in the words they were answered in. */
export async function itemWordsOf(context: Context, findings: readonly StoredFinding[]): Promise<Map<string, Names>> {
  const items = await itemsOf(context, findings)
  return new Map([...items].map(([finding, { id, item }]) => [finding, item?.words ?? { en: id }]))
}

type Asked = {
  readonly id: string
  /** In the version that was answered; undefined: it is not known. */
  readonly item: Item | undefined
}

/** The items at which findings of visits began, by finding. */
async function itemsOf(context: Context, findings: readonly StoredFinding[]): Promise<Map<string, Asked>> {
  const ofVisits = findings.flatMap(({ estate, finding }) =>
    finding.source.by === 'visit' ? [{ estate, finding, source: finding.source }] : [],
  )
  const refs = await context.database.read.records.checklistsOf(ofVisits.map(({ source }) => source.visit))
  const found = await Promise.all(
    ofVisits.map(async ({ estate, finding, source }) => {
      const ref = refs.get(source.visit)
      const checklist = ref && (await checklistOf(context, estate, finding.checkpoint, ref))
      const item = checklist?.items.find(({ id }) => id === source.item)
      return [finding.id, { id: source.item, item }] as const
    }),
  )
  return new Map(found)
}

export async function findingDetail(
  context: Context,
  estate: Estate,
  roles: readonly Role[],
  id: string,
): Promise<Outcome<FindingDetail>> {
  const { read } = context.database
  const now = context.now()
  const stored = await read.findings.byId(id)
  if (stored?.estate !== estate.id) return refused('not-found')
  const [[finding], events, likes, merged, residents, staff, dueDays, items] = await Promise.all([
    listed(context, estate, [stored], now),
    read.findings.events(id),
    read.findings.likes(stored.finding, MOST_LIKE),
    read.findings.mergedInto(id),
    waitingResidents(read, estate.id, stored.finding),
    read.people.staffOf(estate.id),
    dueDaysOf(read, estate, now),
    itemsOf(context, [stored]),
  ])
  if (!finding) return refused('not-found')
  const isAlike = ({ finding: { state } }: StoredFinding) => FINDING_STATES[state].open
  const latestDue = (route: RouteKind) => dueDays(stored.finding, route)
  return done({
    now,
    finding,
    // The rule behind the item.
    clause: items.get(id)?.item?.clause ?? null,
    events: await shownEvents(context, stored, events),
    alike: likes.filter(isAlike).map(likeOf),
    earlier: likes.filter((like) => !isAlike(like) && like.finding.state !== 'merged').map(likeOf),
    merged: merged.map(likeOf),
    residents: residents.map(({ id }) => id),
    // Whoever looks on assigns nobody, so he is told of nobody.
    staff: canAct(roles)
      ? staff.filter((one) => canAct(one.roles)).map(({ person: { id, name } }) => ({ id, name }))
      : [],
    latestDue: { repair: latestDue('repair'), department: latestDue('department'), violation: latestDue('violation') },
  })
}

function canAct(roles: readonly Role[]): boolean {
  return roles.some((role) => role !== 'auditor')
}

function likeOf({ number, finding: { id, state, reportedAt, note } }: StoredFinding): Like {
  return { id, number, state, reportedAt, note }
}

async function shownEvents(
  context: Context,
  { finding }: StoredFinding,
  events: readonly StoredEvent[],
): Promise<ShownEvent[]> {
  const names = await namesOf(
    context,
    events.map(({ by }) => by),
  )
  const devices = await context.database.read.devices.labelsOf(events.flatMap(({ device }) => device ?? []))
  return events.map(({ id, sequence, at, receivedAt, by, contractor, standing, act, device, presence }) => ({
    ...{ id, sequence, at, receivedAt, standing, act: shownAct(act) },
    by: by === null ? (contractor ?? '') : (names.get(by) ?? ''),
    byContractor: by === null,
    resolved: standing === 'conflicting' && !finding.conflicts.includes(id),
    device: device === null ? null : { id: device, label: devices.get(device) ?? '' },
    presence: presence?.outcome ?? null,
  }))
}

/** Not the proof of a verification: whoever reads the digits of a tag could print it. What it was worth stands beside it. */
function shownAct(act: KeptAct): ShownAct {
  if (act.kind !== 'verify') return act
  const { evidence: _, position: __, ...shown } = act
  return shown
}
