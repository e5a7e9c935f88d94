/** Labels from the printer to the wall, damaged ones, and blank ones. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { LabelSheetId } from '../../checkpoints/label-sheet.ts'
import { Language } from '../../checkpoints/language.ts'
import {
  BlankClaimed,
  Blanks,
  ClaimBlank,
  DismissDamage,
  Hanging,
  Install,
  MakeBlanks,
  OldLabelNoted,
  OldLabelRead,
  PrintsRecorded,
  RecordPrints,
  ReportDamage,
  WordKept,
} from '../../checkpoints/wire/hanging.ts'
import type { Context } from '../context.ts'
import { blanksPdf, claimBlank, listBlanks, makeBlanks } from '../services/blanks.ts'
import { dismissDamage, reportDamage } from '../services/damaged-tags.ts'
import { hangingOn, keepInstallation, noteOldLabel, recordPrints } from '../services/hanging.ts'
import { answer, answerDone, atMost, describe, type Env, problem, takes } from './route.ts'

const JSON_MAX_BYTES = 256 * 1024
const WORD_MAX_BYTES = 16 * 1024
const IdPath = v.object({ id: Uuid })
const BlankPath = v.object({ checkpoint: CheckpointId })
const BlanksQuery = v.object({
  sheet: v.optional(LabelSheetId, 'l7160'),
  startAt: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.transform(Number)), '1'),
  language: v.optional(Language, 'zh-Hant'),
})

export function hangingApi(context: Context) {
  return wordsRoutes(context)
    .get(
      '/api/estates/:estate/hanging',
      describe({
        summary: 'Labels that are still to be hung or about which nothing tells that they hang; damaged ones',
        answers: { 200: Hanging },
      }),
      async (c) => c.json(await hangingOn(context, c.var.estate)),
    )
    .post(
      '/api/estates/:estate/label-prints',
      describe({
        summary: 'Note that labels have been printed, in the revision now in force',
        answers: { 201: PrintsRecorded },
        problems: ['body-invalid', 'checkpoint-unknown', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', RecordPrints),
      async (c) => answer(c, await recordPrints(context, c.var.estate.id, c.var.person, c.req.valid('json')), 201),
    )
    .route('/', blanksRoutes(context))
}

/** What phones say of labels, in any order and as often as they like. */
function wordsRoutes(context: Context) {
  return new Hono<Env>()
    .put(
      '/api/installations/:id',
      describe({
        summary: 'Say that a label has been hung and read at its spot',
        description: '201 the first time, 200 for the same word again, 409 for another one under the same id.',
        answers: { 201: WordKept, 200: WordKept },
        problems: [
          'body-invalid',
          'tag-malformed',
          'tag-unknown',
          'tag-forged',
          'photos-missing',
          'word-conflict',
          'too-large',
        ],
      }),
      atMost(WORD_MAX_BYTES),
      takes('param', IdPath),
      takes('json', Install),
      async (c) => {
        const outcome = await keepInstallation(context, c.var.person, c.req.valid('param').id, c.req.valid('json'))
        return outcome.ok ? c.json(outcome.value.word, outcome.value.first ? 201 : 200) : problem(c, outcome.problem)
      },
    )
    .post(
      '/api/old-labels',
      describe({
        summary: 'Say that a label which has been replaced still hangs: a phone has read it and opened no form',
        description: 'As often as one likes; only the last time counts.',
        answers: { 200: OldLabelNoted },
        problems: ['body-invalid', 'tag-malformed', 'tag-unknown', 'tag-forged', 'too-large'],
      }),
      atMost(WORD_MAX_BYTES),
      takes('json', OldLabelRead),
      async (c) => answer(c, await noteOldLabel(context, c.var.person, c.req.valid('json'))),
    )
    .put(
      '/api/damaged-tags/:id',
      describe({
        summary: 'Report a label that is damaged, missing or cannot be read',
        description: '201 the first time, 200 for the same report again, 409 for another one under the same id.',
        answers: { 201: WordKept, 200: WordKept },
        problems: ['body-invalid', 'not-found', 'word-conflict', 'too-large'],
      }),
      atMost(WORD_MAX_BYTES),
      takes('param', IdPath),
      takes('json', ReportDamage),
      async (c) => {
        const outcome = await reportDamage(context, c.var.person, c.req.valid('param').id, c.req.valid('json'))
        return outcome.ok ? c.json(outcome.value.word, outcome.value.first ? 201 : 200) : problem(c, outcome.problem)
      },
    )
    .put(
      '/api/estates/:estate/damaged-tags/:id/dismissal',
      describe({
        summary: 'Take a damaged label off the list without a reprint, with a reason',
        answers: { 204: null },
        problems: ['body-invalid', 'not-found'],
      }),
      atMost(WORD_MAX_BYTES),
      takes('param', IdPath),
      takes('json', DismissDamage),
      async (c) => {
        const dismissed = { ...c.req.valid('json'), ...c.req.valid('param') }
        return answerDone(c, await dismissDamage(context, c.var.estate.id, c.var.person, dismissed))
      },
    )
}

function blanksRoutes(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/blanks',
      describe({ summary: 'Tags made for spots to come, and which have been claimed', answers: { 200: Blanks } }),
      async (c) => c.json(await listBlanks(context, c.var.estate.id)),
    )
    .post(
      '/api/estates/:estate/blanks',
      describe({
        summary: 'Sign tags for spots that do not exist yet',
        answers: { 201: Blanks },
        problems: ['body-invalid'],
      }),
      atMost(WORD_MAX_BYTES),
      takes('json', MakeBlanks),
      async (c) => c.json(await makeBlanks(context, c.var.estate.id, c.var.person, c.req.valid('json').count), 201),
    )
    .get(
      '/api/estates/:estate/blanks.pdf',
      describe({
        summary: 'The labels of all blanks nobody has claimed, as PDF',
        answers: { 200: null },
        problems: ['body-invalid', 'not-found'],
        media: ['application/pdf'],
      }),
      takes('query', BlanksQuery),
      async (c) => {
        const outcome = await blanksPdf(context, c.var.estate.id, c.req.valid('query'))
        if (!outcome.ok) return problem(c, outcome.problem)
        return c.body(outcome.value as Uint8Array<ArrayBuffer>, 200, {
          'Content-Type': 'application/pdf',
          'Content-Disposition': `inline; filename="blanks-${c.var.estate.code}.pdf"`,
          'Cache-Control': 'no-store',
        })
      },
    )
    .post(
      '/api/estates/:estate/blanks/:checkpoint/claim',
      describe({
        summary: 'Make the spot that a blank stands for; its label hangs with that',
        answers: { 201: BlankClaimed },
        problems: [
          'body-invalid',
          'not-found',
          'blank-claimed',
          'tag-forged',
          'tag-revoked',
          'code-taken',
          'place-unknown',
        ],
      }),
      atMost(WORD_MAX_BYTES),
      takes('param', BlankPath),
      takes('json', ClaimBlank),
      async (c) => {
        const claimed = { ...c.req.valid('json'), ...c.req.valid('param') }
        return answer(c, await claimBlank(context, c.var.estate.id, c.var.person, claimed), 201)
      },
    )
}
