/** The only place that reads the environment. */
import { resolve } from 'node:path'
import * as v from 'valibot'
import { MailAddress } from '../checkpoints/mailing.ts'

const Whole = v.pipe(v.string(), v.regex(/^\d+$/, 'a whole number'), v.transform(Number))

const Environment = v.object({
  PORT: v.optional(v.pipe(Whole, v.maxValue(65_535)), '8080'),
  HOST: v.optional(v.pipe(v.string(), v.minLength(1)), 'localhost'),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
  ORIGIN: v.optional(
    v.pipe(
      v.string(),
      v.url(),
      v.check((origin) => new URL(origin).origin === origin, 'scheme, host and port only, no path'),
    ),
  ),
  SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'at least 32 characters'))),
  TRUST_PROXY: v.optional(v.picklist(['0', '1']), '0'),
  LOG_LEVEL: v.optional(v.picklist(['info', 'warn', 'error', 'silent']), 'info'),
  SMTP_URL: v.optional(v.pipe(v.string(), v.check(isMailServer, 'smtp:// or smtps:// and a host'))),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.check(isSender, 'an address, or a name and <an address>'))),
  MAIL_DIR: v.optional(v.pipe(v.string(), v.minLength(1))),
})

export type Config = {
  readonly port: number
  readonly host: string
  /** Absolute. Holds the database, the photos and, unless SECRET is set, the secret. */
  readonly dataDir: string
  /** What labels point to and what unsafe requests must come from: `https://patrol.example.org`. */
  readonly origin: string
  /** Seals the private tag keys; undefined: a file in the data folder, made on first start. */
  readonly secret: string | undefined
  /** Whether `X-Forwarded-For` comes from a proxy of ours and may name the client. */
  readonly trustProxy: boolean
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent'
  readonly mail: MailConfig
}

/** Where mails go: to a mail server, into a folder (absolute) as files, or nowhere. */
export type MailConfig =
  | { readonly by: 'smtp'; readonly url: string; readonly from: string }
  | { readonly by: 'folder'; readonly folder: string; readonly from: string }
  | { readonly by: 'nowhere' }

/**
 * Validates the environment at start.
 * @throws Error that names each variable that is wrong and why, before anything else is done
 */
export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = v.safeParse(Environment, env)
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)
    throw new Error(`the environment is not usable — ${faults.join('; ')}`)
  }
  const { PORT, HOST, DATA_DIR, ORIGIN, SECRET, TRUST_PROXY, LOG_LEVEL } = parsed.output
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    origin: ORIGIN ?? `http://${HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST}:${PORT}`,
    secret: SECRET,
    trustProxy: TRUST_PROXY === '1',
    logLevel: LOG_LEVEL,
    mail: mailFrom(parsed.output),
  }
}

function mailFrom({ SMTP_URL, MAIL_FROM, MAIL_DIR }: v.InferOutput<typeof Environment>): MailConfig {
  if (SMTP_URL !== undefined) {
    // Mail servers refuse senders that are not theirs: a guess would fail far from here.
    if (MAIL_FROM === undefined) throw new Error('the environment is not usable — MAIL_FROM: wanted with SMTP_URL')
    return { by: 'smtp', url: SMTP_URL, from: MAIL_FROM }
  }
  if (MAIL_DIR === undefined) return { by: 'nowhere' }
  return { by: 'folder', folder: resolve(MAIL_DIR), from: MAIL_FROM ?? 'Waymark <waymark@localhost>' }
}

function isMailServer(url: string): boolean {
  return URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== ''
}

/** `patrol@example.org`, or `Waymark <patrol@example.org>`. */
function isSender(from: string): boolean {
  const [, address = from] = /^[^<>\r\n]*<([^<>]*)>$/.exec(from.trim()) ?? []
  return v.is(MailAddress, address)
}
