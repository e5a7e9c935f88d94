/** A visit with what it takes to read it: the questions it answers, and where its spot is. Pure. */
import type { Answer } from '../../checkpoints/answer.ts'
import type { Checklist, Item } from '../../checkpoints/checklist.ts'
import { coveredState } from '../../checkpoints/coverage.ts'
import { CLOCK_TOLERANCE_MS } from '../../checkpoints/occurrence.ts'
import { worthOf } from '../../checkpoints/review.ts'
import type { Zone } from '../../checkpoints/time.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import type { Catalogue } from './catalogue.ts'

export type VisitFile = {
  readonly record: VisitRecord
  /** Of its estate. */
  readonly zone: Zone
  /** The version it was filed under; undefined if it could not be fetched. */
  readonly checklist: Checklist | undefined
  readonly catalogue: Catalogue | undefined
}

/** The mark of a visit: as its round counts it, or as its verdict says if it does not count. */
export function markOf({ round, verdict, occurredAt, reviews }: MarkedVisit): 'done' | 'doubtful' | 'late' {
  const outcome = worthOf(verdict.outcome, reviews[0]?.decision ?? null) ?? 'doubtful'
  return coveredState(round ?? { closesAt: Number.POSITIVE_INFINITY }, { outcome, occurredAt })
}

type MarkedVisit = Pick<VisitRecord, 'round' | 'verdict' | 'occurredAt' | 'reviews'>

/**
 * How far the phone's clock was ahead when the tag was read, or behind if less than 0, as far as the bounds tell; 0 within what
 * is nobody's business.
 */
export function clockErrorOf({ claims, occurredAt }: Pick<VisitRecord, 'claims' | 'occurredAt'>): number {
  const errorMs = claims.scannedAt - occurredAt
  return Math.abs(errorMs) > CLOCK_TOLERANCE_MS ? errorMs : 0
}

/** One question and its answer, either of which may be missing. */
export type Answered = { readonly id: string; readonly item: Item | undefined; readonly answer: Answer | undefined }

/** In the order of the checklist; answers to questions it does not have come last. */
export function answered({ checklist, record }: Pick<VisitFile, 'checklist' | 'record'>): readonly Answered[] {
  const { answers } = record.claims
  const items = checklist?.items ?? []
  const strays = answers.filter((answer) => items.every(({ id }) => id !== answer.item))
  return [
    ...items.map((item) => ({ id: item.id, item, answer: answers.find((answer) => answer.item === item.id) })),
    ...strays.map((answer) => ({ id: answer.item, item: undefined, answer })),
  ]
}
