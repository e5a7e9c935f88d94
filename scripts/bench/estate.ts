/** An estate to measure on, made through the product's own API on a clock that runs ahead of its history. */
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { DAY_MS, type Instant } from '../../checkpoints/time.ts'
import type { Me, StaffChanged } from '../../checkpoints/wire/session.ts'
import { createApp } from '../../server/app.ts'
import { configFrom } from '../../server/config.ts'
import { openContext } from '../../server/context.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { offerSetUp } from '../../server/services/set-up.ts'
import { type ApiClient, apiClient } from '../support/api-client.ts'
import { planDraft } from '../support/plan.ts'

export type BenchEstate = {
  readonly id: string
  readonly admin: Credentials
  readonly assistants: readonly Credentials[]
}
export type Credentials = { readonly username: string; readonly password: string }

export type Size = {
  readonly checkpoints: number
  readonly assistants: number
  /** Days of rounds before today, four a day. */
  readonly days: number
}

const PASSWORD = 'benchmarks need no secret'
/** Four rounds that follow each other without a pause, as guards walk them: the hardest case for settling visits. */
const WINDOWS = ['00:00', '06:00', '12:00', '18:00', '00:00'] as const

/** Sets up an empty data folder. Rounds are made by the job that makes them in a running server, day after day. */
export async function makeBenchEstate(dataDir: string, { checkpoints, assistants, days }: Size): Promise<BenchEstate> {
  const now = Date.now()
  let clock: Instant = now - days * DAY_MS
  const config = configFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const context = await openContext(config, { now: () => clock, log: () => {} })
  try {
    const app = createApp(context)
    const admin = apiClient(app)
    const me = await admin.call<Me>('POST', '/api/setup', {
      token: await offerSetUp(context),
      estate: { code: 'bench', names: { en: 'Bench' }, zone: 'Asia/Hong_Kong' },
      admin: { username: 'admin', name: 'Admin', language: 'en', password: PASSWORD },
    })
    const { estate } = me.memberships[0]!
    const path = `/api/estates/${estate.id}`
    const people: Credentials[] = []
    for (let i = 1; i <= assistants; i++) people.push(await hire(admin, apiClient(app), path, `assistant-${i}`))
    await layOut(admin, path, checkpoints)
    for (; clock < now; clock += DAY_MS) await makeRounds(context, estate)
    return { id: estate.id, admin: { username: 'admin', password: PASSWORD }, assistants: people }
  } finally {
    await context.database.close()
  }
}

async function hire(admin: ApiClient, own: ApiClient, path: string, username: string): Promise<Credentials> {
  const body = { username, name: username, language: 'en', roles: ['assistant'] }
  const { invitation } = await admin.call<StaffChanged>('POST', `${path}/staff`, body)
  await own.call('POST', '/api/invitation', { token: invitation, password: PASSWORD })
  return { username, password: PASSWORD }
}

async function layOut(admin: ApiClient, path: string, count: number): Promise<void> {
  const tower = { parent: null, kind: 'building', names: { 'zh-Hant': '第一座', en: 'Tower 1' } }
  const { id: place } = await admin.call<{ id: string }>('POST', `${path}/places`, tower)
  const kinds = Object.keys(KINDS) as Kind[]
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const names = { 'zh-Hant': `${i + 1} 號𨋢大堂`, en: `Spot ${i + 1}` }
    const body = { code: `S-${i + 1}`, kind: kinds[i % kinds.length], names, place }
    ids.push((await admin.call<{ id: string }>('POST', `${path}/checkpoints`, body)).id)
  }
  await admin.call('POST', `${path}/plans`, {
    ...planDraft({ names: { en: 'Four a day' }, graceMinutes: 15, checkpoints: ids }),
    windows: WINDOWS.slice(1).map((endsAt, i) => ({ startsAt: WINDOWS[i], endsAt })),
  })
}
