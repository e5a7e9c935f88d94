/** What services work with: the stores, the clock, the dice. Built once at start; tests build their own. */
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Uuid, uuidV7 } from '../checkpoints/ids.ts'
import type { Instant } from '../checkpoints/time.ts'
import type { Config } from './config.ts'
import { type Live, liveOf } from './live.ts'
import { type Log, logTo } from './log.ts'
import { type Mailer, mailerOf } from './notify/mail.ts'
import { type PublicFetch, type PublicLook, publicFetcher, publicLooker } from './notify/public-fetch.ts'
import { type Outgoing, outgoingOf } from './outgoing.ts'
import { type Database, openDatabase } from './store/database.ts'
import { type PhotoFiles, photoFiles } from './store/photo-files.ts'

export type Context = {
  readonly config: Config
  readonly database: Database
  readonly photoFiles: PhotoFiles
  /** Photos that strangers have sent, apart from those of the staff. */
  readonly residentPhotos: PhotoFiles
  /** 32 bytes that seal the private tag keys. */
  readonly secret: Uint8Array
  readonly now: () => Instant
  readonly newId: () => Uuid
  /** 256 random bits as 43 characters of base64url: sessions and one-time links. */
  readonly newToken: () => string
  readonly log: Log
  /** Tells open boards that something has changed. */
  readonly live: Live
  /** Sends mails; undefined: nothing is configured that could. */
  readonly mailer: Mailer | undefined
  /** Calls addresses that somebody else has named, if they are public ones. */
  readonly publicFetch: PublicFetch
  /** Looks where such an address leads, and calls nobody. */
  readonly publicLook: PublicLook
  /** What webhooks are being told just now. */
  readonly outgoing: Outgoing
}

/** What a test may want otherwise. */
export type GivenContext = {
  readonly now?: () => Instant
  readonly log?: Log
  readonly publicFetch?: PublicFetch
  readonly publicLook?: PublicLook
}

/** Of the calls to one webhook: more at once would bring down a receiver that is slow already. */
const WEBHOOK_CALLS_AT_ONCE = 4

/** Opens the data folder, creating what is not there. */
export async function openContext(
  config: Config,
  {
    now = Date.now,
    log = logTo(process.stdout, config.logLevel),
    publicFetch = publicFetcher(),
    publicLook = publicLooker(),
  }: GivenContext = {},
): Promise<Context> {
  for (const folder of ['photos', 'resident-photos'])
    await mkdir(join(config.dataDir, folder), { recursive: true, mode: 0o700 })
  return {
    config,
    database: await openDatabase(join(config.dataDir, 'waymark.db')),
    photoFiles: photoFiles(join(config.dataDir, 'photos')),
    residentPhotos: photoFiles(join(config.dataDir, 'resident-photos')),
    secret: await secretOf(config),
    now,
    newId: () => uuidV7(now(), randomBytes(10)),
    newToken: () => randomBytes(32).toString('base64url'),
    log,
    live: liveOf(randomBytes(6).toString('hex')),
    mailer: mailerOf(config.mail),
    publicFetch,
    publicLook,
    outgoing: outgoingOf(WEBHOOK_CALLS_AT_ONCE),
  }
}

/** SHA-256 in lower-case hex, of bytes or of UTF-8 text. */
export function sha256Of(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

async function secretOf(config: Config): Promise<Uint8Array> {
  if (config.secret !== undefined) return createHash('sha256').update(config.secret).digest()
  const file = join(config.dataDir, 'secret')
  // 'wx' never replaces a secret that exists: labels already printed depend on it.
  await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await chmod(file, 0o600)
  return createHash('sha256')
    .update(await readFile(file, 'utf8'))
    .digest()
}
