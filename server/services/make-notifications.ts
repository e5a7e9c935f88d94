/**
 * Telling people what has happened to a finding, and that nothing has: a line in the inbox of each whom it concerns, and what goes
 * out to him beyond that. Both are made in the transaction that keeps what they tell of, and sent after it.
 */
import { type Finding, isSeenAgain } from '../../checkpoints/finding.ts'
import { type Audience, everyPartner, type Partners } from '../../checkpoints/finding-rules.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { goesOutAt, isUrgent, type NotificationSettings, newsOf } from '../../checkpoints/notification.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import type { NewDelivery } from '../store/notification-deliveries.ts'
import type { NewNotification } from '../store/notifications.ts'
import type { Stores } from '../store/stores.ts'
import type { Happened } from './finding-news.ts'
import { findingRulesOf } from './finding-rules.ts'

/** Tells everybody whom an event concerns: each once, and its author not at all. */
export async function makeNotifications(
  context: Context,
  stores: Stores,
  { estate, finding, before, event }: Happened,
): Promise<void> {
  const news = newsOf(finding, event, before)
  if (news.length === 0 || (event.act.kind === 'begin' && (await isNoNews(stores, finding)))) return
  const { within, partners } = await audiencesOf(stores, estate, finding)
  const told = new Set<Uuid>(event.by === null ? [] : [event.by])
  for (const { kind, audiences, people } of news) {
    const to = within(audiences, people).filter((person) => !told.has(person))
    for (const person of to) told.add(person)
    const by = event.by === null ? contractorOf(finding, partners) : { person: event.by }
    await tell(context, stores, to, { estate, finding: finding.id, key: event.id, kind, trigger: null, by })
  }
}

async function isNoNews({ findings }: Stores, finding: Finding): Promise<boolean> {
  if (finding.source.by !== 'visit') return false
  return (await findings.likes(finding, 20)).some((other) => isSeenAgain(finding, other.finding))
}

/** Whoever fixes something without an account has the link of a work order: the contractor it was given to. */
function contractorOf({ route }: Finding, { contractors }: Partners): NewNotification['by'] {
  const contractor = route?.kind === 'repair' ? contractors.find(({ id }) => id === route.contractor) : undefined
  return contractor ? { name: contractor.name } : null
}

export type Audiences = {
  /** Also those of former times: a finding that is opened again is still theirs. */
  readonly partners: Partners
  /** Who of an estate's people that is; somebody who has left it hears nothing. */
  readonly within: (audiences: readonly Audience[], people?: readonly Uuid[]) => Uuid[]
}

export async function audiencesOf(stores: Stores, estate: Uuid, finding: Finding): Promise<Audiences> {
  const known = await findingRulesOf(stores, estate)
  const staff = new Map((await stores.people.staffOf(estate)).map(({ person, roles }) => [person.id, roles]))
  const holding = (role: Role) => [...staff].filter(([, roles]) => roles.includes(role)).map(([person]) => person)
  const { route, reportedBy } = finding
  const department =
    route?.kind === 'department' ? known.rules.departments.find(({ id }) => id === route.department) : undefined
  const who: Readonly<Record<Audience, readonly (Uuid | null | undefined)[]>> = {
    assignee: [route?.assignee, department?.supervisor],
    reporter: [reportedBy],
    supervisors: holding('supervisor'),
    managers: holding('manager'),
    admins: holding('admin'),
  }
  return {
    partners: everyPartner(known),
    within: (audiences, people = []) => {
      const all = [...people, ...audiences.flatMap((audience) => who[audience])]
      return [...new Set(all)].filter((person): person is Uuid => !!person && staff.has(person))
    },
  }
}

type Told = Omit<NewNotification, 'id' | 'person' | 'at'>

export async function tell(context: Context, stores: Stores, people: readonly Uuid[], told: Told): Promise<void> {
  const zone = people.length > 0 ? (await stores.estates.byId(told.estate))?.zone : undefined
  if (zone === undefined) return
  const now = context.now()
  for (const person of people) {
    if (told.kind === 'emergency' || told.kind === 'escalated')
      await stores.notifications.supersede(person, told.finding, told, now)
    const id = context.newId()
    if (!(await stores.notifications.add({ ...told, id, person, at: now }))) continue
    const settings = await stores.notificationSettings.of(person)
    const dueAt = goesOutAt(told.kind, settings, { now, zone })
    const targets = await targetsOf(context, stores, person, told.kind, settings)
    await stores.notificationDeliveries.add(targets.map((target) => delivery(context, id, target, dueAt)))
  }
}

type Target = Pick<NewDelivery, 'channel' | 'target'>

/** As he wants it; an emergency comes by every way there is to him. */
async function targetsOf(
  { mailer }: Context,
  { pushSubscriptions }: Stores,
  person: Uuid,
  kind: NewNotification['kind'],
  { push, mail, address }: NotificationSettings,
): Promise<Target[]> {
  const urgent = isUrgent(kind)
  const browsers = push || urgent ? await pushSubscriptions.of(person) : []
  return [
    ...browsers.map(({ id }): Target => ({ channel: 'push', target: id })),
    ...(mailer && address !== null && (mail || urgent) ? [{ channel: 'mail', target: address } as const] : []),
  ]
}

function delivery(context: Context, notification: Uuid, target: Target, dueAt: Instant): NewDelivery {
  return { id: context.newId(), notification, ...target, dueAt }
}
