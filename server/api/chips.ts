/** Chips that cannot be copied, for the estate's admin. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Uuid } from '../../checkpoints/ids.ts'
import { AddChip, ChipAdded, Chips, RevokeChip } from '../../checkpoints/wire/chip.ts'
import type { Context } from '../context.ts'
import { addChip, listChips, revokeChip } from '../services/chips.ts'
import { answer, describe, type Env, takes } from './route.ts'

const ChipPath = v.object({ chip: Uuid })

export function chipsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/chips',
      describe({
        summary: 'Chips that cannot be copied: where they are, and when they were last read',
        answers: { 200: Chips },
      }),
      async (c) => c.json(await listChips(context, c.var.estate.id)),
    )
    .post(
      '/api/estates/:estate/chips',
      describe({
        summary: 'Take a chip into use at a checkpoint',
        description: 'Answers, this once, what an NTAG 424 DNA is to be set up with, its keys included.',
        answers: { 201: ChipAdded },
        problems: ['body-invalid', 'checkpoint-unknown', 'tag-key-revoked', 'chip-taken', 'chip-too-small'],
      }),
      takes('json', AddChip),
      async (c) => answer(c, await addChip(context, c.var.estate.id, c.var.person, c.req.valid('json')), 201),
    )
    .put(
      '/api/estates/:estate/chips/:chip/revocation',
      describe({
        summary: 'Take a chip out of use: what it says counts for nothing from now on',
        answers: { 200: Chips },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', ChipPath),
      takes('json', RevokeChip),
      async (c) => {
        const revoked = { ...c.req.valid('json'), ...c.req.valid('param') }
        return answer(c, await revokeChip(context, c.var.estate.id, c.var.person, revoked))
      },
    )
}
