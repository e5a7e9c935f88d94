/** A visit with what it takes to read it: the questions it answers, and where its spot is. */
import type { Answer } from '../../checkpoints/answer.ts'
import { coveredState } from '../../checkpoints/coverage.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Zone } from '../../checkpoints/time.ts'
import type { ChecklistOnWire } from '../../checkpoints/wire/estate.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import * as server from '../server.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import { me } from './session.ts'

export type VisitFile = {
  readonly record: VisitRecord
  /** Of its estate. */
  readonly zone: Zone
  /** The version it was filed under; undefined if it could not be fetched. */
  readonly checklist: ChecklistOnWire | undefined
  readonly catalogue: Catalogue | undefined
}

/** Fails only if the visit itself cannot be fetched. */
export async function fetchVisit(id: Uuid): Promise<server.Reply<VisitFile>> {
  const record = await server.getVisit(id)
  if (!record.ok) return record
  const { estate, checklist } = record.value.claims
  const catalogue = catalogueOf(estate)
  const [questions] = await Promise.all([server.getChecklist(estate, checklist), catalogue.refresh()])
  const membership = me.peek()?.memberships.find((one) => one.estate.id === estate)
  return {
    ok: true,
    value: {
      record: record.value,
      zone: membership?.estate.zone ?? 'UTC',
      checklist: questions.ok ? questions.value : undefined,
      catalogue: catalogue.value.peek(),
    },
  }
}

/** The mark of a visit: as its round counts it. */
export function markOf({ round, verdict, occurredAt }: VisitRecord): 'done' | 'doubtful' | 'late' {
  const { outcome } = verdict
  return coveredState(round ?? { closesAt: Number.POSITIVE_INFINITY }, { outcome, occurredAt })
}

export type Item = ChecklistOnWire['items'][number]

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
