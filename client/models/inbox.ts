/** What somebody was told, as the screen lays it out. Pure. */
import type { Uuid } from '../../checkpoints/ids.ts'
import { type CivilDate, civilDateOf, type Instant, type Zone } from '../../checkpoints/time.ts'
import type { Alarm, Notification } from '../../checkpoints/wire/notification.ts'

export type InboxDay = { readonly on: CivilDate; readonly notifications: readonly Notification[] }

/** By the day on which it happened, where it happened; the order stays. */
export function byDay(notifications: readonly Notification[], zoneOf: (estate: Uuid) => Zone): InboxDay[] {
  const days: { on: CivilDate; notifications: Notification[] }[] = []
  for (const notification of notifications) {
    const on = civilDateOf(notification.at, zoneOf(notification.estate.id))
    const last = days.at(-1)
    if (last?.on === on) last.notifications.push(notification)
    else days.push({ on, notifications: [notification] })
  }
  return days
}

/** Fewer are read one by one. */
const ALIKE = 3

/** Reminders of one day that say the same are one entry, where the newest of them stands; what somebody has done always is one of its own. */
export function entriesOf(notifications: readonly Notification[]): (readonly Notification[])[] {
  const sameAs = ({ id, kind, when, estate }: Notification) => (kind === 'escalated' ? `${when} ${estate.id}` : id)
  const groups = new Map<string, Notification[]>()
  for (const one of notifications) groups.set(sameAs(one), [...(groups.get(sameAs(one)) ?? []), one])
  return notifications.flatMap((notification) => {
    const alike = groups.get(sameAs(notification)) ?? []
    if (alike.length < ALIKE) return [[notification]]
    return alike[0] === notification ? [alike] : []
  })
}

/** The unread ones that are shown: what marking all of them as read has to be able to take back. */
export function unreadIn({ notifications }: { readonly notifications: readonly Notification[] }): Uuid[] {
  return notifications.flatMap(({ id, readAt }) => (readAt === null ? [id] : []))
}

/** A count that is read at a glance. */
export function shortCount(count: number): string {
  return count > 99 ? '99+' : String(count)
}

/**
 * What rings, but for what he has just taken in hand: the next answer of the server does not have it any more. What rings again
 * rings for him too.
 * @param taken since when each of them had rung
 */
export function stillRinging(alarms: readonly Alarm[], taken: ReadonlyMap<Uuid, Instant>): Alarm[] {
  return alarms.filter(({ finding, since }) => taken.get(finding.id) !== since)
}
