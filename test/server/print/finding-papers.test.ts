/** What is printed about a finding, as it leaves the printer: read and drawn by programs that know nothing of us. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { SEVERITY_NAMES } from '../../../checkpoints/answer.ts'
import { FINDING_STATES } from '../../../checkpoints/finding.ts'
import { ROUTES } from '../../../checkpoints/finding-act.ts'
import { type Language, nameIn } from '../../../checkpoints/language.ts'
import { SUSPICION_NAMES } from '../../../checkpoints/presence.ts'
import { drawPng } from '../../../scripts/support/png.ts'
import { printHistory } from '../../../server/print/finding-history.ts'
import { printNotice } from '../../../server/print/notice-pdf.ts'
import { printWorkOrder } from '../../../server/print/work-order-pdf.ts'
import { FINDING_WORDS } from '../../../server/words/finding.ts'
import {
  aFile,
  aFinding,
  anEvent,
  anOrder,
  aViolation,
  EVENTS,
  JPEG,
  NOTICE,
  PHOTOS,
  photo,
  SIGNATURE,
  UNIT,
} from '../../support/a-finding-file.ts'
import { at, uuid } from '../../support/builders.ts'
import { renderPage } from '../../support/label-picture.ts'
import { loadZxing, zxing } from '../../support/printed-labels.ts'

const LINK = `https://patrol.jade-lake.hk/work-order#${'Ab3_x'.repeat(9).slice(0, 43)}`
/** No line breaks in a row of these; the last turns the direction of writing round. */
const HOSTILE = `<script>alert(1)</script>\u202Egnp.exe ${'超'.repeat(300)} ${'W'.repeat(300)} %PDF-1.7 ) Tj ET`

/** The text of each page; spaces do not count, as Chinese is set without, nor does the shape of an apostrophe. */
function pagesOf(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'finding-'))
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf)
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'paper.pdf'), '-'], { encoding: 'utf8' })
    return text.split('\f').slice(0, -1).map(squeezed)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function textOf(pdf: Uint8Array): string {
  return pagesOf(pdf).join('')
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '').replace(/’/g, "'")
}

function picturesIn(pdf: Uint8Array): number {
  return new TextDecoder('latin1').decode(pdf).match(/\/Subtype \/Image/g)?.length ?? 0
}

/** Dark points in the white at the left and right edges. */
function inkBeyondMargins(pdf: Uint8Array, page: number): number {
  const { width, pixels } = renderPage(pdf, page, 72)
  const margin = 38
  return pixels.filter((tone, i) => tone < 200 && (i % width < margin || i % width > width - margin)).length
}

describe.each(['zh-Hant', 'zh-Hans', 'en'] as const)('in %s', { timeout: 30_000 }, (language) => {
  const words = FINDING_WORDS[language]
  const expectAll = (text: string, all: readonly string[]) => {
    for (const one of all) expect(text).toContain(squeezed(one))
  }

  it('the history has what it came to, every step, who did it and what his word is worth', async () => {
    const file = aFile()
    const text = textOf(await printHistory(file, language))
    expectAll(text, [
      ...[FINDING_STATES.closed.names[language], words.history.over('10'), words.history.extended('1')],
      ...[words.history.sentBack('1'), words.clause('4.4.4a'), SEVERITY_NAMES.major[language], 'WO-2026-0012'],
      ...[nameIn(file.finding.spot.names, language), '𨋢門關上時有異響', '永安升降機工程有限公司'],
      ...Object.values(words.acts).filter((name) =>
        [words.acts.begin, words.acts.askExtension, words.acts.approved, words.acts.failed, words.acts.passed].includes(
          name,
        ),
      ),
      ...[words.colon(words.acts.triage, ROUTES.repair.names[language]), words.acts.callBack, words.outcomes.satisfied],
      ...[words.by('黃經理', words.roles.manager), words.by('永安升降機何師傅', words.contractor), words.byLink],
      ...[words.signedBy('阿文的手機'), words.notSigned, words.conflictResolved, words.aboutStep('8')],
      ...[
        words.colon(words.presenceOf, words.presence.verified),
        words.colon(
          words.presenceOf,
          words.inBrackets(words.presence.doubtful, SUSPICION_NAMES['typed-code'][language]),
        ),
      ],
      ...['門機零件要由日本訂貨。', '加油不能解決問題', words.signature, words.signatures.lead],
    ])
  })

  it('the history says of one that is open how it stands, and of a conflict that nobody has decided on', async () => {
    const finding = aFinding({ state: 'in-work', closedAt: null, extended: 0, sentBack: 0, standing: 'overdue' })
    const events = EVENTS.slice(0, 8).map((event) => ({ ...event, resolved: false }))
    const text = textOf(await printHistory(aFile({ finding, events }), language))
    expectAll(text, [words.history.open('10'), words.history.extended('0'), words.history.sentBack('0')])
    expectAll(text, [words.standings.overdue, words.conflict, words.history.noAfter])
    expect(text).not.toContain(squeezed(words.conflictResolved))
  })

  it('the history says of whose call-back it is, and that nobody entered it', async () => {
    const act = { kind: 'owe-call-back', of: uuid(0xf2), owed: true } as const
    const desk = { at: at('11:00'), by: '李美玲', roles: ['supervisor'] as const, presence: null }
    const events = [...EVENTS.slice(0, 1), anEvent({ ...desk, sequence: 2, act })]
    const numbers = new Map([[uuid(0xf2), 31]])
    const text = textOf(await printHistory(aFile({ events, numbers, merged: [31, 28] }), language))
    expectAll(text, [words.acts.callBackTaken, words.followsFrom(words.by('李美玲', words.roles.supervisor))])
    expect(text.split(squeezed(words.number('31')))).toHaveLength(3)
    expectAll(text, [[words.facts.merged, words.number('31'), words.and, words.number('28')].join('')])
    expect(text).not.toContain(squeezed(words.notSigned))
  })

  it('the work order says what, where and until when, and has lines for three to sign', async () => {
    const pdf = await printWorkOrder(anOrder({ sentBack: '仍有異響。' }), language)
    const { workOrder } = words
    expectAll(textOf(pdf), [
      ...['WO-2026-0012', workOrder.due, '永安升降機工程有限公司', '2345 6789', '仍有異響。', '請先停用1號𨋢'],
      ...[workOrder.received, workOrder.done, workOrder.accepted, SEVERITY_NAMES.major[language]],
    ])
    expect(picturesIn(pdf)).toBe(2)
    const untold = textOf(await printWorkOrder(anOrder({ sentBack: '' }), language))
    expect(untold).toContain(squeezed(workOrder.sentBackText))
    // Nobody of the staff.
    for (const { by, byContractor } of EVENTS) if (!byContractor) expect(textOf(pdf)).not.toContain(by)
  })

  it('the notice is to the unit, with the rule, what is asked and until when', async () => {
    const pdf = await printNotice(aViolation(), NOTICE, language)
    const { notice } = words
    expectAll(textOf(pdf), [
      ...[
        notice.toUnit(
          language === 'en' ? 'Tower B Flat 12C' : language === 'zh-Hans' ? 'B 栋 12 楼 C 室' : 'B 座 12 樓 C 室',
        ),
      ],
      ...[notice.rules['fit-out'], words.clause('7'), '裝修物料阻塞走廊', '並恢復原狀。', '如有困難', notice.posted],
      ...[notice.until, notice.issued, notice.received],
    ])
    for (const name of ['陳大文', '李美玲', '周師傅']) expect(textOf(pdf)).not.toContain(name)
  })

  it('says no more than the record: not that a patrol found what a resident reported, nor who resolved a conflict', async () => {
    const { finding, ...file } = aViolation()
    const reported = { ...finding, source: { by: 'resident', report: uuid(0x52) } as const }
    const text = textOf(await printNotice({ ...file, finding: reported }, NOTICE, language))
    expect(text).not.toMatch(/巡查時|巡查时|職員發現|员工发现|Onpatrol/)
    // A manager may do that as well.
    expect(words.conflictResolved).not.toContain('主管')
  })
})

describe('a notice without a unit, of a house rule', { timeout: 30_000 }, () => {
  it('is to whom it may concern', async () => {
    const file = aViolation({ clause: null })
    const route = { kind: 'violation', assignee: null, unit: null, notice: NOTICE } as const
    const finding = { ...file.finding, route, category: 'cleanliness' as const, dueOn: null, photos: [] }
    const text = textOf(await printNotice({ ...file, finding }, NOTICE, 'en'))
    const { toUnknown, rules, noUntil, noPhotos } = FINDING_WORDS.en.notice
    for (const one of [toUnknown, rules.house, noUntil, noPhotos]) expect(text).toContain(squeezed(one))
    expect(text).not.toContain(squeezed(rules['fit-out']))
  })
})

describe('photos', { timeout: 30_000 }, () => {
  const languages: readonly Language[] = ['en']
  const words = FINDING_WORDS.en.photo
  const broken: readonly (readonly [string, Uint8Array])[] = [
    ['is a web page', Buffer.from('<html><svg onload=alert(1)>')],
    ['is empty', Buffer.alloc(0)],
    ['ends in its head', JPEG.subarray(0, 30)],
    ['ends in its middle', JPEG.subarray(0, JPEG.length - 60)],
    ['is WebP', Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f', 'latin1')],
    ['is a PNG whose dots do not unpack', brokenPng(2)],
    // What pdfkit would throw at these comes when nobody is there to catch it.
    ['is a PNG whose clear dots do not unpack', brokenPng(6)],
    ['is a PNG of a million by a million dots', hugePng()],
  ]

  it.each(broken)('one that %s is said to be, and the rest is there', async (_, bytes) => {
    for (const language of languages) {
      const photos = new Map([...PHOTOS, [photo(2), bytes]])
      const pdf = await printHistory(aFile({ photos }), language)
      expect(textOf(pdf)).toContain(squeezed(words.unreadable))
      expect(picturesIn(pdf)).toBe(picturesIn(await printHistory(aFile(), language)) - 1)
    }
  })

  it('one that is not there is said to be', async () => {
    const photos = new Map([...PHOTOS].filter(([sha256]) => sha256 !== photo(1) && sha256 !== photo(9)))
    const text = textOf(await printHistory(aFile({ photos }), 'en'))
    expect(text.split(squeezed(words.missing))).toHaveLength(4)
  })

  it('are told by the hundred to be too many, rather than make a document that no mail takes', async () => {
    const names = Array.from({ length: 120 }, (_, i) => photo(1000 + i))
    const photos = new Map([...PHOTOS, ...names.map((name) => [name, JPEG] as const)])
    const comments = Array.from({ length: 20 }, (_, i) =>
      anEvent({
        ...{ sequence: 13 + i, at: at('12:00', '2026-03-12') },
        act: { kind: 'comment', text: 'x', mentions: [], photos: names.slice(i * 6, i * 6 + 6) },
      }),
    )
    const pdf = await printHistory(aFile({ photos, events: [...EVENTS, ...comments] }), 'en')
    expect(picturesIn(pdf)).toBe(60)
    expect(textOf(pdf)).toContain(squeezed(words.leftOut.slice(0, 30)))
  })

  it('a signature is ink on white, whatever was clear in it', async () => {
    const pdf = await printHistory(aFile({ photos: new Map([[photo(9), SIGNATURE]]) }), 'en')
    // Kept once, though two verifications bear it.
    expect(picturesIn(pdf)).toBe(1)
  })
})

describe('a long history', { timeout: 30_000 }, () => {
  const said = `${'此𨋢自裝修後屢次發生相同問題，住戶多次投訴，'.repeat(60)}\n${'Further words without end. '.repeat(40)}`
  const long = Array.from({ length: 60 }, (_, i) =>
    anEvent({
      ...{ sequence: 2 + i, at: at('12:00') },
      act: { kind: 'comment', text: said.slice(0, 2000), mentions: [], photos: [] },
    }),
  )

  it('goes on over pages, with every word, and says on each what goes on', async () => {
    const pdf = await printHistory(aFile({ events: [EVENTS[0]!, ...long] }), 'zh-Hant')
    const pages = pagesOf(pdf)
    expect(pages.length).toBeGreaterThan(15)
    expect(pages.join('').match(/屢次發生/g)).toHaveLength(60 * 60)
    for (const [i, page] of pages.entries()) {
      expect(page).toContain(squeezed(FINDING_WORDS['zh-Hant'].page(String(i + 1), String(pages.length))))
      if (i > 1 && i < pages.length - 1) expect(page).toContain('經過（續）')
    }
  })
})

describe('whatever people have written', { timeout: 30_000 }, () => {
  it('is text, and stays within the page', async () => {
    const finding = aFinding({ note: HOSTILE, reporter: HOSTILE.slice(0, 80) })
    const spot = { ...finding.spot, names: { en: HOSTILE.slice(0, 120) } }
    const route = { kind: 'violation', assignee: null, unit: UNIT, notice: HOSTILE } as const
    const file = aFile({
      finding: { ...finding, spot },
      estate: { ...aFile().estate, names: { en: HOSTILE.slice(0, 120) } },
      place: [{ en: HOSTILE.slice(0, 120) }, { en: HOSTILE.slice(0, 120) }],
      units: new Map([[UNIT, [{ en: HOSTILE.slice(0, 120) }]]]),
      events: EVENTS.map((event) => ({ ...event, by: HOSTILE.slice(0, 80) })),
    })
    const order = anOrder({
      note: HOSTILE,
      instructions: HOSTILE,
      spot: { ...anOrder().order.spot, names: spot.names },
    })
    const papers = [
      await printHistory(file, 'en'),
      await printNotice({ ...file, finding: { ...file.finding, route } }, HOSTILE, 'zh-Hant'),
      await printWorkOrder({ ...order, link: LINK }, 'en'),
    ]
    for (const pdf of papers) {
      const pages = pagesOf(pdf)
      expect(pages.join('')).toContain('<script>alert(1)</script>')
      for (let page = 1; page <= pages.length; page++) expect(inkBeyondMargins(pdf, page)).toBe(0)
    }
  })
})

describe('the link of a work order', { timeout: 30_000 }, () => {
  beforeAll(loadZxing)

  it('is read off the paper by a phone; without one there is no symbol', async () => {
    const page = (pdf: Uint8Array) => renderPage(pdf, 1, 150)
    expect(await zxing(page(await printWorkOrder({ ...anOrder(), link: LINK }, 'zh-Hant')))).toEqual([LINK])
    expect(await zxing(page(await printWorkOrder(anOrder(), 'zh-Hant')))).toEqual([])
  })
})

/** Whole by its checksums, but what it holds is not deflated. @param colourType 2: RGB, 6: with transparency (ISO/IEC 15948) */
function brokenPng(colourType: 2 | 6): Uint8Array {
  const header = Buffer.from([0, 0, 0, 40, 0, 0, 0, 30, 8, colourType, 0, 0, 0])
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(64, 0xff)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function hugePng(): Uint8Array {
  const file = Buffer.from(drawPng(4, 4, () => [1, 2, 3]))
  file.writeUInt32BE(1_000_000, 16)
  file.writeUInt32BE(1_000_000, 20)
  return file
}
