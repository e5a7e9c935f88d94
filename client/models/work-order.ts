/** A work order as its contractor has it before him, what he fills in when it is done, and why his link opens nothing. */

import type { Uuid } from '../../checkpoints/ids.ts'
import type { PublicWorkOrder } from '../../checkpoints/wire/finding.ts'
import { newId } from '../device/id.ts'
import { dropText, keepText, keptText } from '../device/kept-text.ts'
import { getWorkOrder } from '../server-public.ts'
import { type Failure, type Polled, polled } from './polled.ts'

/** The order behind a link; the same one as long as the page is open. */
export function workOrderOf(token: string): Polled<PublicWorkOrder> {
  if (kept?.token !== token) kept = { token, shown: polled(() => getWorkOrder(token)) }
  return kept.shown
}
let kept: { readonly token: string; readonly shown: Polled<PublicWorkOrder> } | undefined

/** Each is told to the contractor in words of its own. */
export type WorkOrderFailure = 'no-token' | 'unknown' | 'closed' | 'throttled' | 'offline' | 'broken'

export function workOrderFailure(failure: Failure): WorkOrderFailure {
  if (failure.offline) return 'offline'
  switch (failure.problem.code) {
    case 'not-found':
      return 'unknown'
    case 'work-order-closed':
      return 'closed'
    case 'too-many-requests':
      return 'throttled'
    default:
      return 'broken'
  }
}

/** Whether asking again may help. */
export function mayPass(failure: WorkOrderFailure): boolean {
  return failure === 'offline' || failure === 'broken' || failure === 'throttled'
}

export type FixDraft = {
  /** Of the report; the same for each attempt to send it, so that it is taken once. */
  readonly id: Uuid
  readonly name: string
  readonly note: string
}

/** Choosing a photo may cost the page its life on a small phone; and his name he need not type for each order. */
const KEPT_AS = 'work-order-draft'

type Kept = { readonly number?: string; readonly id?: Uuid; readonly name?: string; readonly note?: string }

/** @param number of the order: what was written about another one is not for here */
export function keptFix(number: string): FixDraft {
  const { name = '', ...about } = keptAs()
  const isOwn = about.number === number && about.id !== undefined
  return isOwn ? { id: about.id!, name, note: about.note ?? '' } : { id: newId(), name, note: '' }
}

export function keepFix(number: string, draft: FixDraft): void {
  keepText(KEPT_AS, JSON.stringify({ number, ...draft } satisfies Kept))
}

/** It has arrived: only his name is kept. */
export function forgetFix({ name }: Pick<FixDraft, 'name'>): void {
  dropText(KEPT_AS)
  keepText(KEPT_AS, JSON.stringify({ name } satisfies Kept))
}

function keptAs(): Kept {
  try {
    const read = JSON.parse(keptText(KEPT_AS) ?? '{}')
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}

/** What the server says when the report, or another one, is there already: looking again shows which. */
export function isThereAlready(failure: Failure): boolean {
  return !failure.offline && ['finding-act-refused', 'word-conflict'].includes(failure.problem.code)
}
