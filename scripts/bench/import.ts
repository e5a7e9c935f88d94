/** What an admin waits for who brings in a whole estate: five thousand checkpoints from a file, through the API. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportDone, ImportPreview } from '../../checkpoints/wire/import.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { createApp } from '../../server/app.ts'
import { configFrom } from '../../server/config.ts'
import { openContext } from '../../server/context.ts'
import { offerSetUp } from '../../server/services/set-up.ts'
import { writeCsv } from '../../server/sheets/csv.ts'
import { writeXlsx } from '../../server/sheets/xlsx.ts'
import { apiClient } from '../support/api-client.ts'
import { planDraft } from '../support/plan.ts'
import type { Measure } from './measure.ts'

const CHECKPOINTS = 5000
const TOWERS = 20

export async function measureImport(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'waymark-bench-import-'))
  const context = await openContext(configFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), { log: () => {} })
  try {
    const app = createApp(context)
    const admin = apiClient(app)
    const { memberships } = await admin.call<Me>('POST', '/api/setup', {
      token: await offerSetUp(context),
      estate: { code: 'bench', names: { 'zh-Hant': '測試苑' }, zone: 'Asia/Hong_Kong' },
      admin: { username: 'admin', name: 'Admin', language: 'en', password: 'benchmarks need no secret' },
    })
    const path = `/api/estates/${memberships[0]!.estate.id}`
    const send = async <T>(bytes: Uint8Array<ArrayBuffer>, query = ''): Promise<T> => {
      const headers = { cookie: admin.cookie(), 'Content-Type': 'application/octet-stream' }
      const answer = await app.request(`${path}/checkpoints/import${query}`, { method: 'POST', body: bytes, headers })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json()
    }
    const files = { csv: writeCsv(tableOf()), xlsx: await writeXlsx(tableOf(), { sheet: 'x', widths: [] }) }
    const xlsx = await timed(() => send<ImportPreview>(files.xlsx))
    const preview = await timed(() => send<ImportPreview>(files.csv))
    const confirmed = await timed(() => send<ImportDone>(files.csv, `?confirm=${preview.value.digest}`))
    if (confirmed.value.added !== CHECKPOINTS) throw new Error(`only ${confirmed.value.added} were added`)

    // From now on a plan with a rule walks all of them.
    const draft = planDraft({ names: { en: 'All lobbies' }, checkpoints: [] })
    await admin.call('POST', `${path}/plans`, { ...draft, rules: [{ kinds: ['lobby'], places: [] }] })
    const again = await timed(() => send<ImportPreview>(files.csv))
    if (again.value.counts.same !== CHECKPOINTS) throw new Error('the second time is not the same')
    const name = `${CHECKPOINTS.toLocaleString('en')} checkpoints`
    return [
      { name: `${name} previewed, from CSV`, value: preview.seconds, unit: 's', goal: { atMost: 2 } },
      { name: `  the same from XLSX`, value: xlsx.seconds, unit: 's', goal: { atMost: 4 } },
      {
        name: `${name} imported, with ${TOWERS} towers and their floors`,
        value: confirmed.seconds,
        unit: 's',
        goal: { atMost: 5 },
        how: 'compared anew, every tag signed, one transaction on disk',
      },
      { name: '  the same, a checkpoint', value: (confirmed.seconds * 1e6) / CHECKPOINTS, unit: 'µs' },
      { name: `${name} previewed again, all the same`, value: again.seconds, unit: 's', goal: { atMost: 2 } },
    ]
  } finally {
    await context.database.close()
    await rm(dataDir, { recursive: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const startedAt = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - startedAt) / 1000 }
}

function tableOf(): string[][] {
  const kinds = ['電錶／水錶房', '後樓梯', '升降機', '大堂及走廊', '走火通道及天台']
  const rows = Array.from({ length: CHECKPOINTS }, (_, i) => {
    const [tower, floor] = [(i % TOWERS) + 1, Math.floor(i / TOWERS / kinds.length) + 1]
    const kind = kinds[Math.floor(i / TOWERS) % kinds.length]!
    return [`T${tower}-${floor}F-${i}`, kind, `${floor} 樓${kind}`, `Spot ${i}`, `第 ${tower} 座`, `${floor} 樓`, '']
  })
  return [['編號', '類別', '名稱（繁體）', '名稱（英文）', '座／大樓', '樓層', '區域'], ...rows]
}
