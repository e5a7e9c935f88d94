/** Files of a report, opened again by libraries that know nothing of us: every number is the API's, and no name is a formula. */
import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unguarded } from '../../checkpoints/checkpoint-row.ts'
import { CELL_STATES } from '../../checkpoints/coverage.ts'
import { daysSince, HOUR_MS, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { percent } from '../../checkpoints/writing.ts'
import { monthReport } from '../../scripts/support/month-report.ts'
import { fileOf } from '../../server/services/report-file.ts'
import { at } from '../support/builders.ts'
import {
  cookieOf,
  type EstateServer,
  enrolPhone,
  PASSWORD,
  startEstateServer,
  writePlan,
} from '../support/estate-server.ts'

type Cell = string | number | boolean | Date | null
type Sheets = ReadonlyMap<string, readonly (readonly Cell[])[]>

const report = monthReport({ checkpoints: 40, days: 31, missed: 30 })
const EVIL = ['=cmd|calc', '+1+1', '-2+3', '@SUM(1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠SUM(1)']

async function workbookOf(of: Report, language: 'zh-Hant' | 'en' = 'en'): Promise<Sheets> {
  const { bytes } = await fileOf(of, { format: 'xlsx', language })
  return sheetsOf(bytes)
}

async function sheetsOf(bytes: Uint8Array): Promise<Sheets> {
  const sheets = await readXlsxFile(Buffer.from(bytes), { trim: false })
  return new Map(sheets.map(({ sheet, data }) => [sheet, (data as Cell[][]).map((row) => row.map(toTheSecond))]))
}

/** A workbook counts in days: a second is no round part of one. */
function toTheSecond(cell: Cell): Cell {
  return cell instanceof Date ? new Date(Math.round(cell.getTime() / 1000) * 1000) : cell
}

/** The rows below the headings. */
function rowsOf(sheets: Sheets, sheet: string): readonly (readonly Cell[])[] {
  const rows = sheets.get(sheet)
  if (!rows) throw new Error(`no sheet ${sheet} among ${[...sheets.keys()].join(', ')}`)
  return rows.slice(1)
}

/** The clocks of Hong Kong, which a workbook takes for UTC. */
function onTheWall(instant: number): Date {
  return new Date(Math.round(instant / 1000) * 1000 + 8 * HOUR_MS)
}

function tallyOf({ tally }: { tally: Report['tally'] }): number[] {
  return CELL_STATES.map((state) => tally[state])
}

/** To the digits that a workbook keeps. */
function near(value: number | null): unknown {
  return value === null ? null : expect.closeTo(value, 9)
}

describe('the workbook', () => {
  let sheets: Sheets
  beforeAll(async () => {
    sheets = await workbookOf(report)
  })
  const named = new Map(report.directory.spots.map((spot) => [spot.id, spot]))
  const codeOf = (id: string) => named.get(id)!.code

  it('has the headline and every state, of this period and the one before', () => {
    const rows = sheets.get('Summary')!.filter((row) => typeof row[1] === 'number')
    expect(rows[0]!.slice(1, 3)).toEqual([near(report.compliance), near(report.previous.compliance)])
    expect(rows.slice(1, 8).map((row) => row[1])).toEqual(tallyOf(report))
    expect(rows.slice(1, 8).map((row) => row[2])).toEqual(tallyOf(report.previous))
    const sum = (of: 'rushed' | 'outOfOrder') => report.rounds.reduce((total, round) => total + round[of], 0)
    expect(rows.slice(8).map((row) => row[1])).toEqual([
      report.doubtful.length,
      report.outOfPlan.length,
      report.rounds.filter(({ startedLate }) => startedLate).length,
      sum('rushed'),
      sum('outOfOrder'),
      Math.max(...report.spots.map(({ longestRun }) => longestRun)),
    ])
  })

  it('has every day, building, kind and plan', () => {
    const figures = (row: Parameters<typeof tallyOf>[0] & { compliance: number | null }) => [
      near(row.compliance),
      ...tallyOf(row),
    ]
    expect(rowsOf(sheets, 'Compliance day by day')).toEqual(
      report.days.map((row) => [new Date(`${row.day}T00:00:00Z`), ...figures(row)]),
    )
    expect(rowsOf(sheets, 'By building').map((row) => row.slice(1))).toEqual(report.buildings.map(figures))
    expect(rowsOf(sheets, 'By kind').map((row) => row.slice(1))).toEqual(report.kinds.map(figures))
    expect(rowsOf(sheets, 'By plan').map((row) => row.slice(1))).toEqual(
      report.plans.map((row) => [...figures(row), near(row.startSpreadMs! / MINUTE_MS)]),
    )
  })

  it('has every round, with real dates on the clocks of the estate', () => {
    expect(rowsOf(sheets, 'Rounds')).toEqual(
      report.rounds.map((round) => [
        onTheWall(round.opensAt),
        onTheWall(round.closesAt),
        'Four a day',
        ...tallyOf(round),
        round.firstAt === null ? null : onTheWall(round.firstAt),
        round.startedLate ? 'Yes' : null,
        round.rushed,
        round.outOfOrder,
      ]),
    )
  })

  it('has every checkpoint with all of its figures', () => {
    const lastVisits = new Map(report.unvisited.map(({ checkpoint, lastVisitAt }) => [checkpoint, lastVisitAt]))
    expect(rowsOf(sheets, 'Checkpoints').map((row) => [row[0], ...row.slice(5, 17)])).toEqual(
      report.spots.map((spot) => {
        const last = lastVisits.get(spot.checkpoint)
        return [
          codeOf(spot.checkpoint),
          near(spot.compliance),
          ...tallyOf(spot),
          near(spot.longestGapMs! / HOUR_MS),
          near(spot.promisedGapMs! / HOUR_MS),
          spot.longestRun,
          last ? onTheWall(last) : 'Never visited',
        ]
      }),
    )
  })

  it('counts the days since the last visit as the screens do: whole ones of 24 hours', () => {
    expect(rowsOf(sheets, 'Days since the last visit').map((row) => row.at(-1))).toEqual(
      report.unvisited.map(({ lastVisitAt }) => lastVisitAt && daysSince(lastVisitAt, report.now)),
    )
  })

  it('lists every gap, doubtful visit, excuse, visit outside rounds, reading and alert', () => {
    const rounds = new Map(report.rounds.map((round) => [round.round, round]))
    expect(rowsOf(sheets, 'Gaps').map((row) => [row[0], row[2]])).toEqual(
      report.gaps.map(({ round, checkpoint }) => [onTheWall(rounds.get(round)!.opensAt), codeOf(checkpoint)]),
    )
    expect(rowsOf(sheets, 'Doubtful, to be reviewed').map((row) => [row[0], row[1]])).toEqual(
      report.doubtful.map(({ occurredAt, checkpoint }) => [onTheWall(occurredAt), codeOf(checkpoint)]),
    )
    expect(rowsOf(sheets, 'Excused').map((row) => [row[0], row[5]])).toEqual(
      report.excused.map(({ checkpoint, cells }) => [codeOf(checkpoint), cells]),
    )
    expect(rowsOf(sheets, 'Visits outside rounds').map((row) => row[0])).toEqual(
      report.outOfPlan.map(({ occurredAt }) => onTheWall(occurredAt)),
    )
    expect(rowsOf(sheets, 'Questioned meter readings').map((row) => row[7])).toEqual(
      report.anomalies.map(({ value }) => value),
    )
    expect(rowsOf(sheets, 'Alerts seen to').map((row) => row.at(-1))).toEqual(
      report.acknowledged.map(({ reason }) => reason),
    )
    expect(rowsOf(sheets, 'Times of day').map((row) => row[1])).toEqual(report.halfHours)
    expect(rowsOf(sheets, 'People').map((row) => row.slice(1))).toEqual(
      report.people.map(({ done, late, doubtful }) => [done, late, doubtful]),
    )
  })

  it('says of an empty list that it is empty', async () => {
    const calm = await workbookOf({ ...report, gaps: [], anomalies: [] })
    expect(rowsOf(calm, 'Gaps')).toEqual([['Nothing was missed in this period.', ...Array(6).fill(null)]])
  })

  it('names nobody where the report names nobody', async () => {
    const shared = await workbookOf({ ...report, directory: { ...report.directory, people: [] } })
    expect([...shared.keys()]).not.toContain('People')
    const everything = JSON.stringify([...shared.values()])
    for (const { name } of report.directory.people) expect(everything).not.toContain(name)
  })
})

describe('the CSV', () => {
  it('has a row a checkpoint with all of its figures', async () => {
    const rows = parsed((await fileOf(report, { format: 'csv', language: 'en' })).bytes).slice(1)
    expect(rows.map((row) => [row[0], row[5], ...row.slice(6, 13).map(Number), Number(row[15])])).toEqual(
      report.spots.map((spot) => [
        report.directory.spots.find(({ id }) => id === spot.checkpoint)!.code,
        percent(spot.compliance!, 'en'),
        ...tallyOf(spot),
        spot.longestRun,
      ]),
    )
    for (const [i, { longestGapMs, promisedGapMs }] of report.spots.entries()) {
      expect(Number(rows[i]![13])).toBeCloseTo(longestGapMs! / HOUR_MS, 1.9)
      expect(Number(rows[i]![14])).toBeCloseTo(promisedGapMs! / HOUR_MS, 1.9)
    }
  })

  it('begins with a byte order mark, and ends its lines as Excel does', async () => {
    const { bytes } = await fileOf(report, { format: 'csv', language: 'zh-Hant' })
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines).toHaveLength(1 + report.spots.length + 1)
    expect(lines[0]).not.toContain('\n')
  })
})

describe('a name that looks like a formula', () => {
  const spots = report.directory.spots.map((spot, i) => ({ ...spot, names: { en: EVIL[i % EVIL.length]! } }))
  const evil = { ...report, directory: { ...report.directory, spots } }

  it('is text in the workbook', async () => {
    const sheets = await workbookOf(evil)
    const written = rowsOf(sheets, 'Checkpoints').map((row) => row[1])
    expect(written.slice(0, EVIL.length)).toEqual(EVIL)
  })

  it('is text in the CSV, and none of its cells begins like a formula', async () => {
    const rows = parsed((await fileOf(evil, { format: 'csv', language: 'en' })).bytes).slice(1)
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    expect(rows.slice(0, EVIL.length).map((row) => unguarded(row[1]!))).toEqual(EVIL)
  })
})

describe('GET /api/estates/:estate/report/file', () => {
  let server: EstateServer
  beforeAll(async () => {
    server = await startEstateServer({ now: at('06:00') })
    const phone = await enrolPhone(server, 'assistant')
    await writePlan(server, { windows: [{ startsAt: '07:00', endsAt: '09:00' }] })
    server.setClock(at('08:00'))
    const visit = await phone.visit(server.spots[0]!, { scannedAt: at('07:30') })
    expect((await server.as.assistant('PUT', `/api/visits/${visit.id}`, visit.jws)).status).toBe(201)
    server.setClock(at('12:00'))
  })
  afterAll(() => server.stop())

  async function fetched(query: string): Promise<Response> {
    const signedIn = await server.anyone('POST', '/api/session', { username: 'the-auditor', password: PASSWORD })
    return fetch(`${server.origin}${server.path}/report/file?${query}`, { headers: { cookie: cookieOf(signedIn) } })
  }

  it('gives the numbers of the report, as a file to keep', async () => {
    const json: Report = (await server.as.auditor('GET', `${server.path}/report`)).body
    const answer = await fetched('format=xlsx&language=en')
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="report-[a-z0-9.-]+\.xlsx"$/)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const sheets = await sheetsOf(new Uint8Array(await answer.arrayBuffer()))
    expect(json.tally).toMatchObject({ done: 1, missed: server.spots.length - 1 })
    const numbers = sheets.get('Summary')!.filter((row) => typeof row[1] === 'number')
    expect(numbers.slice(1, 8).map((row) => row[1])).toEqual(tallyOf(json))
    expect(rowsOf(sheets, 'Gaps')).toHaveLength(json.gaps.length)
  })

  it('takes two years, and not a day more', async () => {
    expect((await fetched('format=csv&from=2024-03-01&to=2026-03-02')).status).toBe(200)
    expect((await fetched('format=csv&from=2024-03-01&to=2026-03-03')).status).toBe(400)
  })

  it('shows a PDF in place, and refuses what is no format', async () => {
    const answer = await fetched('format=pdf')
    expect(answer.headers.get('Content-Type')).toBe('application/pdf')
    expect(answer.headers.get('Content-Disposition')).toMatch(/^inline; filename="report-[a-z0-9.-]+\.pdf"$/)
    expect(new TextDecoder('latin1').decode(await answer.arrayBuffer())).toMatch(/^%PDF-/)
    expect((await fetched('format=docx')).status).toBe(400)
    expect((await fetched('')).status).toBe(400)
  })
})

function parsed(bytes: Uint8Array): string[][] {
  return parse(Buffer.from(bytes), { bom: true })
}
