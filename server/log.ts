/** Structured logs: one JSON object a line, UTC, never a token. */
import type { Config } from './config.ts'

export type Log = (level: 'info' | 'warn' | 'error', event: string, facts?: Readonly<Record<string, unknown>>) => void

const RANK = { info: 0, warn: 1, error: 2, silent: 3 } as const

export function logTo(stream: { write(line: string): unknown }, least: Config['logLevel']): Log {
  return (level, event, facts = {}) => {
    if (RANK[level] < RANK[least]) return
    stream.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`)
  }
}

/** A path fit for a log: tag digits are credentials of a sort (field-notes "Server"), also under a mistyped address. */
export function redactedPath(path: string): string {
  return path.replace(/^(\/s\/).*/i, '$1…').replace(/\d{100,}/g, '…')
}
