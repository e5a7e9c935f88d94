/** Starting and stopping the server: jobs, listening, graceful stop. */
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import type { Context } from './context.ts'
import { runJobs } from './jobs/run-jobs.ts'

/** Where `npm run build` puts the client, seen from the built server. */
const CLIENT_DIR = fileURLToPath(new URL('../client', import.meta.url))

/** Slow requests are looked for every second, not every 30; a hand-picked selection of labels makes a long address. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 64 * 1024,
}

export type Running = { readonly port: number; readonly stop: () => Promise<void> }

/** Listens on the configured host and port (port 0: any free one). Rejects if the port is taken. */
export async function startServer(context: Context, clientDir = CLIENT_DIR): Promise<Running> {
  const app = createApp(context, clientDir)
  const stopJobs = await runJobs(context)
  const { host, port } = context.config
  const server = await new Promise<Server>((resolve, reject) => {
    const options = { fetch: app.fetch, hostname: host, port, serverOptions: LIMITS }
    const started = serve(options, () => resolve(started as Server)) as Server
    started.once('error', reject)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  context.log('info', 'listening', { host, port: bound, origin: context.config.origin })
  return {
    port: bound,
    async stop() {
      // Streams to boards would go on for as long as somebody looks at them.
      context.live.close()
      const closed = new Promise((resolve) => server.close(resolve))
      // A connection whose last request has been answered would be kept alive for seconds.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), 5000)
      await closed
      clearInterval(sweep)
      clearTimeout(cut)
      await stopJobs()
      await context.database.close()
      context.log('info', 'stopped')
    },
  }
}

/** Stops on SIGTERM and SIGINT: requests under way are finished first. */
export function stopOnSignal(running: Running): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void running.stop().then(() => process.exit(0)))
  }
}
