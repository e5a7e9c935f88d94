import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { REFUSALS } from '../../checkpoints/presence.ts'
import { PROBLEMS, Problem, ProblemCode, problemOf } from '../../checkpoints/wire/problem.ts'

const codes = Object.keys(PROBLEMS) as ProblemCode[]

describe('the catalogue of problems', () => {
  it.each(codes)('%s: kebab-case, an error status, one plain sentence', (code) => {
    const { status, title } = PROBLEMS[code]
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(title).toMatch(/^[A-Z0-9].*[^.!]$/)
  })

  it('has words for every refusal of the core', () => {
    for (const code of [...REFUSALS, 'visit-malformed', 'visit-version-unsupported'])
      expect(v.is(ProblemCode, code), code).toBe(true)
  })

  it('tells no title twice, so that a log line names one problem', () => {
    expect(new Set(codes.map((code) => PROBLEMS[code].title)).size).toBe(codes.length)
  })
})

describe('a problem on the wire', () => {
  it('is RFC 9457 with the code once more by itself', () => {
    const problem = problemOf('checklist-incomplete', { where: ['floor: unanswered'] })
    expect(problem).toEqual({
      type: 'urn:waymark:problem:checklist-incomplete',
      title: 'The answers do not fit the checklist',
      status: 422,
      code: 'checklist-incomplete',
      where: ['floor: unanswered'],
    })
  })

  it.each(codes)('%s passes its own schema', (code) => expect(v.is(Problem, problemOf(code))).toBe(true))
})
