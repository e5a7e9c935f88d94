/** Signing in and out, setting up, who am I. */
import { Hono, type Context as HonoContext } from 'hono'
import { AcceptInvitation, ChangePassword, Estates, Me, SetUp, SignIn } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { done, type Outcome } from '../services/outcome.ts'
import { acceptInvitation, setUp } from '../services/set-up.ts'
import { meOf, type OpenedSession, SESSION_MS, signInDesk } from '../services/sign-in.ts'
import { addressOf } from './address.ts'
import { answer, atMost, describe, type Env, problem, takes } from './route.ts'
import { endSessions, keepToken } from './session-cookie.ts'

const JSON_MAX_BYTES = 64 * 1024

export function sessionApi(context: Context) {
  const desk = signInDesk(context)
  const opened = async (c: HonoContext, outcome: Outcome<OpenedSession>, status: 200 | 201) => {
    if (!outcome.ok) return problem(c, outcome.problem)
    const { token, me } = outcome.value
    await keepToken(context, c, { token, person: me.person, maxAge: SESSION_MS / 1000 })
    return c.json(me, status)
  }

  return new Hono<Env>()
    .post(
      '/api/session',
      describe({
        summary: 'Sign in',
        description:
          'Opens a session; the cookie `__Host-session` holds it, beside those of other people on the same browser. With several, a request says in `Waymark-Person` for whom it is made.',
        answers: { 201: Me },
        problems: ['body-invalid', 'sign-in-refused', 'sign-in-throttled'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', SignIn),
      async (c) => opened(c, await desk.signIn(c.req.valid('json'), addressOf(context, c)), 201),
    )
    .delete(
      '/api/session',
      describe({
        summary: 'Sign out',
        description: 'Ends the session of the person that `Waymark-Person` names; without it, all of this browser.',
        answers: { 204: null },
      }),
      async (c) => {
        await endSessions(context, c, SESSION_MS / 1000)
        c.header('Clear-Site-Data', '"cache"')
        return c.body(null, 204)
      },
    )
    .post(
      '/api/setup',
      describe({
        summary: 'Set up an empty installation',
        description: 'With the one-time token that `npm start` printed: the first estate and its admin.',
        answers: { 201: Me },
        problems: ['body-invalid', 'link-invalid', 'already-set-up'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', SetUp),
      async (c) => opened(c, await setUp(context, c.req.valid('json')), 201),
    )
    .post(
      '/api/invitation',
      describe({
        summary: 'Accept an invitation',
        description: 'Sets the password of an invited person and signs him in.',
        answers: { 201: Me },
        problems: ['body-invalid', 'link-invalid'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', AcceptInvitation),
      async (c) => opened(c, await acceptInvitation(context, c.req.valid('json')), 201),
    )
    .get('/api/me', describe({ summary: 'Who am I', answers: { 200: Me } }), async (c) =>
      c.json(await meOf(context, c.var.person, c.var.signedInUntil)),
    )
    .put(
      '/api/me/password',
      describe({
        summary: 'Change my password',
        description: 'Ends all my sessions and opens a new one here.',
        answers: { 200: Me },
        problems: ['body-invalid', 'sign-in-refused', 'sign-in-throttled'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', ChangePassword),
      async (c) => opened(c, await desk.changePassword(c.var.person, c.req.valid('json')), 200),
    )
    .get('/api/estates', describe({ summary: 'My estates and my roles there', answers: { 200: Estates } }), async (c) =>
      answer(c, done({ estates: await context.database.read.estates.membershipsOf(c.var.person.id) })),
    )
}
