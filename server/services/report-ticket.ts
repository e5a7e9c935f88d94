/**
 * A ticket to send one report with, handed out with the page of a tag. It says when the page was asked for, so that what fills in
 * forms faster than people do is told apart, and nothing has to be kept of the pages that nobody reports on.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { TagFields } from '../../checkpoints/tag.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'

type Tag = Pick<TagFields, 'checkpoint' | 'revision'>

export function ticketFor(context: Context, tag: Tag): string {
  const head = `${context.now().toString(36)}.${randomBytes(16).toString('base64url')}`
  return `${head}.${sealOf(context, tag, head).toString('base64url')}`
}

/** When a ticket was handed out; undefined: not by us, or for another tag. */
export function ticketTime(context: Context, tag: Tag, ticket: string): Instant | undefined {
  const [issued = '', nonce = '', seal = '', ...rest] = ticket.split('.')
  const expected = sealOf(context, tag, `${issued}.${nonce}`)
  const given = Buffer.from(seal, 'base64url')
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return Number.parseInt(issued, 36)
}

/**
 * The token of the report that a ticket was used for: 256 bits, the same however often it is sent, so that a report whose answer
 * was lost on its way is neither kept twice nor out of its reporter's reach. Nobody can tell it from what is kept.
 */
export function tokenOf(context: Context, tag: Tag, ticket: string): string {
  const [issued, nonce] = ticket.split('.')
  const of = `report-token ${tag.checkpoint} ${tag.revision} ${issued}.${nonce}`
  return createHmac('sha256', context.secret).update(of).digest('base64url')
}

function sealOf(context: Context, { checkpoint, revision }: Tag, head: string): Buffer {
  return createHmac('sha256', context.secret).update(`report-ticket ${checkpoint} ${revision} ${head}`).digest()
}
