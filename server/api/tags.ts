/** What a label's QR opens, and the keys it can be checked with. */
import { Hono, type Context as HonoContext } from 'hono'
import * as v from 'valibot'
import { Jwks, TagOpened } from '../../checkpoints/wire/estate.ts'
import { PublicTag } from '../../checkpoints/wire/resident-report.ts'
import type { Context } from '../context.ts'
import type { Outcome } from '../services/outcome.ts'
import type { Strangers } from '../services/strangers.ts'
import { publicTagKeys } from '../services/tag-keys.ts'
import { describeTagTo } from '../services/tags.ts'
import { addressOf } from './address.ts'
import { answer, describe, type Env } from './route.ts'
import { sessionFor } from './session-cookie.ts'

/** @param shell the client's page, undefined if it has not been built */
export function tagsApi(context: Context, strangers: Strangers, shell: string | undefined) {
  /** Whoever works there, however often he asks; anybody else is a stranger. */
  async function describeTag(c: HonoContext, digits: string): Promise<Outcome<TagOpened | PublicTag>> {
    const session = await sessionFor(context, c)
    const opened = session && (await describeTagTo(context, session.person, digits))
    return opened ?? strangers.see(digits, addressOf(context, c))
  }

  async function open(c: HonoContext, digits: string): Promise<Response> {
    c.header('Vary', 'Accept, Cookie')
    const wantsPage = c.req.header('Accept')?.includes('text/html')
    c.header('Cache-Control', wantsPage ? 'no-cache' : 'no-store')
    if (!wantsPage || shell === undefined) return answer(c, await describeTag(c, digits))
    // Also to whoever has asked too often: those who work there go on into the app all the same.
    const opened = await strangers.open(digits, addressOf(context, c))
    return c.html(shell, opened.ok ? 200 : (opened.problem.status as 400))
  }

  const opens = (summary: string) =>
    describe({
      summary,
      description:
        'Browsers get the app, which checks the tag itself; other clients get JSON, as much of it as a stranger may know unless they are signed in and work there. Opening a tag files nothing.',
      answers: { 200: v.union([TagOpened, PublicTag]) },
      problems: ['tag-malformed', 'tag-unknown', 'tag-forged', 'tag-revoked', 'too-many-requests'],
      media: ['text/html'],
    })

  return new Hono<Env>()
    .get('/s/:digits', opens('Open a tag'), async (c) => open(c, c.req.param('digits')))
    .get('/d/:digits', opens('Open the code of a display'), async (c) => open(c, c.req.param('digits')))
    .get(
      '/.well-known/jwks.json',
      describe({ summary: 'Public keys of all estates’ tags', answers: { 200: Jwks } }),
      async (c) => {
        c.header('Cache-Control', 'public, max-age=300')
        return c.json(await publicTagKeys(context))
      },
    )
}
