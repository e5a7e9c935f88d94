/** What a label's QR opens, and the keys it can be checked with. */
import { Hono } from 'hono'
import { Jwks, TagOpened } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import { publicTagKeys } from '../services/tag-keys.ts'
import { describeTag } from '../services/tags.ts'
import { answer, describe, type Env } from './route.ts'

/** @param shell the client's page, undefined if it has not been built */
export function tagsApi(context: Context, shell: string | undefined) {
  return new Hono<Env>()
    .get(
      '/s/:digits',
      describe({
        summary: 'Open a tag',
        description:
          'Browsers get the app, which checks the tag itself; other clients get JSON. Opening a tag files nothing.',
        answers: { 200: TagOpened },
        problems: ['tag-malformed', 'tag-unknown', 'tag-forged', 'tag-revoked'],
        media: ['text/html'],
      }),
      async (c) => {
        const outcome = await describeTag(context, c.req.param('digits'))
        c.header('Vary', 'Accept')
        const wantsPage = c.req.header('Accept')?.includes('text/html')
        if (!wantsPage || shell === undefined) return answer(c, outcome)
        return c.html(shell, outcome.ok ? 200 : (outcome.problem.status as 400))
      },
    )
    .get(
      '/.well-known/jwks.json',
      describe({ summary: 'Public keys of all estates’ tags', answers: { 200: Jwks } }),
      async (c) => {
        c.header('Cache-Control', 'public, max-age=300')
        return c.json(await publicTagKeys(context))
      },
    )
}
