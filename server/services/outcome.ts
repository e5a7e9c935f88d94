/** What a service answers: a value, or a problem out of the catalogue. */
import { type Problem, type ProblemCode, type ProblemExtras, problemOf } from '../../checkpoints/wire/problem.ts'

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function refused(code: ProblemCode, extras?: ProblemExtras): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: problemOf(code, extras) }
}
