/** The inbox of a person, how he wants to be told, and the browsers that are told. */
import * as v from 'valibot'
import { Trigger } from '../finding-rules.ts'
import { Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { Channel, NewsKind, NotificationSettings } from '../notification.ts'
import { Instant } from '../time.ts'

/** `place`: from the building down, as every tower has a lobby. */
const SpotOfNews = v.strictObject({ names: Names, code: v.string(), place: v.array(Names) })

export const Notification = v.strictObject({
  id: Uuid,
  kind: NewsKind,
  estate: v.strictObject({ id: Uuid, names: Names }),
  finding: v.strictObject({ id: Uuid, number: v.number(), note: v.string() }),
  spot: SpotOfNews,
  /** What has been so for too long; null: it tells of a deed. */
  when: v.nullable(Trigger),
  /** Who did what it tells of; null: nobody, it is time that has passed. */
  by: v.nullable(v.string()),
  at: Instant,
  readAt: v.nullable(Instant),
})
export type Notification = v.InferOutput<typeof Notification>

export const MOST_NOTIFICATIONS = 200

/** `most`: whoever only counts needs none of them. `estate`: where the findings that wait for him are counted. */
export const InboxQuery = v.strictObject({
  most: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.maxValue(MOST_NOTIFICATIONS)),
    String(MOST_NOTIFICATIONS),
  ),
  estate: v.optional(Uuid),
})
export type InboxQuery = v.InferOutput<typeof InboxQuery>

/** An emergency that rings, on an estate where he may take it in hand. */
export const Alarm = v.strictObject({
  estate: v.strictObject({ id: Uuid, names: Names, zone: v.string() }),
  finding: v.strictObject({ id: Uuid, number: v.number(), note: v.string() }),
  spot: SpotOfNews,
  /** The number of the finding's last event, which whoever takes it in hand has seen. */
  version: v.number(),
  since: Instant,
})
export type Alarm = v.InferOutput<typeof Alarm>

/** The newest 200, the newest first; of the alarms the oldest first. */
export const Inbox = v.strictObject({
  now: Instant,
  unread: v.number(),
  /** How many findings of the estate that was asked for wait for him; null: none was, or it is not his. */
  waiting: v.nullable(v.number()),
  alarms: v.array(Alarm),
  notifications: v.array(Notification),
})
export type Inbox = v.InferOutput<typeof Inbox>

/** `ids` missing: all of them. `read` false: they are to stand there as new again. */
export const MarkRead = v.strictObject({
  ids: v.optional(v.pipe(v.array(Uuid), v.maxLength(MOST_NOTIFICATIONS))),
  read: v.boolean(),
})
export type MarkRead = v.InferOutput<typeof MarkRead>

/** Of one person; whoever adds another loses the oldest. */
export const MOST_BROWSERS = 20

/** As `PushSubscription.toJSON()` gives it (Push API §10). */
export const PushTarget = v.strictObject({
  endpoint: v.pipe(v.string(), v.url(), v.maxLength(1000), v.startsWith('https://')),
  keys: v.strictObject({
    p256dh: v.pipe(v.string(), v.regex(/^[\w-]{87}=?$/)),
    auth: v.pipe(v.string(), v.regex(/^[\w-]{22}(==)?$/)),
  }),
  /** What its owner sees in the list: "Pixel 7, Chrome". */
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
})
export type PushTarget = v.InferOutput<typeof PushTarget>

export const Pushed = v.strictObject({ id: Uuid, label: v.string(), addedAt: Instant, lastSentAt: v.nullable(Instant) })
export type Pushed = v.InferOutput<typeof Pushed>

export const NotificationRecord = v.strictObject({
  settings: NotificationSettings,
  /** Which ways this server has at all. */
  channels: v.array(Channel),
  /** The key that browsers subscribe with (RFC 8292 §3.2), base64url; null: none. */
  vapidKey: v.nullable(v.string()),
  browsers: v.array(Pushed),
})
export type NotificationRecord = v.InferOutput<typeof NotificationRecord>

/** What a test came to, by each way that is on: whether the other side has taken it. */
export const NotificationTest = v.strictObject({
  mail: v.nullable(v.boolean()),
  browsers: v.array(v.strictObject({ id: Uuid, taken: v.boolean() })),
})
export type NotificationTest = v.InferOutput<typeof NotificationTest>
