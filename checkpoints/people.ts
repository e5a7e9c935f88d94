/**
 * People, their roles on an estate, and who may do what (design.md §2, §3 "Who may"; policy 3, 4.1).
 * A person may hold different roles on different estates; deny by default.
 */
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { Language } from './language.ts'

export const ROLES = ['assistant', 'supervisor', 'manager', 'admin', 'auditor'] as const
export const Role = v.picklist(ROLES)
export type Role = v.InferOutput<typeof Role>

/** What a person signs in with: 2–32 of `a-z 0-9 . _ -`, starting with a letter. */
export const Username = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9._-]{1,31}$/))
/** 10–128 characters, nothing else demanded (NIST SP 800-63B §3.1.1: length beats composition). */
export const Password = v.pipe(v.string(), v.minLength(10), v.maxLength(128))

export const Person = v.strictObject({
  id: Uuid,
  username: Username,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  language: Language,
})
export type Person = v.InferOutput<typeof Person>

/** Anyone; anyone signed in; or those who hold one of the roles on the estate in the path. */
export type Access = 'public' | 'signed-in' | readonly Role[]

const ANY_ROLE = ROLES
const WALKERS = ['assistant', 'supervisor'] as const
/** They write what is walked, when, by whom and what is asked (policy 4.1). */
const PLANNERS = ['supervisor', 'admin'] as const
/** They say who gets a report by e-mail. */
const MAILERS = ['supervisor', 'manager', 'admin'] as const
/** They hang labels, and say what is wrong with one. */
const HANGERS = ['assistant', 'supervisor', 'admin'] as const
const DESK = ['supervisor', 'manager', 'admin', 'auditor'] as const
/** They answer residents, and see who is to be called back. */
const OFFICE = ['supervisor', 'manager', 'admin'] as const

/**
 * Who may call which route: the single source of truth, read by the server's guard, the client's menu and the tests.
 * `signed-in` routes name their estate in the body or the row, and their service checks the role there with {@link mayDo}.
 * A route that is not listed is refused.
 */
// biome-ignore format: hand-aligned table
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /healthz':                                                       'public',
  'GET /.well-known/jwks.json':                                         'public',
  'GET /s/:digits':                                                     'public',
  'GET /api/public/tags/:digits':                                       'public',
  'POST /api/public/tags/:digits/reports':                              'public',
  'GET /api/public/reports':                                            'public',
  'GET /d/:digits':                                                     'public',
  'POST /api/displays':                                                 'public',
  'GET /api/display/state':                                             'public',
  'GET /api/openapi.json':                                              'public',
  'GET /api/docs':                                                      'public',
  'POST /api/session':                                                  'public',
  'DELETE /api/session':                                                'public',
  'POST /api/setup':                                                    'public',
  'POST /api/invitation':                                               'public',
  'GET /api/shared/report':                                             'public',
  'GET /api/shared/report/file':                                        'public',
  'POST /api/unsubscribe':                                              'public',
  'GET /api/me':                                                        'signed-in',
  'PUT /api/me/password':                                               'signed-in',
  'GET /api/estates':                                                   'signed-in',
  'POST /api/devices':                                                  'signed-in',
  'PUT /api/photos/:sha256':                                            'signed-in',
  'GET /api/photos/:sha256':                                            'signed-in',
  'PUT /api/visits/:id':                                                'signed-in',
  'GET /api/visits/:id':                                                'signed-in',
  'POST /api/visits/batch':                                             'signed-in',
  'PUT /api/visits/:id/review':                                         'signed-in',
  'PUT /api/devices/:device/announcement':                              'signed-in',
  'GET /api/portfolio':                                                 'signed-in',
  'GET /api/estates/:estate/pack':                                      ANY_ROLE,
  'GET /api/estates/:estate/checkpoints':                               ANY_ROLE,
  'POST /api/estates/:estate/checkpoints':                              ['admin'],
  'PATCH /api/estates/:estate/checkpoints/:checkpoint':                 ['admin'],
  'POST /api/estates/:estate/checkpoints/:checkpoint/tag':              ['admin'],
  'PUT /api/estates/:estate/checkpoints/:checkpoint/extras':            PLANNERS,
  'GET /api/estates/:estate/checkpoints/:checkpoint/history':           DESK,
  'POST /api/estates/:estate/checkpoints/:checkpoint/outages':          PLANNERS,
  'PATCH /api/estates/:estate/checkpoints/:checkpoint/outages/:outage': PLANNERS,
  'PUT /api/estates/:estate/checkpoints/order':                         ['admin'],
  'GET /api/estates/:estate/checkpoints/export':                        DESK,
  'POST /api/estates/:estate/checkpoints/import':                       ['admin'],
  'GET /api/estates/:estate/checklists/:kind/:version':                 ANY_ROLE,
  'GET /api/estates/:estate/checklists':                                DESK,
  'POST /api/estates/:estate/checklists/:kind':                         PLANNERS,
  'DELETE /api/estates/:estate/checklists/:kind/:version':              PLANNERS,
  'GET /api/estates/:estate/places':                                    ANY_ROLE,
  'POST /api/estates/:estate/places':                                   ['admin'],
  'PATCH /api/estates/:estate/places/:place':                           ['admin'],
  'DELETE /api/estates/:estate/places/:place':                          ['admin'],
  'PUT /api/estates/:estate/places/:place/occupancy':                   PLANNERS,
  'GET /api/estates/:estate/plans':                                     DESK,
  'POST /api/estates/:estate/plans':                                    PLANNERS,
  'PATCH /api/estates/:estate/plans/:plan':                             PLANNERS,
  'GET /api/estates/:estate/calendar':                                  DESK,
  'POST /api/estates/:estate/plans/preview':                            PLANNERS,
  'GET /api/estates/:estate/teams':                                     DESK,
  'POST /api/estates/:estate/teams':                                    PLANNERS,
  'PATCH /api/estates/:estate/teams/:team':                             PLANNERS,
  'DELETE /api/estates/:estate/teams/:team':                            PLANNERS,
  'GET /api/estates/:estate/holidays':                                  DESK,
  'PUT /api/estates/:estate/holidays':                                  PLANNERS,
  'GET /api/estates/:estate/rounds':                                    ANY_ROLE,
  'GET /api/estates/:estate/coverage':                                  DESK,
  'GET /api/estates/:estate/rounds/:round':                             DESK,
  'POST /api/estates/:estate/rounds/:round/acknowledgement':            ['supervisor', 'manager', 'admin'],
  'GET /api/estates/:estate/report':                                    DESK,
  'GET /api/estates/:estate/report/cells':                              DESK,
  'GET /api/estates/:estate/report/trend':                              DESK,
  'GET /api/estates/:estate/report/file':                               DESK,
  'GET /api/estates/:estate/shares':                                    ['supervisor', 'manager', 'admin'],
  'POST /api/estates/:estate/shares':                                   ['supervisor', 'manager', 'admin'],
  'DELETE /api/estates/:estate/shares/:share':                          ['supervisor', 'manager', 'admin'],
  'GET /api/estates/:estate/events':                                    DESK,
  'GET /api/estates/:estate/mailings':                                  MAILERS,
  'POST /api/estates/:estate/mailings':                                 MAILERS,
  'PATCH /api/estates/:estate/mailings/:mailing':                       MAILERS,
  'DELETE /api/estates/:estate/mailings/:mailing':                      MAILERS,
  'POST /api/estates/:estate/mailings/:mailing/test':                   MAILERS,
  'POST /api/estates/:estate/rounds':                                   PLANNERS,
  'PUT /api/estates/:estate/rounds/assignees':                          PLANNERS,
  'GET /api/estates/:estate/labels.pdf':                                ['admin'],
  'GET /api/estates/:estate/tag-keys':                                 ['admin', 'auditor'],
  'POST /api/estates/:estate/tag-keys':                                ['admin'],
  'POST /api/estates/:estate/tag-keys/:generation/reissue':            ['admin'],
  'PUT /api/estates/:estate/tag-keys/:generation/revocation':          ['admin'],
  'GET /api/estates/:estate/public-page':                               ['admin'],
  'PUT /api/estates/:estate/public-page':                               ['admin'],
  'GET /api/estates/:estate/resident-reports':                          DESK,
  'GET /api/estates/:estate/resident-reports/:report':                  DESK,
  'GET /api/estates/:estate/resident-reports/:report/photo':            OFFICE,
  'PUT /api/estates/:estate/resident-reports/:report':                  OFFICE,
  'GET /api/estates/:estate/chips':                                     ['admin', 'auditor'],
  'POST /api/estates/:estate/chips':                                    ['admin'],
  'PUT /api/estates/:estate/chips/:chip/revocation':                    ['admin'],
  'GET /api/estates/:estate/labels.svg':                                ['admin'],
  'GET /api/estates/:estate/labels.zip':                                ['admin'],
  'GET /api/estates/:estate/labels.zpl':                                ['admin'],
  'GET /api/estates/:estate/checkpoints/:checkpoint/label.svg':         ['admin'],
  'GET /api/estates/:estate/checkpoints/:checkpoint/label.png':         ['admin'],
  'GET /api/estates/:estate/label-settings':                            ['admin'],
  'POST /api/estates/:estate/label-sheets':                             ['admin'],
  'PUT /api/estates/:estate/label-sheets/:sheet':                       ['admin'],
  'DELETE /api/estates/:estate/label-sheets/:sheet':                    ['admin'],
  'GET /api/estates/:estate/logo':                                      ['admin'],
  'PUT /api/estates/:estate/logo':                                      ['admin'],
  'DELETE /api/estates/:estate/logo':                                   ['admin'],
  'GET /api/estates/:estate/displays':                                  ['admin', 'auditor'],
  'POST /api/estates/:estate/displays':                                 ['admin'],
  'PUT /api/estates/:estate/displays/:display/revocation':              ['admin'],
  'PUT /api/installations/:id':                                         'signed-in',
  'POST /api/old-labels':                                               'signed-in',
  'PUT /api/damaged-tags/:id':                                          'signed-in',
  'PUT /api/estates/:estate/damaged-tags/:id/dismissal':                ['admin'],
  'GET /api/estates/:estate/hanging':                                   ANY_ROLE,
  'POST /api/estates/:estate/label-prints':                             ['admin'],
  'GET /api/estates/:estate/blanks':                                    ['supervisor', 'admin'],
  'POST /api/estates/:estate/blanks':                                   ['admin'],
  'GET /api/estates/:estate/blanks.pdf':                                ['admin'],
  'POST /api/estates/:estate/blanks/:checkpoint/claim':                 ['supervisor', 'admin'],
  'PUT /api/finding-events/:id':                                        'signed-in',
  'GET /api/estates/:estate/findings':                                  ANY_ROLE,
  'GET /api/estates/:estate/findings/scorecard':                        DESK,
  'GET /api/estates/:estate/findings/:finding':                         ANY_ROLE,
  'GET /api/estates/:estate/findings/:finding/history.pdf':             DESK,
  'GET /api/estates/:estate/findings/:finding/work-order.pdf':          OFFICE,
  'GET /api/estates/:estate/findings/:finding/work-order/link':         OFFICE,
  'POST /api/estates/:estate/findings/:finding/work-order/link':        OFFICE,
  'DELETE /api/estates/:estate/findings/:finding/work-order/link':      OFFICE,
  'GET /api/estates/:estate/findings/:finding/notice.pdf':              OFFICE,
  'GET /api/public/work-order':                                         'public',
  'GET /api/public/work-order/work-order.pdf':                          'public',
  'GET /api/public/work-order/photos/:sha256':                          'public',
  'PUT /api/public/work-order/fix':                                     'public',
  'GET /api/estates/:estate/finding-rules':                             ANY_ROLE,
  'PUT /api/estates/:estate/finding-rules':                             ['manager', 'admin'],
  'GET /api/estates/:estate/staff':                                     ['supervisor', 'manager', 'admin'],
  'POST /api/estates/:estate/staff':                                    ['admin'],
  'PATCH /api/estates/:estate/staff/:person':                           ['admin'],
  'GET /api/estates/:estate/devices':                                   ['supervisor', 'admin'],
  'PUT /api/estates/:estate/devices/:device/revocation':                ['supervisor', 'admin'],
}

/** Deeds whose estate stands in the body or the row rather than in the path. */
export const DEEDS = {
  'file a visit': WALKERS,
  'read a visit': DESK,
  'review a visit': ['supervisor', 'manager'],
  'answer a resident': OFFICE,
  'hang a label': HANGERS,
  'report a label': HANGERS,
} as const satisfies Readonly<Record<string, readonly Role[]>>

/** Whether any of the roles a person holds on an estate allows a deed. */
export function mayDo(deed: keyof typeof DEEDS, roles: readonly Role[]): boolean {
  return roles.some((role) => (DEEDS[deed] as readonly Role[]).includes(role))
}

/** Whether roles on the estate in the path open a route; `route` is method and pattern as in {@link ACCESS}. */
export function mayCall(route: string, roles: readonly Role[]): boolean {
  const access = ACCESS[route]
  return Array.isArray(access) && roles.some((role) => access.includes(role))
}
