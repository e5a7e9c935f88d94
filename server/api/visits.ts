/** Enrolling a phone, sending photos, filing visits, reading them back. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Sha256, Uuid } from '../../checkpoints/ids.ts'
import { DeviceEnrolled, EnrolDevice } from '../../checkpoints/wire/estate.ts'
import { problemOf } from '../../checkpoints/wire/problem.ts'
import {
  BATCH_MAX,
  BatchOutcome,
  PHOTO_MAX_BYTES,
  PHOTO_TYPES,
  PhotoKept,
  Receipt,
  VISIT_MAX_BYTES,
  VisitBatch,
  VisitRecord,
} from '../../checkpoints/wire/visit.ts'
import type { Context } from '../context.ts'
import { enrolDevice } from '../services/devices.ts'
import { keepPhoto, readPhoto } from '../services/keep-photo.ts'
import { readVisitRecord } from '../services/read-visit.ts'
import { receiveBatch, receiveVisit } from '../services/receive-visit.ts'
import { answer, atMost, describe, type Env, problem, takes } from './route.ts'

const PhotoPath = v.object({ sha256: Sha256 })
const VisitPath = v.object({ id: Uuid })
const BATCH_MAX_BYTES = 8 * 1024 * 1024

export function visitsApi(context: Context) {
  return new Hono<Env>()
    .post(
      '/api/devices',
      describe({
        summary: 'Enrol a phone',
        description: 'Its ES256 public key; the same key of the same person always gets the same id.',
        answers: { 201: DeviceEnrolled },
        problems: ['body-invalid', 'key-invalid', 'device-revoked', 'app-too-old'],
      }),
      atMost(16 * 1024),
      takes('json', EnrolDevice),
      async (c) => answer(c, await enrolDevice(context, c.var.person, c.req.valid('json')), 201),
    )
    .put(
      '/api/photos/:sha256',
      describe({
        summary: 'Send a photo',
        description: 'Raw bytes, addressed by their SHA-256. 201 the first time, 200 when they were here already.',
        answers: { 201: PhotoKept, 200: PhotoKept },
        problems: ['body-invalid', 'photo-hash-mismatch', 'photo-not-an-image', 'photo-too-large'],
        body: PHOTO_TYPES,
      }),
      atMost(PHOTO_MAX_BYTES, 'photo-too-large'),
      takes('param', PhotoPath),
      async (c) => {
        const bytes = new Uint8Array(await c.req.arrayBuffer())
        const outcome = await keepPhoto(context, c.var.person, c.req.valid('param').sha256, bytes)
        return outcome.ok ? c.json(outcome.value.photo, outcome.value.first ? 201 : 200) : problem(c, outcome.problem)
      },
    )
    .get(
      '/api/photos/:sha256',
      describe({
        summary:
          'A photo, for its author, the desk of an estate whose visit names it, and the staff of one whose finding does',
        answers: { 200: null },
        problems: ['not-found'],
        media: PHOTO_TYPES,
      }),
      takes('param', PhotoPath),
      async (c) => {
        const outcome = await readPhoto(context, c.var.person, c.req.valid('param').sha256)
        if (!outcome.ok) return problem(c, outcome.problem)
        const { type, sha256, bytes } = outcome.value
        return c.body(bytes, 200, {
          'Content-Type': type,
          'Content-Disposition': `inline; filename="${sha256.slice(0, 16)}.${type.slice(6)}"`,
          // Bytes that people sent must never run, whatever they turn out to be (ASVS 3.2.1).
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cache-Control': 'private, max-age=31536000, immutable',
        })
      },
    )
    .put(
      '/api/visits/:id',
      describe({
        summary: 'File a visit',
        description:
          'A compact JWS signed by the phone (docs/api.md). 201 the first time, 200 with the same receipt for the same bytes, 409 for other bytes.',
        answers: { 201: Receipt, 200: Receipt },
        problems: [
          'body-invalid',
          'visit-malformed',
          'visit-version-unsupported',
          'app-too-old',
          'visit-id-mismatch',
          'visit-of-other-person',
          'device-unknown',
          'device-revoked',
          'visit-signature-invalid',
          'visit-conflict',
          'tag-malformed',
          'tag-unknown',
          'tag-forged',
          'tag-revoked',
          'tag-of-other-estate',
          'tag-of-other-checkpoint',
          'checkpoint-unknown',
          'checklist-unknown',
          'checklist-incomplete',
          'photos-missing',
          'too-large',
        ],
        body: ['application/jose'],
      }),
      atMost(VISIT_MAX_BYTES),
      takes('param', VisitPath),
      async (c) => {
        const outcome = await receiveVisit(context, c.var.person, await c.req.text(), c.req.valid('param').id)
        return outcome.ok ? c.json(outcome.value.receipt, outcome.value.first ? 201 : 200) : problem(c, outcome.problem)
      },
    )
    .post(
      '/api/visits/batch',
      describe({
        summary: 'File many visits',
        description: `Up to ${BATCH_MAX}; each is judged by itself and gets the outcome a single PUT would have had.`,
        answers: { 200: BatchOutcome },
        problems: ['body-invalid', 'too-large'],
      }),
      atMost(BATCH_MAX_BYTES),
      takes('json', VisitBatch),
      async (c) => c.json({ outcomes: await receiveBatch(context, c.var.person, c.req.valid('json').visits) }),
    )
    .get(
      '/api/visits/:id',
      describe({
        summary: 'A visit with its evidence',
        description: 'For its author and for the desk of its estate.',
        answers: { 200: VisitRecord },
        problems: ['not-found'],
      }),
      async (c) => {
        const id = c.req.param('id')
        if (!v.is(Uuid, id)) return problem(c, problemOf('not-found'))
        return answer(c, await readVisitRecord(context, c.var.person, id))
      },
    )
}
