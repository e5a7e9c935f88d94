/** Visits as phones would have signed them, and the requests that bring them. */
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { DAY_MS } from '../../checkpoints/time.ts'
import type { ListedCheckpoint, RoundProgress, Rounds } from '../../checkpoints/wire/estate.ts'
import type { ApiClient } from '../support/api-client.ts'
import type { Phone } from '../support/phone.ts'
import { allFine } from './answers.ts'
import type { Prepared } from './http-load.ts'

/** `cookie`: of the person who files it. */
export type Signed = { readonly id: string; readonly jws: string; readonly cookie: string }

/** A good day at a spot, signed by a phone that heard the server at that very moment. */
export function signAllFine(phone: Phone, checkpoint: ListedCheckpoint, scannedAt: number, round: string) {
  const evidence = { channel: 'camera', digits: tagDigitsIn(checkpoint.tagUrl ?? '') ?? '' } as const
  phone.sync(scannedAt)
  return phone.sign({ checkpoint, evidence, answers: allFine(checkpoint.kind), scannedAt, clockErrorMs: 0, round })
}

/** The rounds of the last days that are over, each with the spots it expected. */
export async function closedRounds(desk: ApiClient, estate: string, days: number): Promise<RoundProgress[]> {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  const now = Date.now()
  const period = `from=${day(now - (days + 1) * DAY_MS)}&to=${day(now)}`
  const { rounds } = await desk.call<Rounds>('GET', `/api/estates/${estate}/rounds?${period}`)
  return rounds.filter(({ closesAt }) => closesAt < now)
}

export function single({ id, jws, cookie }: Signed): Prepared {
  const headers = { cookie, 'Content-Type': 'application/jose' }
  return { method: 'PUT', path: `/api/visits/${id}`, headers, body: jws, status: 201 }
}

/** One person's visits: a batch is sent by whoever is signed in. */
export function batch(visits: readonly Signed[]): Prepared {
  const cookie = visits[0]?.cookie ?? ''
  const headers = { cookie, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ visits: visits.map(({ jws }) => jws) })
  return { method: 'POST', path: '/api/visits/batch', headers, body, status: 200 }
}
