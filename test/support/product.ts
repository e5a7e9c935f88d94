/** The built product as a process of its own, on data of its own: what somebody would start after `npm run build`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../scripts/support/free-port.ts'

export type Product = {
  readonly origin: string
  readonly dataDir: string
  /** The token of the one-time set-up link it printed, on empty data. */
  readonly setUpToken: string | undefined
  readonly stop: () => Promise<void>
}

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const DEMO = fileURLToPath(new URL('../../dist/scripts/demo.js', import.meta.url))

/**
 * Starts `dist/server/main.js`. The same port again lets a browser find its server after a restart.
 * @param env more of its environment: ORIGIN, where phones reach it through something else
 */
export async function startProduct(dataDir: string, port?: number, env: Env = {}): Promise<Product> {
  return start(MAIN, dataDir, port ?? (await freePort()), env)
}
type Env = Readonly<Record<string, string>>

/** Starts `dist/scripts/demo.js`, which seeds empty data first. */
export async function startDemo(dataDir: string): Promise<Product> {
  return start(DEMO, dataDir, await freePort(), {})
}

async function start(script: string, dataDir: string, chosen: number, env: Env): Promise<Product> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, HOST: 'localhost', PORT: String(chosen), DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = await started(child)
  return {
    origin: `http://localhost:${chosen}`,
    dataDir,
    setUpToken: /#token=([\w-]+)/.exec(printed)?.[1],
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Resolves with all it printed once it says where it is; a moment later, as the set-up link comes last. */
function started(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const hear = (chunk: Buffer) => {
      printed += chunk
      if (/Waymark (is at|demo —)/.test(printed)) setTimeout(() => resolve(printed), 100)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)))
  })
}
