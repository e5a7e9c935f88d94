import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ACCESS } from '../../checkpoints/people.ts'
import { SUSPICIONS } from '../../checkpoints/presence.ts'
import { VisitClaims } from '../../checkpoints/visit.ts'
import { PROBLEMS } from '../../checkpoints/wire/problem.ts'

const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')

describe('docs/api.md', () => {
  it('names every route', () => {
    for (const route of Object.keys(ACCESS)) expect(page).toContain(`\`${route}\``)
  })

  it('explains every field of the signed visit and every reason for doubt', () => {
    for (const field of [...Object.keys(VisitClaims.entries), ...SUSPICIONS]) expect(page).toContain(`\`${field}\``)
  })

  it('has every problem with its status', () => {
    for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
      expect(page).toMatch(new RegExp(`\\| \`${code}\` +\\| ${status} +\\| ${title} `))
    }
  })
})
