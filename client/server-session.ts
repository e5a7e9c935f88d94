/** Signing in and out: the part of the API that the first page needs, apart from the rest (server.ts), which is ten times as much. */
import type { AcceptInvitation, Me, SetUp, SignIn } from '../checkpoints/wire/session.ts'
import { call } from './request.ts'

export const signIn = (body: SignIn) => call<Me>('POST', '/api/session', { body })
export const signOut = () => call<void>('DELETE', '/api/session')
export const setUp = (body: SetUp) => call<Me>('POST', '/api/setup', { body })
export const acceptInvitation = (body: AcceptInvitation) => call<Me>('POST', '/api/invitation', { body })
export const getMe = () => call<Me>('GET', '/api/me')
