/** A report as it leaves the printer: its text taken out, and its pages drawn, by programs that know nothing of us. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CELL_STATES, STATE_NAMES } from '../../../checkpoints/coverage.ts'
import type { Language } from '../../../checkpoints/language.ts'
import { TERMS } from '../../../checkpoints/report-terms.ts'
import type { Report } from '../../../checkpoints/wire/report.ts'
import { decimal, percent } from '../../../checkpoints/writing.ts'
import { monthReport } from '../../../scripts/support/month-report.ts'
import { A4 } from '../../../server/print/paper.ts'
import { printReport } from '../../../server/print/report-pdf.ts'
import { REPORT_WORDS } from '../../../server/words/report.ts'
import { renderPage } from '../../support/label-picture.ts'

const report = monthReport({ checkpoints: 40, days: 31, missed: 30 })
const EMPTY: Report = {
  ...monthReport({ checkpoints: 3, days: 2, missed: 0 }),
  ...{ gaps: [], spots: [], rounds: [], unvisited: [], doubtful: [], excused: [], outOfPlan: [] },
  ...{ acknowledged: [], anomalies: [], buildings: [], kinds: [], plans: [], compliance: null },
}

/** The others are sheets of the workbook. */
const ON_PAPER = [
  'summary',
  'days',
  'buildings',
  'kinds',
  'plans',
  'matrix',
  'longestGap',
  'repeatGap',
  'rushed',
] as const

/** The text of each page, in the order of reading; spaces do not count, as Chinese is set without. */
async function pagesOf(of: Report, language: Language): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  try {
    writeFileSync(join(folder, 'report.pdf'), await printReport(of, language))
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'], { encoding: 'utf8' })
    return text.split('\f').slice(0, -1).map(squeezed)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '')
}

describe.each(['zh-Hant', 'zh-Hans', 'en'] as const)('a report on paper in %s', (language) => {
  const words = REPORT_WORDS[language]

  it('has the estate, the period, when it was made and its number on every page', async () => {
    const pages = await pagesOf(report, language)
    expect(pages.length).toBeGreaterThan(5)
    const estate = language === 'en' ? 'Jade Lake Gardens' : '翠湖花園'
    const days = language === 'en' ? '1 March 2026 to 31 March 2026' : '2026年3月1日 至 2026年3月31日'
    for (const [i, page] of pages.entries()) {
      for (const one of [estate, words.title, days, words.page(String(i + 1), String(pages.length))])
        expect(page).toContain(squeezed(one))
    }
  })

  it('has the numbers, with their definitions, every section and the lines to sign on', async () => {
    const all = (await pagesOf(report, language)).join('')
    const numbers = [percent(report.compliance!, language), percent(report.previous.compliance!, language)]
    const tallies = CELL_STATES.map(
      (state) => `${STATE_NAMES[state][language]}${decimal(report.tally[state], language)}`,
    )
    for (const one of [...numbers, ...tallies, ...ON_PAPER.map((section) => words.sections[section])])
      expect(all).toContain(squeezed(one))
    for (const id of ['unvisited', 'startedLate', 'doubtful', 'excused', 'outOfPlan'] as const)
      expect(all).toContain(squeezed(TERMS[id].name[language]))
    for (const one of [words.signatures.supervisor, words.signatures.manager, words.signatures.signature])
      expect(all).toContain(squeezed(one))
  })

  it('says of every section without anything in it that there is nothing', async () => {
    const all = (await pagesOf(EMPTY, language)).join('')
    for (const none of Object.values(words.none)) expect(all).toContain(squeezed(none))
  })
})

describe('the gaps', () => {
  it('are named one by one, each as a sentence', async () => {
    const all = (await pagesOf(report, 'zh-Hant')).join('')
    expect(all.match(/班未巡/g)).toHaveLength(report.gaps.length)
    expect(all).toMatch(/A座1\/F1號𨋢—\d\d:00班未巡/)
  })
})

describe('the matrix', () => {
  it('is left out of a longer period, and the paper says so', async () => {
    const all = (await pagesOf(monthReport({ checkpoints: 5, days: 32, missed: 30 }), 'en')).join('')
    expect(all).toContain(squeezed(REPORT_WORDS.en.matrixTooLong('31')))
  })

  it('has all seven marks, kept once in the document and drawn with nothing but black', async () => {
    const bytes = await printReport(report, 'en')
    const forms = new TextDecoder('latin1').decode(bytes).match(/\/Subtype \/Form/g)
    expect(forms).toHaveLength(CELL_STATES.length)
    const { pixels, width, height } = renderPage(bytes, 3, 60)
    expect(width / height).toBeCloseTo(A4.width / A4.height, 1)
    // A page full of discs: far more ink than text makes.
    expect(pixels.filter((tone) => tone < 60).length / pixels.length).toBeGreaterThan(0.02)
  })
})

describe('names', () => {
  it('never run out of their cells, however long', async () => {
    const long = '非常非常長的檢查點名稱 Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel'
      .repeat(2)
      .slice(0, 120)
    const { directory } = report
    const named = {
      ...report,
      directory: { ...directory, spots: directory.spots.map((spot) => ({ ...spot, names: { en: long } })) },
    }
    const bytes = await printReport(named, 'zh-Hant')
    for (const page of [2, 4, 6]) expect(inkBeyondMargins(bytes, page)).toBe(0)
    expect((await pagesOf(named, 'zh-Hant')).join('')).toContain('…')
  })

  it('of people are left out where the report names nobody', async () => {
    const all = (await pagesOf({ ...report, directory: { ...report.directory, people: [] } }, 'zh-Hant')).join('')
    expect((await pagesOf(report, 'zh-Hant')).join('')).toContain('李美玲')
    for (const { name } of report.directory.people) expect(all).not.toContain(name)
  })
})

/** Dark points in the white at the left and right edges. */
function inkBeyondMargins(bytes: Uint8Array, page: number): number {
  const { width, pixels } = renderPage(bytes, page, 72)
  const margin = 38
  return pixels.filter((tone, i) => tone < 200 && (i % width < margin || i % width > width - margin)).length
}
