/** What the first visitor downloads. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configFrom } from '../../server/config.ts'
import { seedDemo } from '../demo/seed.ts'
import { firstLoad } from '../support/first-load.ts'
import { startServerProcess } from '../support/server-process.ts'
import type { Measure } from './measure.ts'

export async function measureFirstLoad(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'waymark-bench-demo-'))
  const logins = (await seedDemo(configFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }))) ?? []
  const server = await startServerProcess(dataDir)
  try {
    const assistant = logins.find(({ roles }) => roles.includes('assistant'))
    const first = await firstLoad(server.origin)
    const home = await firstLoad(server.origin, assistant)
    return [
      {
        name: 'first-load JS, new visitor',
        value: first.bytes / 1024,
        unit: 'KB gz',
        goal: { atMost: 20 },
        how: first.files.join(' '),
      },
      { name: 'first-load JS, assistant’s home', value: home.bytes / 1024, unit: 'KB gz', how: home.files.join(' ') },
    ]
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true })
  }
}
