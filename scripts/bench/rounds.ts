/** What a supervisor's change costs: a year of fifty plans over five hundred spots, foreseen and made. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { planDays } from '../../checkpoints/plan-window.ts'
import { recurrenceText } from '../../checkpoints/recurrence.ts'
import { civilDateOf, DAY_MS } from '../../checkpoints/time.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { createApp } from '../../server/app.ts'
import { configFrom } from '../../server/config.ts'
import { type Context, openContext } from '../../server/context.ts'
import { foreseenRounds, makeRounds, remakeUpcoming } from '../../server/services/rounds.ts'
import { offerSetUp } from '../../server/services/set-up.ts'
import { type ApiClient, apiClient } from '../support/api-client.ts'
import { planDraft } from '../support/plan.ts'
import type { Measure } from './measure.ts'

const PLANS = 50
const CHECKPOINTS = 500

export async function measureRounds(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'waymark-bench-rounds-'))
  const context = await openContext(configFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), { log: () => {} })
  try {
    const admin = apiClient(createApp(context))
    const { memberships } = await admin.call<Me>('POST', '/api/setup', {
      token: await offerSetUp(context),
      estate: { code: 'bench', names: { en: 'Bench' }, zone: 'Europe/London' },
      admin: { username: 'admin', name: 'Admin', language: 'en', password: 'benchmarks need no secret' },
    })
    const estate = memberships[0]!.estate
    await layOut(admin, `/api/estates/${estate.id}`)
    await writePlans(context, admin, `/api/estates/${estate.id}`)
    const now = context.now()

    const expanding = performance.now()
    const rounds = await foreseenRounds(context, estate, now, now + 365 * DAY_MS)
    const expandMs = performance.now() - expanding
    const cells = rounds.reduce((sum, { expected }) => sum + expected.length, 0)

    const makingAt = performance.now()
    await remakeUpcoming(context, estate.id, () => true)
    const makeMs = performance.now() - makingAt
    const made = await context.database.read.rounds.heads(estate.id, now, now + 3 * DAY_MS)

    const idleAt = performance.now()
    for (let i = 0; i < 20; i++) await makeRounds(context, estate)
    const idleMs = (performance.now() - idleAt) / 20
    return [
      {
        name: `a year of ${PLANS} plans × ${CHECKPOINTS} checkpoints, expanded`,
        value: expandMs / 1000,
        unit: 's',
        how: `${rounds.length.toLocaleString('en')} rounds, ${cells.toLocaleString('en')} expected checkpoints; weekly, daily and monthly recurrences`,
      },
      { name: '  the same, a plan-day', value: (expandMs * 1000) / (PLANS * 365), unit: 'µs' },
      { name: '  days of those plans alone', value: await daysOnlyMs(context, estate.id), unit: 'ms' },
      {
        name: 'the next two days made anew after a change of every plan',
        value: makeMs / 1000,
        unit: 's',
        how: `${made.length} rounds written with their ${CHECKPOINTS} checkpoints each`,
      },
      { name: 'the job’s run each minute, with nothing to do', value: idleMs, unit: 'ms' },
    ]
  } finally {
    await context.database.close()
    await rm(dataDir, { recursive: true })
  }
}

async function layOut(admin: ApiClient, path: string): Promise<void> {
  const tower = { parent: null, kind: 'building', names: { en: 'Tower 1' } }
  const { id: place } = await admin.call<{ id: string }>('POST', `${path}/places`, tower)
  const kinds = Object.keys(KINDS) as Kind[]
  for (let i = 0; i < CHECKPOINTS; i++) {
    const body = { code: `S-${i + 1}`, kind: kinds[i % kinds.length], names: { en: `Spot ${i + 1}` }, place }
    await admin.call('POST', `${path}/checkpoints`, body)
  }
}

/** Every plan goes everywhere; a third of them each by week, by interval and by month. */
async function writePlans(context: Context, admin: ApiClient, path: string): Promise<void> {
  const startsOn = civilDateOf(context.now() - 400 * DAY_MS, 'Europe/London')
  for (let i = 0; i < PLANS; i++) {
    const rule = [
      { every: 'week', interval: 1, weekdays: [1, 2, 3, 4, 5, 6, 7] } as const,
      { every: 'day', interval: 1 } as const,
      { every: 'month', interval: 1, days: Array.from({ length: 31 }, (_, day) => day + 1) } as const,
    ][i % 3]!
    await admin.call(
      'POST',
      `${path}/plans`,
      planDraft({
        names: { en: `Plan ${i + 1}` },
        recurrence: recurrenceText({ startsOn, until: null, rule, also: [], except: [] }),
        rules: [{ kinds: [], places: [] }],
      }),
    )
  }
}

async function daysOnlyMs(context: Context, estate: string): Promise<number> {
  const plans = await context.database.read.plans.of(estate)
  const days = { from: civilDateOf(context.now(), 'UTC'), to: civilDateOf(context.now() + 365 * DAY_MS, 'UTC') }
  const startedAt = performance.now()
  for (const { plan } of plans) planDays(plan, days, new Set())
  return performance.now() - startedAt
}
