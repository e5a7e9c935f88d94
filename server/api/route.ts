/** What every handler shares: its environment, how a problem goes out, how a route is described and its input checked. */
import { promisify } from 'node:util'
import { gzip, gzipSync, type ZlibOptions } from 'node:zlib'
import type { Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { describeRoute, resolver, validator } from 'hono-openapi'
import type { GenericSchema } from 'valibot'
import type { Person, Role } from '../../checkpoints/people.ts'
import type { Instant } from '../../checkpoints/time.ts'
import { PROBLEMS, Problem, type ProblemCode, problemOf } from '../../checkpoints/wire/problem.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Outcome } from '../services/outcome.ts'

/** Set by the guard before a handler runs: who is asking and until when, and on estate routes the estate and his roles there. */
export type Env = { Variables: { person: Person; signedInUntil: Instant; estate: Estate; roles: readonly Role[] } }

/** Answers `application/problem+json` (RFC 9457 §3). */
export function problem(c: HonoContext, value: Problem): Response {
  if (value.retryAfter !== undefined) c.header('Retry-After', String(value.retryAfter))
  return c.body(JSON.stringify(value), value.status as 400, { 'Content-Type': 'application/problem+json' })
}

/** Answers a service's outcome: the value as JSON, or the problem. */
export function answer<T extends object>(c: HonoContext, outcome: Outcome<T>, status: 200 | 201 = 200): Response {
  return outcome.ok ? c.json(outcome.value, status) : problem(c, outcome.problem)
}

/** The same where there is nothing to say but that it is done. */
export function answerDone(c: HonoContext, outcome: Outcome<unknown>): Response {
  return outcome.ok ? c.body(null, 204) : problem(c, outcome.problem)
}

/**
 * The same for what is long: gzipped in one piece. The middleware would send it through streams, which takes a report as long as
 * making it does.
 */
export async function longAnswer<T extends object>(c: HonoContext, outcome: Outcome<T>): Promise<Response> {
  if (!outcome.ok || !TAKES_GZIP.test(c.req.header('Accept-Encoding') ?? '')) return answer(c, outcome)
  c.header('Content-Type', 'application/json')
  c.header('Content-Encoding', 'gzip')
  c.header('Vary', 'Accept-Encoding')
  const text = JSON.stringify(outcome.value)
  const how = { level: GZIP_LEVEL }
  return c.body(text.length <= GZIPPED_AT_ONCE ? gzipSync(text, how) : await gzipped(text, how))
}

const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/
const gzipped = promisify<string, ZlibOptions, Buffer<ArrayBuffer>>(gzip)
/**
 * Characters. A board is gzipped in less than a millisecond, a month's report in two; a thread that has to be woken for it takes
 * as long again, and on a busy machine several times that.
 */
const GZIPPED_AT_ONCE = 1 << 20
/** Less than half the time of the usual 6, for a tenth more bytes. */
const GZIP_LEVEL = 2

type Description = {
  readonly summary: string
  readonly description?: string
  /** Status → schema of the JSON answer; null: no body. */
  readonly answers: Readonly<Record<number, GenericSchema | null>>
  /** Beyond `body-invalid`, `signed-out`, `forbidden` and `internal`, which any route may answer. */
  readonly problems?: readonly ProblemCode[]
  /** A request body that is not JSON: its media types. */
  readonly body?: readonly string[]
  /** Answers that are not JSON: their media types. */
  readonly media?: readonly string[]
}

type Media = Record<string, { schema: ReturnType<typeof resolver> | { type: 'string' } }>
type Responses = Record<string, { description: string; content?: Media }>

/** Puts a route into the OpenAPI document. */
export function describe({ summary, description, answers, problems = [], body, media }: Description) {
  const responses: Responses = {}
  for (const [status, schema] of Object.entries(answers)) {
    const content: Media = schema ? { 'application/json': { schema: resolver(schema, JSON_SCHEMA) } } : {}
    for (const type of media ?? []) content[type] = { schema: TEXT }
    responses[status] = { description: 'Done', ...(Object.keys(content).length > 0 && { content }) }
  }
  for (const code of problems) {
    const { status, title } = PROBLEMS[code]
    const earlier = responses[status]
    const line = `\`${code}\`: ${title}`
    responses[status] = {
      description: earlier ? `${earlier.description}; ${line}` : line,
      content: { 'application/problem+json': { schema: resolver(Problem, JSON_SCHEMA) } },
    }
  }
  return describeRoute({
    summary,
    ...(description && { description }),
    responses,
    ...(body && {
      requestBody: { required: true, content: Object.fromEntries(body.map((type) => [type, { schema: TEXT }])) },
    }),
  })
}

/** Checks a part of the request against its schema; a handler sees only what passed. */
export function takes<S extends GenericSchema, T extends 'json' | 'query' | 'param'>(target: T, schema: S) {
  return validator(
    target,
    schema,
    (result, c) => {
      if (result.success) return
      const where = [...new Set(result.error.map(({ path }) => (path ?? []).map(keyOf).join('.')))]
      return problem(c as unknown as HonoContext, problemOf('body-invalid', { where }))
    },
    { options: JSON_SCHEMA },
  )
}

/**
 * Refuses bodies over the limit with a problem, told in advance or chunked alike. A length told in advance is kept by
 * Node's parser; only chunks have to be counted as they come, and counting means that the body is copied once more.
 */
export function atMost(bytes: number, code: 'too-large' | 'photo-too-large' = 'too-large') {
  const tooLarge = (c: HonoContext) => {
    // The rest of the body is not read: the connection cannot carry another request.
    c.header('Connection', 'close')
    return problem(c, problemOf(code))
  }
  const counted = bodyLimit({ maxSize: bytes, onError: tooLarge })
  return createMiddleware(async (c, next) => {
    const told = c.req.header('Content-Length')
    if (told === undefined || c.req.header('Transfer-Encoding') !== undefined) return counted(c, next)
    return Number(told) > bytes ? tooLarge(c) : next()
  })
}

const TEXT = { type: 'string' } as const
/** Checks that JSON Schema cannot say (a known time zone, no duplicates) stay in the validator only. */
const JSON_SCHEMA = { errorMode: 'ignore' }

function keyOf(segment: unknown): string {
  return String(typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment)
}
