/** What displays sign: the codes that people scan, and the statements with which they ask how they stand. */
import { base64url, type CryptoKey, compactVerify, importJWK } from 'jose'
import * as v from 'valibot'
import { type DisplayFields, parseDisplayTag } from '../../checkpoints/display-code.ts'
import {
  DisplayStatement,
  DisplayStatementHeader,
  STATEMENT_TOLERANCE_MS,
} from '../../checkpoints/display-statement.ts'
import { openDisplayTag } from '../../checkpoints/display-tag.ts'
import type { DisplayState } from '../../checkpoints/wire/display.ts'
import type { Context } from '../context.ts'
import { memoryOf } from '../memory.ts'
import type { StoredDisplay } from '../store/displays.ts'
import { displayKey } from '../store/gathered.ts'
import { stateOf } from './displays.ts'
import { done, type Outcome, refused } from './outcome.ts'

export type OpenedDisplay = {
  readonly tag: DisplayFields
  readonly estate: string
  /** When the display was revoked, if it was. */
  readonly revokedAt: number | null
}

/** Checks a code's signature against the key of the display that it names. How old it is, and revocation, are not looked at. */
export async function openDisplayTagHere(context: Context, digits: string): Promise<Outcome<OpenedDisplay>> {
  const parsed = parseDisplayTag(digits)
  if (!parsed) return refused('tag-malformed')
  const { gathered } = context.database
  const [display, spot] = await Promise.all([
    gathered.display(displayKey(parsed.fields)),
    gathered.checkpoint(parsed.fields.checkpoint),
  ])
  if (!display || !spot) return refused('tag-unknown')
  const key = await keyOf(display)
  const opened = await openDisplayTag(digits, () => key)
  if (!opened.ok) return refused('tag-forged')
  return done({ tag: opened.tag, estate: spot.estate, revokedAt: display.revokedAt })
}

/**
 * Takes a display's word that it is there, and tells it how it stands. A statement that is not of now is answered with the
 * time: the next one can be right.
 */
export async function hearDisplay(context: Context, statement: string | undefined): Promise<Outcome<DisplayState>> {
  const display = await displayNamedIn(context, statement ?? '')
  const said = display && (await read(statement ?? '', await keyOf(display)))
  if (!display || said?.display !== display.id) return refused('display-unknown')
  const now = context.now()
  if (Math.abs(said.at - now) > STATEMENT_TOLERANCE_MS) return refused('display-clock-wrong', { now })
  const clockErrorMs = said.wallAt - now
  const isNews =
    now - display.lastSeenAt >= SEEN_AGAIN_MS || Math.abs(clockErrorMs - display.clockErrorMs) >= CLOCK_NEWS_MS
  if (isNews) await context.database.write((stores) => stores.displays.noteSeen(display.id, now, clockErrorMs))
  const state = await stateOf(context, display)
  return state ? done(state) : refused('display-unknown')
}

/** Whoever asks more often is not written down each time. */
const SEEN_AGAIN_MS = 30_000
const CLOCK_NEWS_MS = 1_000

/** Two of the three parts are short; whoever sends more is no display. */
const STATEMENT = /^([\w-]{20,300})\.[\w-]{20,400}\.[\w-]{86}$/

async function displayNamedIn(context: Context, statement: string): Promise<StoredDisplay | undefined> {
  const header = v.safeParse(DisplayStatementHeader, parsed(STATEMENT.exec(statement)?.[1] ?? ''))
  return header.success ? context.database.read.displays.byId(header.output.kid) : undefined
}

/** @returns undefined unless the display whose key this is has signed it */
async function read(statement: string, key: CryptoKey): Promise<DisplayStatement | undefined> {
  const verified = await compactVerify(statement, key, { algorithms: ['ES256'] }).catch(() => undefined)
  const payload = verified && v.safeParse(DisplayStatement, parsedText(new TextDecoder().decode(verified.payload)))
  return payload?.success ? payload.output : undefined
}

function parsed(part: string): unknown {
  try {
    return parsedText(new TextDecoder().decode(base64url.decode(part)))
  } catch {
    return undefined
  }
}

function parsedText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A display's key never changes. EC keys become a CryptoKey; only symmetric ones would become bytes. */
async function keyOf({ id, publicKey }: StoredDisplay): Promise<CryptoKey> {
  const key = await imported(id, () => importJWK(publicKey, 'ES256') as Promise<CryptoKey>)
  return key!
}

const imported = memoryOf<CryptoKey>(1000)
