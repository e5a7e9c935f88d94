/** The keys that sign an estate's tags, for its admin. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { RevokeTagKey, TagKeys, TagsReissued } from '../../checkpoints/wire/tag-key.ts'
import type { Context } from '../context.ts'
import { listTagKeys, reissueTagsOf, revokeTagKey, rotateTagKey } from '../services/turn-keys.ts'
import { answer, describe, type Env, takes } from './route.ts'

const KeyPath = v.object({ generation: v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.transform(Number)) })

export function tagKeysApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/tag-keys',
      describe({ summary: 'The keys that sign tags, and how many labels hang of each', answers: { 200: TagKeys } }),
      async (c) => c.json(await listTagKeys(context, c.var.estate.id)),
    )
    .post(
      '/api/estates/:estate/tag-keys',
      describe({
        summary: 'Sign with a new key from now on',
        description: 'What older keys have signed stays good until it is reissued, or its key is revoked.',
        answers: { 201: TagKeys },
        problems: ['tag-keys-used-up'],
      }),
      async (c) => answer(c, await rotateTagKey(context, c.var.estate.id, c.var.person), 201),
    )
    .post(
      '/api/estates/:estate/tag-keys/:generation/reissue',
      describe({
        summary: 'Reissue every tag that an older key has signed',
        description: 'The old labels are refused from then on: the new ones are to be hung in their place.',
        answers: { 200: TagsReissued },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', KeyPath),
      async (c) => answer(c, await reissueTagsOf(context, c.var.estate.id, c.req.valid('param').generation)),
    )
    .put(
      '/api/estates/:estate/tag-keys/:generation/revocation',
      describe({
        summary: 'Revoke a key: all it has signed is refused at once, and reissued with another',
        answers: { 200: TagsReissued },
        problems: ['body-invalid', 'not-found', 'tag-keys-used-up'],
      }),
      takes('param', KeyPath),
      takes('json', RevokeTagKey),
      async (c) => {
        const revoked = { ...c.req.valid('json'), ...c.req.valid('param') }
        return answer(c, await revokeTagKey(context, c.var.estate.id, c.var.person, revoked))
      },
    )
}
