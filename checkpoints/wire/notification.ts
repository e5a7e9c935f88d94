/** The inbox of a person, how he wants to be told, and the browsers that are told. */
import * as v from 'valibot'
import { Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { Channel, NewsKind, NotificationSettings } from '../notification.ts'
import { Instant } from '../time.ts'

export const Notification = v.strictObject({
  id: Uuid,
  kind: NewsKind,
  estate: v.strictObject({ id: Uuid, names: Names }),
  finding: v.strictObject({ id: Uuid, number: v.number(), note: v.string() }),
  spot: v.strictObject({ names: Names, code: v.string() }),
  /** Who did what it tells of; null: nobody, it is time that has passed. */
  by: v.nullable(v.string()),
  at: Instant,
  readAt: v.nullable(Instant),
})
export type Notification = v.InferOutput<typeof Notification>

/** The newest 200, the newest first. */
export const Inbox = v.strictObject({ now: Instant, unread: v.number(), notifications: v.array(Notification) })
export type Inbox = v.InferOutput<typeof Inbox>

/** `ids` missing: all of them. */
export const MarkRead = v.strictObject({ ids: v.optional(v.pipe(v.array(Uuid), v.maxLength(200))) })
export type MarkRead = v.InferOutput<typeof MarkRead>

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
