/** Every JSON answer is of its documented shape and holds nothing beside it: what is not in the schema is a leak. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Checklist } from '../../checkpoints/checklist.ts'
import { DEFAULT_RULES } from '../../checkpoints/finding-rules.ts'
import { Outage } from '../../checkpoints/outage.ts'
import { OwnSheet } from '../../checkpoints/own-sheet.ts'
import { Place } from '../../checkpoints/place.ts'
import { Plan } from '../../checkpoints/plan.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { Team } from '../../checkpoints/team.ts'
import { Checklists } from '../../checkpoints/wire/checklist.ts'
import { ChipAdded, Chips } from '../../checkpoints/wire/chip.ts'
import { Coverage, RoundVisits } from '../../checkpoints/wire/coverage.ts'
import { DisplayState, Displays, PairingOffered } from '../../checkpoints/wire/display.ts'
import {
  Checkpoints,
  DeviceEnrolled,
  Devices,
  Jwks,
  ListedCheckpoint,
  Pack,
  Rounds,
  TagOpened,
} from '../../checkpoints/wire/estate.ts'
import {
  FindingDetail,
  FindingReceipt,
  FindingRulesRecord,
  Findings,
  Scorecard,
} from '../../checkpoints/wire/finding.ts'
import { Blanks, Hanging, OldLabelNoted, PrintsRecorded, WordKept } from '../../checkpoints/wire/hanging.ts'
import { ImportPreview } from '../../checkpoints/wire/import.ts'
import { LabelSettings } from '../../checkpoints/wire/labels.ts'
import { ListedMailing, Mailings } from '../../checkpoints/wire/mailing.ts'
import { PackDelta } from '../../checkpoints/wire/pack-delta.ts'
import { Calendar, CalendarRounds, Holidays, PlanPreview, Plans, Teams } from '../../checkpoints/wire/plan.ts'
import { Problem } from '../../checkpoints/wire/problem.ts'
import {
  PublicPageRecord,
  PublicTag,
  ReportStatus,
  ReportTaken,
  ResidentReport,
  ResidentReports,
} from '../../checkpoints/wire/resident-report.ts'
import { Estates, Me, Staff, StaffChanged } from '../../checkpoints/wire/session.ts'
import { ShareAdded, SharedReport, Shares } from '../../checkpoints/wire/share.ts'
import { Places, SpotHistory } from '../../checkpoints/wire/spot.ts'
import { BatchOutcome, PhotoKept, Receipt, VisitRecord } from '../../checkpoints/wire/visit.ts'
import { planDraft } from '../../scripts/support/plan.ts'
import { uuid } from '../support/builders.ts'
import { type Answered, type EstateServer, enrolPhone, startEstateServer, writePlan } from '../support/estate-server.ts'

let server: EstateServer
beforeAll(async () => {
  server = await startEstateServer()
})
afterAll(() => server.stop())

describe('a JSON answer', () => {
  it('is exactly what the documentation says, on every route that gives one', async () => {
    const { as, path, spots } = server
    const plan = await writePlan(server)
    const phone = await enrolPhone(server)
    const [filed, doubtful, batched] = [
      await phone.file(spots[0]!),
      await phone.file(spots[0]!, { evidence: { channel: 'typed' } }),
      (await phone.visit(spots[1]!)).jws,
    ]
    const { rounds } = (await as.auditor('GET', `${path}/rounds`)).body
    const picture = Buffer.from('ffd8ffc0000b080140028001011100ffd9', 'hex')
    const sha256 = createHash('sha256').update(picture).digest('hex')
    const names = { en: 'Another' }
    const key = { kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' }
    const publicKey = { ...key, y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' }
    const offered = await as.admin('POST', `${path}/displays`, { checkpoint: spots[0]!.id })
    const paired = await server.anyone('POST', '/api/displays', { code: offered.body.code, publicKey, label: 'tablet' })
    const added = await as.admin('POST', `${path}/staff`, {
      username: 'ho',
      name: 'Ho',
      language: 'en',
      roles: ['auditor'],
    })
    const shared = await as.manager('POST', `${path}/shares`, {
      ...{ label: 'Committee', period: { rolling: 'this-month' }, filter: {}, lastOn: '2026-03-31' },
    })
    const digits = tagDigitsIn(spots[0]!.tagUrl ?? '')
    await as.admin('PUT', `${path}/public-page`, { showsLastPatrol: true, takesReports: true })
    const seen = await server.anyone('GET', `/api/public/tags/${digits}`)
    server.setClock(server.now() + 3_000)
    const report = { ticket: seen.body.reports.ticket, text: 'no light', contact: '9123 4567', category: 'facilities' }
    const told = await server.anyone('POST', `/api/public/tags/${digits}/reports`, report)
    const { reports } = (await as.manager('GET', `${path}/resident-reports`)).body
    const found = await as.assistant('PUT', `/api/finding-events/${uuid(73)}`, {
      event: {
        v: 1,
        id: uuid(73),
        finding: uuid(74),
        estate: server.estate,
        at: 1,
        basis: 0,
        act: {
          kind: 'report',
          checkpoint: spots[0]!.id,
          category: 'facilities',
          severity: 'normal',
          note: 'drips',
          photos: [],
          residentReport: null,
          position: null,
        },
      },
    })
    // biome-ignore format: hand-aligned table
    const answers: readonly (readonly [route: string, status: number, schema: v.GenericSchema, answer: Promise<Answered>])[] = [
      ['GET /api/me',                     200, Me,               as.admin('GET', '/api/me')],
      ['GET /api/estates',                200, Estates,          as.admin('GET', '/api/estates')],
      ['POST /api/devices',               201, DeviceEnrolled,   as.auditor('POST', '/api/devices', { publicKey, label: 'x' })],
      ['PUT /api/photos/:sha256',         201, PhotoKept,        as.assistant('PUT', `/api/photos/${sha256}`, picture)],
      ['PUT /api/visits/:id',             201, Receipt,          Promise.resolve(filed)],
      ['PUT /api/visits/:id',             201, Receipt,          Promise.resolve(doubtful)],
      ['POST /api/visits/batch',          200, BatchOutcome,     as.assistant('POST', '/api/visits/batch', { visits: [batched, 'bad'] })],
      ['GET /api/visits/:id',             200, VisitRecord,      as.auditor('GET', `/api/visits/${filed.body.id}`)],
      ['GET …/pack',                      200, Pack,             as.assistant('GET', `${path}/pack`)],
      ['GET …/pack?have=…',               200, PackDelta,        as.assistant('GET', `${path}/pack?have=0123456789abcdef`)],
      ['GET …/places',                    200, Places,           as.auditor('GET', `${path}/places`)],
      ['POST …/places',                   201, Place,            as.admin('POST', `${path}/places`, { parent: null, kind: 'zone', names })],
      ['GET …/checkpoints',               200, Checkpoints,      as.admin('GET', `${path}/checkpoints`)],
      ['POST …/checkpoints',              201, ListedCheckpoint, as.admin('POST', `${path}/checkpoints`, { code: 'X-1', kind: 'lift', names, place: spots[0]!.place })],
      ['PATCH …/checkpoints/:checkpoint', 200, ListedCheckpoint, as.admin('PATCH', `${path}/checkpoints/${spots[2]!.id}`, { names })],
      ['POST …/checkpoints/…/tag',        201, ListedCheckpoint, as.admin('POST', `${path}/checkpoints/${spots[2]!.id}/tag`)],
      ['GET …/checklists/…',              200, Checklist,        as.assistant('GET', `${path}/checklists/meter-room/1`)],
      ['GET …/plans',                     200, Plans,            as.manager('GET', `${path}/plans`)],
      ['PATCH …/plans/:plan',             200, Plan,             as.admin('PATCH', `${path}/plans/${plan}`, { focus: 'lifts' })],
      ['POST …/plans/preview',            200, PlanPreview,      as.supervisor('POST', `${path}/plans/preview`, { plan, draft: planDraft({ names, checkpoints: [spots[0]!.id] }) })],
      ['GET …/calendar',                  200, Calendar,         as.auditor('GET', `${path}/calendar?from=2026-03-02&to=2026-03-15`)],
      ['POST …/rounds',                   201, CalendarRounds,   as.supervisor('POST', `${path}/rounds`, { names, minutes: 30, checkpoints: [spots[0]!.id], rules: [], assignees: [], focus: '' })],
      ['PUT …/rounds/assignees',          200, CalendarRounds,   as.supervisor('PUT', `${path}/rounds/assignees`, { rounds: [{ round: rounds[0].id, assignees: [server.me.assistant.person.id] }], reason: '' })],
      ['POST …/teams',                    201, Team,             as.supervisor('POST', `${path}/teams`, { names, members: [], places: [] })],
      ['GET …/teams',                     200, Teams,            as.auditor('GET', `${path}/teams`)],
      ['PUT …/holidays',                  200, Holidays,         as.supervisor('PUT', `${path}/holidays`, { holidays: [{ on: '2026-12-25', names }] })],
      ['GET …/holidays',                  200, Holidays,         as.auditor('GET', `${path}/holidays`)],
      ['GET …/label-settings',            200, LabelSettings,    as.admin('GET', `${path}/label-settings`)],
      ['POST …/label-sheets',             201, OwnSheet,         as.admin('POST', `${path}/label-sheets`, { name: 'Ours', page: { width: 100, height: 60 }, columns: 1, rows: 1, label: { width: 100, height: 60 }, margin: { x: 0, y: 0 }, pitch: { x: 0, y: 0 }, inset: 3, level: 'M', dpi: null })],
      ['GET …/checklists',                200, Checklists,       as.auditor('GET', `${path}/checklists`)],
      ['PUT …/checkpoints/…/extras',      200, ListedCheckpoint, as.supervisor('PUT', `${path}/checkpoints/${spots[1]!.id}/extras`, { basis: null, items: [], focus: names })],
      ['POST …/checkpoints/…/outages',    201, Outage,           as.supervisor('POST', `${path}/checkpoints/${spots[1]!.id}/outages`, { from: '2026-03-05', until: null, reason: 'repair' })],
      ['GET …/checkpoints/…/history',     200, SpotHistory,      as.auditor('GET', `${path}/checkpoints/${spots[0]!.id}/history`)],
      ['PUT …/checkpoints/order',         200, Checkpoints,      as.admin('PUT', `${path}/checkpoints/order`, { checkpoints: spots.map(({ id }) => id) })],
      ['POST …/checkpoints/import',       200, ImportPreview,    as.admin('POST', `${path}/checkpoints/import`, { rows: [{ code: 'I-1', kind: 'lift', 'name-en': 'L', building: 'Tower' }] })],
      ['PATCH …/places/:place',           200, Places,           as.admin('PATCH', `${path}/places/${spots[0]!.place}`, { position: 0 })],
      ['PUT …/places/…/occupancy',        200, Place,            as.supervisor('PUT', `${path}/places/${spots[0]!.place}/occupancy`, { occupancy: null })],
      ['GET …/rounds',                    200, Rounds,           as.assistant('GET', `${path}/rounds`)],
      ['GET …/rounds/:round',             200, RoundVisits,      as.auditor('GET', `${path}/rounds/${rounds[0].id}`)],
      ['GET …/coverage',                  200, Coverage,         as.auditor('GET', `${path}/coverage?detail=cells`)],
      ['POST …/mailings',                 201, ListedMailing,    as.supervisor('POST', `${path}/mailings`, { rhythm: { kind: 'daily' }, at: '08:00', recipients: ['a@example.org'], language: 'en' })],
      ['GET …/mailings',                  200, Mailings,         as.manager('GET', `${path}/mailings`)],
      ['PUT /api/installations/:id',      201, WordKept,         as.assistant('PUT', `/api/installations/${uuid(71)}`, { digits: tagDigitsIn(spots[1]!.tagUrl ?? ''), installedAt: 1, replaced: 'old', photo: null, position: null })],
      ['POST /api/old-labels',            200, OldLabelNoted,    as.assistant('POST', '/api/old-labels', { digits: tagDigitsIn(spots[0]!.tagUrl ?? ''), readAt: 1 })],
      ['PUT /api/damaged-tags/:id',       201, WordKept,         as.assistant('PUT', `/api/damaged-tags/${uuid(72)}`, { checkpoint: spots[0]!.id, damage: 'missing', note: '', reportedAt: 1 })],
      ['PUT /api/finding-events/:id',     201, FindingReceipt,   Promise.resolve(found)],
      ['GET …/findings',                  200, Findings,         as.assistant('GET', `${path}/findings`)],
      ['GET …/findings/scorecard',        200, Scorecard,        as.auditor('GET', `${path}/findings/scorecard`)],
      ['GET …/findings/:finding',         200, FindingDetail,    as.auditor('GET', `${path}/findings/${uuid(74)}`)],
      ['PUT …/finding-rules',             200, FindingRulesRecord, as.manager('PUT', `${path}/finding-rules`, DEFAULT_RULES)],
      ['GET …/finding-rules',             200, FindingRulesRecord, as.assistant('GET', `${path}/finding-rules`)],
      ['POST …/label-prints',             201, PrintsRecorded,   as.admin('POST', `${path}/label-prints`, { sheet: 'l7160' })],
      ['GET …/hanging',                   200, Hanging,          as.assistant('GET', `${path}/hanging`)],
      ['GET …/checkpoints/…/history',     200, SpotHistory,      as.auditor('GET', `${path}/checkpoints/${spots[1]!.id}/history`)],
      ['POST …/blanks',                   201, Blanks,           as.admin('POST', `${path}/blanks`, { count: 2 })],
      ['GET …/blanks',                    200, Blanks,           as.supervisor('GET', `${path}/blanks`)],
      ['GET …/staff',                     200, Staff,            as.manager('GET', `${path}/staff`)],
      ['POST …/staff',                    201, StaffChanged,     Promise.resolve(added)],
      ['PATCH …/staff/:person',           200, StaffChanged,     as.admin('PATCH', `${path}/staff/${added.body.member.person.id}`, { invite: true })],
      ['POST …/shares',                   201, ShareAdded,       Promise.resolve(shared)],
      ['GET …/shares',                    200, Shares,           as.supervisor('GET', `${path}/shares`)],
      ['GET /api/shared/report',          200, SharedReport,     server.anyone('GET', '/api/shared/report', undefined, { 'Waymark-Share': shared.body.token })],
      ['GET …/devices',                   200, Devices,          as.supervisor('GET', `${path}/devices`)],
      ['GET /s/:digits',                  200, TagOpened,        as.auditor('GET', `/s/${digits}`)],
      ['GET /s/:digits, a stranger',      200, PublicTag,        server.anyone('GET', `/s/${digits}`)],
      ['GET /api/public/tags/:digits',    200, PublicTag,        Promise.resolve(seen)],
      ['POST /api/public/tags/…/reports', 201, ReportTaken,      Promise.resolve(told)],
      ['GET /api/public/reports',         200, ReportStatus,     server.anyone('GET', '/api/public/reports', undefined, { 'Waymark-Report': told.body.token })],
      ['GET …/public-page',               200, PublicPageRecord, as.admin('GET', `${path}/public-page`)],
      ['GET …/resident-reports',          200, ResidentReports,  as.auditor('GET', `${path}/resident-reports`)],
      ['GET …/resident-reports/:report',  200, ResidentReport,   as.auditor('GET', `${path}/resident-reports/${reports[0].id}`)],
      ['PUT …/resident-reports/:report',  200, ResidentReport,   as.manager('PUT', `${path}/resident-reports/${reports[0].id}`, { state: 'looked-at', answer: '' })],
      ['POST …/chips',                    201, ChipAdded,        as.admin('POST', `${path}/chips`, { uid: '04DE5F1EACC040', checkpoint: spots[0]!.id })],
      ['GET …/chips',                     200, Chips,            as.auditor('GET', `${path}/chips`)],
      ['POST …/displays',                 201, PairingOffered,   Promise.resolve(offered)],
      ['POST /api/displays',              201, DisplayState,     Promise.resolve(paired)],
      ['GET …/displays',                  200, Displays,         as.auditor('GET', `${path}/displays`)],
      ['GET /.well-known/jwks.json',      200, Jwks,             server.anyone('GET', '/.well-known/jwks.json')],
      ['GET /nothing',                    404, Problem,          server.anyone('GET', '/api/nothing')],
    ]
    for (const [route, status, schema, answer] of answers) {
      const answered = await answer
      expect([route, answered.status, faultsOf(schema, answered.body)]).toEqual([route, status, []])
    }
  })
})

function faultsOf(schema: v.GenericSchema, body: unknown): string[] {
  const { issues = [] } = v.safeParse(schema, body)
  return issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)
}
