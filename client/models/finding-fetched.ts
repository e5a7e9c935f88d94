/** A finding as the server has it, for as long as a screen looks at it. */
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { FindingDetail } from '../../checkpoints/wire/finding.ts'
import * as server from '../server.ts'

export type Fetched =
  | { readonly state: 'fetching' }
  | { readonly state: 'there'; readonly detail: FindingDetail }
  | { readonly state: 'offline' | 'refused' }

export type FetchedFinding = { readonly now: ReadonlySignal<Fetched>; readonly fetch: () => Promise<void> }

export function fetchedFinding(estate: Uuid, finding: Uuid): FetchedFinding {
  const fetched = signal<Fetched>({ state: 'fetching' })
  return {
    now: fetched,
    async fetch() {
      const reply = await server.getFinding(estate, finding)
      if (reply.ok) fetched.value = { state: 'there', detail: reply.value }
      // What was there stays there.
      else if (fetched.value.state !== 'there') fetched.value = { state: reply.offline ? 'offline' : 'refused' }
    },
  }
}
