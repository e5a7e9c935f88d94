import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { ACCESS, DEEDS, mayCall, mayDo, Password, ROLES, type Role, Username } from '../../checkpoints/people.ts'

const rows = Object.entries(ACCESS)
const routesOf = (role: Role) => rows.map(([route]) => route).filter((route) => mayCall(route, [role]))
const changesOf = (role: Role) => routesOf(role).filter((route) => !route.startsWith('GET '))

describe('the table of who may call what', () => {
  it.each(rows)('%s has a method, a path and valid roles', (route, access) => {
    expect(route).toMatch(/^(GET|POST|PUT|PATCH|DELETE) (\/[a-z0-9.:-]+)+$/i)
    if (typeof access === 'string') expect(['public', 'signed-in']).toContain(access)
    else {
      expect(access.length).toBeGreaterThan(0)
      expect(new Set(access).size).toBe(access.length)
      for (const role of access) expect(ROLES).toContain(role)
    }
  })

  it('asks for a role exactly where an estate stands in the path', () => {
    for (const [route, access] of rows)
      expect([route, Array.isArray(access)]).toEqual([route, route.includes('/:estate/')])
  })

  it('opens nothing to the public that reads or changes an estate', () => {
    const open = rows.flatMap(([route, access]) => (access === 'public' ? [route] : []))
    expect(open.filter((route) => /estates|visits|photos|devices|\/me/.test(route))).toEqual([
      // Of one work order, to whoever has its link (server/services/contractors.ts).
      'GET /api/public/work-order/photos/:sha256',
    ])
    // What a link opens asks for its token instead (server/services/shared-report.ts); a resident leaves a report at a tag, and
    // reads what became of his own.
    expect(open.filter((route) => /report/.test(route))).toEqual([
      'POST /api/public/tags/:digits/reports',
      'GET /api/public/reports',
      'GET /api/shared/report',
      'GET /api/shared/report/file',
    ])
  })

  it('gives assistants what they need on a round and about findings, and none of the desk', () => {
    expect(routesOf('assistant')).toEqual([
      'GET /api/estates/:estate/pack',
      'GET /api/estates/:estate/checkpoints',
      'GET /api/estates/:estate/checklists/:kind/:version',
      'GET /api/estates/:estate/places',
      'GET /api/estates/:estate/rounds',
      'GET /api/estates/:estate/hanging',
      'GET /api/estates/:estate/findings',
      'GET /api/estates/:estate/findings/:finding',
      'GET /api/estates/:estate/finding-rules',
    ])
  })

  it('lets auditors read, and change nothing', () => {
    expect(changesOf('auditor')).toEqual([])
  })

  it('lets managers read, say what is being done about gaps, answer residents, send contractors, settle the rules of findings, and let others read', () => {
    const changes = changesOf('manager').filter((route) => !/\/(mailings|shares)/.test(route))
    expect(changes).toEqual([
      'POST /api/estates/:estate/rounds/:round/acknowledgement',
      'PUT /api/estates/:estate/resident-reports/:report',
      'POST /api/estates/:estate/findings/:finding/work-order/link',
      'DELETE /api/estates/:estate/findings/:finding/work-order/link',
      'PUT /api/estates/:estate/finding-rules',
    ])
  })

  it('lets no auditor see the staff or their phones', () => {
    expect(routesOf('auditor').filter((route) => /staff|devices/.test(route))).toEqual([])
  })

  it('opens every route of an estate to its admin', () => {
    expect(routesOf('admin')).toEqual(rows.map(([route]) => route).filter((route) => route.includes('/:estate/')))
  })

  it('refuses whoever holds no role on the estate', () => {
    for (const [route] of rows) expect(mayCall(route, [])).toBe(false)
  })

  it('refuses routes it does not list, even ones every object has', () => {
    for (const route of ['GET /api/secrets', '', 'constructor', '__proto__', 'GET /API/ESTATES/:estate/pack'])
      expect(mayCall(route, ROLES)).toBe(false)
  })

  it('takes the best of several roles', () => {
    expect(mayCall('GET /api/estates/:estate/coverage', ['assistant', 'auditor'])).toBe(true)
  })
})

describe('deeds whose estate is not in the path', () => {
  it.each([
    ['file a visit', ['assistant', 'supervisor']],
    ['read a visit', ['supervisor', 'manager', 'admin', 'auditor']],
    ['answer a resident', ['supervisor', 'manager', 'admin']],
  ] as const)('%s: %j', (deed, allowed) => {
    expect(ROLES.filter((role) => mayDo(deed, [role]))).toEqual(allowed)
    expect(mayDo(deed, [])).toBe(false)
    expect(Object.keys(DEEDS)).toContain(deed)
  })
})

describe('what a person signs in with', () => {
  it.each(['an', 'k.w.lee', 'night-shift_2', `a${'0'.repeat(31)}`])('may be the user name %s', (name) =>
    expect(v.is(Username, name)).toBe(true),
  )
  it.each(['a', 'Amy', '2amy', 'a b c', `a${'0'.repeat(32)}`, 'amy\n', '陳大文'])('is not the user name %j', (name) =>
    expect(v.is(Username, name)).toBe(false),
  )

  it('may be any password of 10 to 128 characters, spaces and Chinese included', () => {
    for (const good of ['correct horse', '翠湖花園的客服助理每天巡', 'x'.repeat(128)])
      expect(v.is(Password, good)).toBe(true)
    for (const bad of ['x'.repeat(9), 'x'.repeat(129)]) expect(v.is(Password, bad)).toBe(false)
  })
})
