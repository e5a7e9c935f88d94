/** What somebody is told, on whichever estate it happened. */
import { ACTS } from '../../checkpoints/finding-decision.ts'
import { waitsForMe } from '../../checkpoints/finding-next.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { type Inbox, type InboxQuery, type MarkRead, MOST_NOTIFICATIONS } from '../../checkpoints/wire/notification.ts'
import type { Context } from '../context.ts'

export async function inboxOf(context: Context, person: Uuid, asked: Partial<InboxQuery> = {}): Promise<Inbox> {
  const { notifications } = context.database.read
  return {
    now: context.now(),
    unread: await notifications.unreadOf(person),
    waiting: asked.estate === undefined ? null : await waitingFor(context, person, asked.estate),
    alarms: await notifications.alarmsFor(person, ACTS.acknowledge.roles),
    notifications: await notifications.of(person, asked.most ?? MOST_NOTIFICATIONS),
  }
}

/** As many as his work of that estate lists (client/models/finding-groups.ts). */
async function waitingFor({ database: { read } }: Context, person: Uuid, estate: Uuid): Promise<number | null> {
  const roles = await read.people.rolesOn(person, estate)
  if (roles.length === 0) return null
  const open = await read.findings.openOf(estate)
  const actor = { by: 'staff', person, roles } as const
  return open.filter(({ finding }) => waitsForMe(finding, actor) !== undefined).length
}

export async function markRead(context: Context, person: Uuid, { ids, read }: MarkRead): Promise<Inbox> {
  // All of them at once can only be read: which of them were new nobody knows any more.
  const at = read || ids === undefined ? context.now() : null
  await context.database.write(({ notifications }) => notifications.markRead(person, ids, at))
  return inboxOf(context, person)
}
