/**
 * Where tests put their files: a folder of the run's own, gone when it ends. That of unit and API tests is in memory where there
 * is room. None of them is about what a disk keeps: those are in `e2e` (a killed server, a power cut), on the disk.
 */
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

const MEMORY = '/dev/shm'

/** A run leaves about half a GiB behind. */
const ROOM_BYTES = 2 * 1024 ** 3

export function setup({ config, name }: TestProject): () => void {
  const folder = mkdtempSync(join(name !== 'e2e' && isRoomy(MEMORY) ? MEMORY : tmpdir(), 'waymark-tests-'))
  config.env = { ...config.env, TMPDIR: folder }
  // A browser that was killed may still be writing.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}

function isRoomy(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > ROOM_BYTES
  } catch {
    return false
  }
}
