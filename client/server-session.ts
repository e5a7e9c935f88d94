/** Signing in and out: the part of the API that the first page needs, apart from the rest (server.ts), which is ten times as much. */
import type { Uuid } from '../checkpoints/ids.ts'
import type { AcceptInvitation, Me, SetUp, SignIn } from '../checkpoints/wire/session.ts'
import { call } from './request.ts'

export const signIn = (body: SignIn) => call<Me>('POST', '/api/session', { body })
/** @param person undefined: everybody who has signed in on this browser */
export const signOut = (person: Uuid | undefined) => call<void>('DELETE', '/api/session', { person })
export const setUp = (body: SetUp) => call<Me>('POST', '/api/setup', { body })
export const acceptInvitation = (body: AcceptInvitation) => call<Me>('POST', '/api/invitation', { body })
export const getMe = () => call<Me>('GET', '/api/me')
