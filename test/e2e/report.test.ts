/** The report of the demo's month, as a supervisor goes through it: by keyboard, down to a round, onto paper, into a workbook, and back. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CELL_STATES, STATE_NAMES } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import { civilDateOf, HOUR_MS } from '../../checkpoints/time.ts'
import type { Coverage, RoundVisits } from '../../checkpoints/wire/coverage.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import type { SpotHistory } from '../../checkpoints/wire/spot.ts'
import { civilDay, percent } from '../../checkpoints/writing.ts'
import { words as board } from '../../client/words/board.zh-Hant.ts'
import { words as pictures } from '../../client/words/pictures.zh-Hant.ts'
import { words } from '../../client/words/report.zh-Hant.ts'
import { words as spot } from '../../client/words/spot.zh-Hant.ts'
import { words as file } from '../../server/words/report.zh-Hant.ts'
import { DESK, openBrowser } from '../support/chromium.ts'
import { renderPage } from '../support/label-picture.ts'
import { type Product, startDemo } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SignedIn, signInOverApi } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-report-'))
const LANGUAGE = 'zh-Hant'

let product: Product
let supervisor: SignedIn
let desk: BrowserContext
let page: Page
let days: { readonly from: string; readonly to: string }

/** The days on which the demo was walked: in the first days of a month there is nothing yet to be missed in it. */
beforeAll(async () => {
  product = await startDemo(join(folder, 'data'))
  const { logins } = JSON.parse(readFileSync(join(folder, 'data', 'demo.json'), 'utf8'))
  const { username, password } = logins.find(({ roles }: { roles: string[] }) => roles.join() === 'supervisor')
  supervisor = await signInOverApi(product, username, password)
  desk = await openBrowser(join(folder, 'desk'), { ...DESK, acceptDownloads: true })
  await desk.addInitScript((language) => localStorage.setItem('language', language), LANGUAGE)
  page = await signInOnScreen(desk, product, supervisor)
  const now = Date.now()
  const dayBefore = (ago: number) => civilDateOf(now - ago * 24 * HOUR_MS, estate().zone)
  days = { from: dayBefore(20), to: dayBefore(1) }
})
afterAll(async () => {
  await desk?.close()
  await product?.stop()
})

const estate = () => supervisor.me.memberships[0]!.estate
const query = () => new URLSearchParams(days)
const reportNow = () => supervisor.call<Report>('GET', `/api/estates/${estate().id}/report?${query()}`)

async function openReport(): Promise<void> {
  await page.goto(`${product.origin}/reports?${query()}`)
  await page.getByRole('grid', { name: pictures.matrix.title }).waitFor()
}

describe('the matrix', () => {
  /** The cell that has the focus, as a screen reader counts it; the heads are row and column 1. */
  const focused = () =>
    page.evaluate(() => {
      const cell = document.activeElement?.closest('[aria-colindex]')
      const row = cell?.closest('[aria-rowindex]')
      return { row: Number(row?.getAttribute('aria-rowindex')), column: Number(cell?.getAttribute('aria-colindex')) }
    })
  const press = async (key: string) => {
    await page.keyboard.press(key)
    return focused()
  }

  it('is one stop for Tab, gone through with arrows, Home, End and Page keys, and opened with Enter', async () => {
    await openReport()
    // The last thing before it: no mouse is touched from here on.
    await page.getByRole('radio', { name: pictures.matrix.orders.walking }).focus()
    await page.keyboard.press('Tab')
    const columns = 21
    const grid = page.getByRole('grid', { name: pictures.matrix.title })
    const rows = Number(await grid.getAttribute('aria-rowcount'))
    // The first row names a place.
    expect(await focused()).toEqual({ row: 3, column: 1 })
    expect(await press('ArrowRight')).toEqual({ row: 3, column: 2 })
    expect(await press('ArrowDown')).toEqual({ row: 4, column: 2 })
    expect(await press('End')).toEqual({ row: 4, column: columns })
    expect(await press('Home')).toEqual({ row: 4, column: 1 })
    const paged = await press('PageDown')
    expect(paged.row).toBeGreaterThan(10)
    expect(await press('Control+End')).toEqual({ row: rows, column: columns })
    expect(await press('Control+Home')).toEqual({ row: 3, column: 1 })
    await page.keyboard.press('ArrowRight')
    const said = (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? ''
    await page.keyboard.press('Enter')
    await page.waitForURL('**/reports/cells?*')
    // The address changes before the page: the report has rows of its own.
    await grid.waitFor({ state: 'detached' })
    // Of that spot and that day, and of nothing else.
    const { searchParams } = new URL(page.url())
    expect([searchParams.get('from'), searchParams.get('to')]).toEqual([days.from, days.from])
    const [spot = '', place = ''] = said.split(pictures.and)
    const found = page.getByRole('row').filter({ hasText: `${place} ${spot}` })
    await found.first().waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe((await found.count()) + 1)
    await page.goBack()
    await grid.waitFor()
    expect(new URL(page.url()).search).toBe(`?${query()}`)
  })
})

describe('days of one’s own', () => {
  it('are taken once both are typed, in whatever order, and until then it says what is wrong', async () => {
    await openReport()
    const shows = (from: string, to: string) =>
      expect.poll(() => new URL(page.url()).search).toBe(`?${new URLSearchParams({ from, to })}`)
    const [first, last] = [page.getByLabel(words.from, { exact: true }), page.getByLabel(words.to, { exact: true })]
    await first.fill('2036-03-01')
    await page.getByText(words.backwards).waitFor()
    await last.fill('2036-03-31')
    await shows('2036-03-01', '2036-03-31')
    await last.fill(days.to)
    await page.getByText(words.backwards).waitFor()
    await first.fill(days.from)
    await shows(days.from, days.to)
    await expect.poll(() => page.getByText(words.backwards).count()).toBe(0)
  })
})

describe('the pictures on a phone', () => {
  it('keep inside their days, and inside the page, what is written in them', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await openReport()
    const beyond = await page.evaluate(() => {
      const days = [...document.querySelectorAll('.heat-map-cell')].filter((day) => day.scrollWidth > day.clientWidth)
      const right = document.querySelector('.trend-line')!.getBoundingClientRect().right
      const figures = [...document.querySelectorAll('.trend-line text')].filter(
        (text) => text.getBoundingClientRect().right > right + 1,
      )
      return [...days, ...figures].map((one) => one.textContent)
    })
    await page.setViewportSize(DESK.viewport!)
    expect(beyond).toEqual([])
  })
})

describe('a number', () => {
  it('is the length of the list it opens, and a row of the list leads to its round', async () => {
    await openReport()
    const { tally } = await reportNow()
    expect(tally.missed).toBeGreaterThan(0)
    const link = page
      .getByRole('list', { name: board.board.tally })
      .getByRole('link', { name: STATE_NAMES.missed[LANGUAGE] })
    expect((await link.innerText()).replace(/\D/g, '')).toBe(String(tally.missed))
    await link.click()
    await page.getByText(words.total(String(tally.missed))).waitFor()
    const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') })
    await expect.poll(() => rows.count()).toBe(tally.missed)
    await expect.poll(() => rows.filter({ hasText: STATE_NAMES.missed[LANGUAGE] }).count()).toBe(tally.missed)
    const spot = await rows.first().getByRole('rowheader').innerText()
    await rows.first().getByRole('link').click()
    await page.waitForURL('**/board/rounds/*')
    await page.getByText(spot.split(' ').at(-1)!).first().waitFor()
    const round = page.url().split('/').at(-1)
    const { cells } = await supervisor.call<RoundVisits>('GET', `/api/estates/${estate().id}/rounds/${round}`)
    expect(cells?.filter(({ state }) => state === 'missed').length).toBeGreaterThan(0)
  })

  it('of a half hour and of a month leads to its visits', async () => {
    await openReport()
    const behind = async (title: string) => {
      const picture = page.getByRole('region', { name: title })
      for (const summary of await picture.getByText(pictures.asTable, { exact: true }).all()) await summary.click()
      return picture.getByRole('table')
    }
    const busiest = (await behind(pictures.hours.title)).getByRole('link').first()
    const visits = await busiest.innerText()
    await busiest.click()
    await page.getByText(words.total(visits)).waitFor()
    await page.goBack()
    const missed = (await behind(pictures.trend.title)).last().getByRole('link', { name: STATE_NAMES.missed[LANGUAGE] })
    const gaps = await missed.first().innerText()
    await missed.first().click()
    await page.getByText(words.total(gaps)).waitFor()
  })

  it('that a meter showed leads to the visit on which it was read', async () => {
    const meterRoom = (await reportNow()).directory.spots.find(({ kind }) => kind === 'meter-room')!
    const path = `/api/estates/${estate().id}/checkpoints/${meterRoom.id}/history`
    const { meters } = await supervisor.call<SpotHistory>('GET', path)
    await page.goto(`${product.origin}/checkpoints/${meterRoom.id}`)
    const readings = page.getByRole('region', { name: spot.meters })
    await readings.getByText(spot.asTable).first().click()
    await readings.getByRole('rowheader').getByRole('link').first().click()
    await page.waitForURL(`**/visits/${meters[0]?.points.at(-1)?.visit}`)
  })

  it('on the board of a day leads to the cells of that day', async () => {
    await page.goto(`${product.origin}/board?day=${days.to}`)
    const link = page
      .getByRole('list', { name: board.board.tally })
      .getByRole('link', { name: STATE_NAMES.done[LANGUAGE] })
    const visited = (await link.innerText()).replace(/\D/g, '')
    await link.click()
    await page.waitForURL(`**/reports/cells?from=${days.to}&to=${days.to}&state=done`)
    await page.getByText(words.total(visited)).waitFor()
  })

  it('is asked for in part where an address names no days', async () => {
    await page.goto(`${product.origin}/reports/cells?state=doubtful`)
    await page.getByRole('heading', { level: 2 }).filter({ hasText: STATE_NAMES.doubtful[LANGUAGE] }).waitFor()
    await expect.poll(() => page.getByRole('row').filter({ hasText: STATE_NAMES.done[LANGUAGE] }).count()).toBe(0)
  })
})

describe('on paper', () => {
  it('is every spot of the day’s board, however many there are', async () => {
    await page.goto(`${product.origin}/board?day=${days.to}`)
    await page.getByRole('grid', { name: board.board.rounds }).waitFor()
    const { rounds } = await supervisor.call<Coverage>(
      'GET',
      `/api/estates/${estate().id}/coverage?from=${days.to}&to=${days.to}&detail=cells`,
    )
    const spots = new Set(rounds.flatMap(({ cells = [] }) => cells.map(({ checkpoint }) => checkpoint)))
    const { directory } = await reportNow()
    const printed = execFileSync('pdftotext', ['-layout', '-', '-'], {
      input: await page.pdf({ format: 'A4' }),
      encoding: 'utf8',
    })
    for (const { id, names } of directory.spots)
      if (spots.has(id)) expect(squeezed(printed)).toContain(squeezed(names[LANGUAGE]!))
    await expect.poll(() => page.getByRole('grid').count()).toBe(1)
  })

  it('has ink on every page, the compliance of the API, and on each the estate and its number', async () => {
    const report = await reportNow()
    const bytes = await supervisor.bytes(
      `/api/estates/${estate().id}/report/file?${query()}&format=pdf&language=${LANGUAGE}`,
    )
    const pages = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' })
      .split('\f')
      .slice(0, -1)
      .map(squeezed)
    expect(pages.length).toBeGreaterThan(3)
    // Large at the head, and again in the table below it.
    const compliance = `${TERMS.compliance.name[LANGUAGE]}${percent(report.compliance!, LANGUAGE)}`
    expect(pages[0]?.split(compliance)).toHaveLength(3)
    const period = file.period(civilDay(days.from, LANGUAGE), civilDay(days.to, LANGUAGE))
    for (const [i, text] of pages.entries()) {
      for (const one of [estate().names[LANGUAGE]!, period, file.page(String(i + 1), String(pages.length))])
        expect(text).toContain(squeezed(one))
      const { pixels } = renderPage(bytes, i + 1, 50)
      expect(pixels.filter((tone) => tone < 128).length).toBeGreaterThan(500)
    }
  })
})

describe('the workbook, as the browser saves it', () => {
  it('has the numbers of the API: the summary, every gap, every spot', async () => {
    await openReport()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('group', { name: words.download }).getByRole('link', { name: 'Excel' }).click(),
    ])
    const report = await reportNow()
    const sheets = new Map((await readXlsxFile(await download.path())).map(({ sheet, data }) => [sheet, data]))
    const rowsOf = (name: string) => sheets.get(name) ?? []
    const figures = rowsOf(file.sections.summary).filter((row) => typeof row[1] === 'number')
    expect(figures[0]?.[1]).toBeCloseTo(report.compliance!, 9)
    expect(figures.slice(1, 1 + CELL_STATES.length).map((row) => row.slice(0, 2))).toEqual(
      CELL_STATES.map((state) => [STATE_NAMES[state][LANGUAGE], report.tally[state]]),
    )
    const inARow = page.getByRole('region', { name: TERMS.repeatGap.name[LANGUAGE] }).locator('strong').first()
    expect(await inARow.innerText()).toBe(
      String(figures.find(([name]) => name === TERMS.repeatGap.name[LANGUAGE])?.[1]),
    )
    const codes = new Map(report.directory.spots.map(({ id, code }) => [id, code]))
    const gaps = rowsOf(TERMS.gap.name[LANGUAGE])
    const codeAt = gaps[0]?.indexOf(file.columns.code) ?? -1
    expect(gaps.slice(1).map((row) => row[codeAt])).toEqual(report.gaps.map((gap) => codes.get(gap.checkpoint)))
    const spots = new Map(rowsOf(file.sections.spots).map((row) => [row[0], row]))
    for (const { checkpoint, compliance, tally } of report.spots) {
      const row = spots.get(codes.get(checkpoint)!)
      expect(row?.slice(6, 6 + CELL_STATES.length)).toEqual(CELL_STATES.map((state) => tally[state]))
      if (compliance === null) expect(row?.[5]).toBeNull()
      else expect(row?.[5]).toBeCloseTo(compliance, 9)
    }
  })
})

describe('a doubtful visit', () => {
  it('is accepted by the supervisor: no longer to be reviewed, and visited on the board', async () => {
    const before = await reportNow()
    const asked = before.doubtful.find(({ round }) => round !== null)!
    await openReport()
    const waiting = page.getByRole('region', { name: TERMS.doubtful.name[LANGUAGE] })
    await waiting.locator(`a[href="/visits/${asked.visit}"]`).click()
    await page.getByLabel(board.visit.reviewReason).fill('已查閱閉路電視，確有到場')
    await page.getByRole('button', { name: board.visit.accept }).click()
    await page.getByText(board.visit.decided.accepted).waitFor()
    await openReport()
    await expect.poll(() => page.locator(`a[href="/visits/${asked.visit}"]`).count()).toBe(0)
    const after = await reportNow()
    expect(after.doubtful.length).toBe(before.doubtful.length - 1)
    expect(after.tally).toEqual({
      ...before.tally,
      done: before.tally.done + 1,
      doubtful: before.tally.doubtful - 1,
    })
    // On the board of the day on which its round opened.
    const { opensAt } = after.rounds.find(({ round }) => round === asked.round)!
    await page.goto(`${product.origin}/board?day=${civilDateOf(opensAt, estate().zone)}`)
    const cell = page.getByRole('grid').locator(`a[href="/visits/${asked.visit}"]`)
    await cell.waitFor()
    await expect.poll(() => cell.getAttribute('aria-label')).toContain(STATE_NAMES.done[LANGUAGE])
  })
})

/** Chinese is set without spaces, and paper puts some between. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, '')
}
