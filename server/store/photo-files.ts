/**
 * The bytes of photos on disk, addressed by their SHA-256. A row about a photo is committed only after its file is:
 * write, fsync the file, rename, fsync the directory (field-notes "Server": without, 231 of 231 rows dangled).
 */
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sha256 } from '../../checkpoints/ids.ts'

export type PhotoFiles = {
  /** Resolves once the bytes would survive a power cut. Keeping the same bytes twice is harmless. */
  readonly keep: (sha256: Sha256, bytes: Uint8Array) => Promise<void>
  readonly read: (sha256: Sha256) => Promise<Uint8Array>
}

export function photoFiles(folder: string): PhotoFiles {
  const folderOf = (sha256: Sha256) => join(folder, sha256.slice(0, 2))
  let scratch = 0
  return {
    async keep(sha256, bytes) {
      const target = join(folderOf(sha256), sha256)
      if ((await sizeOf(target)) === bytes.length) return
      const made = await mkdir(folderOf(sha256), { recursive: true })
      const partial = `${target}.${process.pid}.${++scratch}.part`
      const file = await open(partial, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, target)
      await syncFolder(folderOf(sha256))
      if (made) await syncFolder(folder)
    },
    read: (sha256) => readFile(join(folderOf(sha256), sha256)),
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.size,
    () => undefined,
  )
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
