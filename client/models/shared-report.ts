/** What a link opens, and why it does not. */

import type { SharedReport } from '../../checkpoints/wire/share.ts'
import { getSharedReport } from '../server.ts'
import { type Failure, type Polled, polled } from './polled.ts'

/** The report behind a link; the same one as long as the page is open, so that turning back to it fetches nothing anew. */
export function sharedReportOf(token: string): Polled<SharedReport> {
  if (kept?.token !== token) kept = { token, shown: polled(() => getSharedReport(token)) }
  return kept.shown
}
let kept: { readonly token: string; readonly shown: Polled<SharedReport> } | undefined

/** Each is told to the reader in words of its own. */
export type SharedFailure = 'no-token' | 'unknown' | 'expired' | 'taken-back' | 'throttled' | 'offline' | 'broken'

export function sharedFailure(failure: Failure): SharedFailure {
  if (failure.offline) return 'offline'
  switch (failure.problem.code) {
    case 'not-found':
      return 'unknown'
    case 'share-expired':
      return 'expired'
    case 'share-taken-back':
      return 'taken-back'
    case 'share-throttled':
      return 'throttled'
    default:
      return 'broken'
  }
}

/** Whether asking again may help. */
export function mayPass(failure: SharedFailure): boolean {
  return failure === 'offline' || failure === 'broken' || failure === 'throttled'
}
