import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, civilDateOf, DAY_MS } from '../../checkpoints/time.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { planDraft } from '../../scripts/support/plan.ts'
import { makeRounds, ROUNDS_AHEAD_MS } from '../../server/services/rounds.ts'
import { offerSetUp } from '../../server/services/set-up.ts'
import { hours, minutes } from '../support/builders.ts'
import { callerAt, cookieOf, PASSWORD, startBareServer } from '../support/estate-server.ts'
import { daysFrom } from '../support/recurrence-oracle.ts'
import { inOrder, windowByTheWall } from '../support/wall-clock.ts'

/** The weekend on which the clocks of a zone change, from the Thursday before. */
const CHANGES = [
  ['Asia/Hong_Kong', '2026-03-26'],
  ['Europe/London', '2026-03-26'],
  ['Europe/London', '2026-10-22'],
  ['America/New_York', '2026-03-05'],
  ['America/New_York', '2026-10-29'],
  ['Australia/Lord_Howe', '2026-04-02'],
  ['Australia/Lord_Howe', '2026-10-01'],
] as const

const WINDOWS = [
  { startsAt: '22:00', endsAt: '06:00' },
  { startsAt: '01:30', endsAt: '02:15' },
  { startsAt: '02:00', endsAt: '03:00' },
  { startsAt: '12:00', endsAt: '18:00' },
]
const DAYS = 8

/** When the job runs: after minutes, after hours, or after the server has stood still for up to three days. */
const anyRuns = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 59 }).map(minutes),
    fc.integer({ min: 1, max: 30 }).map(hours),
    fc.constant(3 * DAY_MS),
  ),
  { minLength: 1, maxLength: 12 },
)

describe.each(CHANGES)('the rounds of a week in %s, from %s on', (zone, from) => {
  it('are those of calendar and wall clock, each once, whenever the job runs and however long it does not', async () => {
    const start = Date.parse(`${from}T00:00:00Z`)
    const server = await startBareServer({ now: start })
    try {
      const setUp = await server.anyone('POST', '/api/setup', {
        token: await offerSetUp(server.context),
        estate: { code: 'clocks', names: { en: 'Clocks' }, zone },
        admin: { username: 'admin', name: 'admin', language: 'en', password: PASSWORD },
      })
      const { estate } = (setUp.body as Me).memberships[0]!
      const admin = callerAt(server.origin, cookieOf(setUp))
      const path = `/api/estates/${estate.id}`
      const place = (await admin('POST', `${path}/places`, { parent: null, kind: 'building', names: { en: 'T' } })).body
        .id
      const spot = (await admin('POST', `${path}/checkpoints`, { code: 'L1', kind: 'lift', names: { en: 'L' }, place }))
        .body.id
      let written = 0
      await fc.assert(
        fc.asyncProperty(anyRuns, async (runs) => {
          server.setClock(start)
          const draft = planDraft({ names: { en: `Plan ${++written}` }, windows: WINDOWS, checkpoints: [spot] })
          const { id } = (await admin('POST', `${path}/plans`, draft)).body
          for (const pause of runs) {
            server.setClock(server.now() + pause)
            await Promise.all([makeRounds(server.context, estate), makeRounds(server.context, estate)])
          }
          const until = Math.min(server.now() + ROUNDS_AHEAD_MS, start + DAYS * DAY_MS)
          const made = await server.context.database.read.rounds.heads(estate.id, start - DAY_MS, until)
          const own = made.filter(({ plan }) => plan === id).map(({ opensAt, closesAt }) => ({ opensAt, closesAt }))
          expect(own).toEqual(byTheWall(zone, start, until))
        }),
        { numRuns: 4 },
      )
    } finally {
      await server.stop()
    }
  })
})

function byTheWall(zone: string, start: number, until: number) {
  const days = daysFrom(addDays(civilDateOf(start, zone), -1), DAYS + 2)
  const windows = days.flatMap((day) => WINDOWS.flatMap((window) => windowByTheWall(day, window, zone) ?? []))
  return inOrder(windows).filter(({ opensAt, closesAt }) => closesAt > start && opensAt < until)
}
