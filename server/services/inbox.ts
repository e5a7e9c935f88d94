/** What somebody is told, on whichever estate it happened. */
import { ACTS } from '../../checkpoints/finding-decision.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { type Inbox, type MarkRead, MOST_NOTIFICATIONS } from '../../checkpoints/wire/notification.ts'
import type { Context } from '../context.ts'

export async function inboxOf(context: Context, person: Uuid, most = MOST_NOTIFICATIONS): Promise<Inbox> {
  const { notifications } = context.database.read
  return {
    now: context.now(),
    unread: await notifications.unreadOf(person),
    alarms: await notifications.alarmsFor(person, ACTS.acknowledge.roles),
    notifications: await notifications.of(person, most),
  }
}

export async function markRead(context: Context, person: Uuid, { ids, read }: MarkRead): Promise<Inbox> {
  // All of them at once can only be read: which of them were new nobody knows any more.
  const at = read || ids === undefined ? context.now() : null
  await context.database.write(({ notifications }) => notifications.markRead(person, ids, at))
  return inboxOf(context, person)
}
