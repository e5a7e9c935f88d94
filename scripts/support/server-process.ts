/** The built product as a process of its own: what `node dist/server/main.js` starts. */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

export type ServerProcess = {
  readonly origin: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

const MAIN = fileURLToPath(new URL('../../server/main.js', import.meta.url))

/** Starts the server on a folder and a free port, and waits until it answers. It logs as it would in production, to nowhere. */
export async function startServerProcess(dataDir: string): Promise<ServerProcess> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const env = { ...process.env, HOST: 'localhost', PORT: String(port), DATA_DIR: dataDir, ORIGIN: origin }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await answers(origin))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    await sleep(50)
  }
  return {
    origin,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function answers(origin: string): Promise<boolean> {
  return fetch(`${origin}/healthz`).then(
    (response) => response.ok,
    () => false,
  )
}
