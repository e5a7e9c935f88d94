/** `npm run example`: the example client against a demo server of its own, on a free port and in a temporary folder. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configFrom } from '../server/config.ts'
import { openContext } from '../server/context.ts'
import { startServer } from '../server/start.ts'
import { seedDemo } from './demo/seed.ts'
import { freePort } from './support/free-port.ts'

const CLIENT = fileURLToPath(new URL('./example-client.js', import.meta.url))

const dataDir = await mkdtemp(join(tmpdir(), 'waymark-example-'))
try {
  process.exitCode = await againstDemo()
} finally {
  await rm(dataDir, { recursive: true })
}

async function againstDemo(): Promise<number> {
  const env = { PORT: String(await freePort()), DATA_DIR: dataDir, LOG_LEVEL: 'warn' }
  const config = configFrom(env)
  const logins = (await seedDemo(config)) ?? []
  const running = await startServer(await openContext(config))
  const who = ['admin', 'assistant', 'supervisor'].map((role) => {
    const login = logins.find(({ roles }) => roles.includes(role))
    return [`WAYMARK_${role.toUpperCase()}`, `${login?.username}:${login?.password}`]
  })
  try {
    return await finished({ WAYMARK_URL: config.origin, ...Object.fromEntries(who) })
  } finally {
    await running.stop()
  }
}

/** Runs the client as an outsider would: a process that knows nothing but an address and logins. */
function finished(env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const client = spawn(process.execPath, [CLIENT], { env: { ...process.env, ...env }, stdio: 'inherit' })
    client.once('error', reject)
    client.once('exit', (code) => resolve(code ?? 1))
  })
}
