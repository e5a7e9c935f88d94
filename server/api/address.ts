/** From where a request comes, for throttling. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as HonoContext } from 'hono'
import type { Context } from '../context.ts'

/** Only a proxy of ours may say for whom it asks (ASVS 4.1.3). */
export function addressOf(context: Context, c: HonoContext): string {
  const forwarded = context.config.trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
  return forwarded ?? (c.env?.incoming ? getConnInfo(c).remote.address : undefined) ?? 'local'
}
