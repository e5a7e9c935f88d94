import { deflateRawSync } from 'node:zlib'
import { readSheet } from 'read-excel-file/universal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportPreview, PreviewedRow } from '../../checkpoints/wire/import.ts'
import { planDraft } from '../../scripts/support/plan.ts'
import { writeXlsx } from '../../server/sheets/xlsx.ts'
import { type Answered, addNeighbour, type EstateServer, startEstateServer } from '../support/estate-server.ts'

const CSV = { 'Content-Type': 'text/csv' }
const XLSX = { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
const BYTES = { 'Content-Type': 'application/octet-stream' }

let server: EstateServer

beforeAll(async () => {
  server = await startEstateServer()
})
afterAll(() => server.stop())

function send(body: string | Uint8Array, headers: Record<string, string> = CSV, confirm?: string): Promise<Answered> {
  const query = confirm === undefined ? '' : `?confirm=${confirm}`
  return server.as.admin('POST', `${server.path}/checkpoints/import${query}`, body, headers)
}

async function listed() {
  return (await server.as.admin('GET', `${server.path}/checkpoints`)).body.checkpoints
}

function withCode(checkpoints: { code: string }[], code: string) {
  return checkpoints.find((checkpoint) => checkpoint.code === code)
}

function outcomes({ rows }: ImportPreview) {
  return rows.map(({ line, code, action }) => [line, code, action])
}

async function bringIn(body: string | Uint8Array, headers: Record<string, string> = CSV): Promise<Answered> {
  return send(body, headers, (await send(body, headers)).body.digest)
}

describe('a file of checkpoints', () => {
  const file = [
    'Code,Kind,Name (English),Building,Floor,Zone,State,Colour',
    'ca-1f,Meter room,Meter room 1/F,Tower,1/F,,,red',
    'CA-2F,电表／水表房,電錶房,tower,2/F,,,',
    'LOBBY,,Main lobby,,,,,',
    'CA-3F,dungeon,Nowhere,Tower,3/F,,,',
    'CA-2F,lift,Twice,Tower,2/F,,,',
    '',
    'LIFT,lift,,,,,,',
  ].join('\r\n')

  it('is shown before anything is written', async () => {
    const before = await listed()
    const { status, body } = await send(file)
    expect(status).toBe(200)
    expect(body.counts).toEqual({ add: 1, change: 1, same: 1, faulty: 3 })
    expect(outcomes(body)).toEqual([
      [2, 'CA-1F', 'add'],
      [3, 'CA-2F', 'faulty'],
      [4, 'LOBBY', 'change'],
      [5, 'CA-3F', 'faulty'],
      [6, 'CA-2F', 'faulty'],
      [8, 'LIFT', 'same'],
    ])
    const faults = body.rows.flatMap((row: PreviewedRow) => row.faults)
    expect(faults).toEqual([
      { column: 'code', why: 'code-twice', line: 6 },
      { column: 'kind', why: 'kind-unknown' },
      { column: 'code', why: 'code-twice', line: 3 },
    ])
    expect(body.unknownHeadings).toEqual(['Colour'])
    // The third row is faulty and makes no floor.
    expect(body.newPlaces).toEqual([['Tower', '1/F']])
    expect(await listed()).toEqual(before)
  })

  it('is brought in as shown, faulty rows left out; a second time nothing changes', async () => {
    const brought = await bringIn(file)
    expect(brought.body).toEqual({ added: 1, changed: 1, places: 1, leftOut: 3 })
    const after = await listed()
    expect(withCode(after, 'CA-1F')).toMatchObject({ kind: 'meter-room', names: { en: 'Meter room 1/F' }, revision: 1 })
    expect(withCode(after, 'LOBBY')).toMatchObject({ names: { en: 'Main lobby' } })
    expect(withCode(after, 'CA-2F')).toBeUndefined()

    const again = await send(file)
    expect(again.body.counts).toEqual({ add: 0, change: 0, same: 3, faulty: 3 })
    expect((await send(file, CSV, again.body.digest)).body).toEqual({ added: 0, changed: 0, places: 0, leftOut: 3 })
    expect(await listed()).toEqual(after)
  })

  it('leaves tags that open', async () => {
    const { tagUrl } = withCode(await listed(), 'CA-1F') as unknown as { tagUrl: string }
    const opened = await server.as.assistant('GET', new URL(tagUrl).pathname, undefined, { accept: 'application/json' })
    expect([opened.status, opened.body.checkpoint?.names]).toEqual([200, { en: 'Meter room 1/F' }])
  })

  it('is not brought in once the estate has changed since', async () => {
    const rename = 'code,name-en\nPARK,Parking'
    const { digest } = (await send(rename)).body
    await server.as.admin('PATCH', `${server.path}/checkpoints/${server.spots[2]!.id}`, { names: { en: 'Garage' } })
    const refused = await send(rename, CSV, digest)
    expect([refused.status, refused.body.code]).toEqual([409, 'import-changed'])
    expect(withCode(await listed(), 'PARK')).toMatchObject({ names: { en: 'Garage' } })
    const otherFile = await send('code,name-en\nPARK,Elsewhere', CSV, digest)
    expect(otherFile.status).toBe(409)
  })

  it('puts new spots into the upcoming rounds of plans that go by rules', async () => {
    const draft = planDraft({ names: { en: 'Roofs' }, checkpoints: [server.spots[0]!.id] })
    const rules = [{ kinds: ['rooftop'], places: [] }]
    const plan = await server.as.admin('POST', `${server.path}/plans`, {
      ...draft,
      checkpoints: draft.checkpoints,
      rules,
    })
    expect(plan.status).toBe(201)
    await bringIn('code,kind,name-en,building\nROOF-1,rooftop,Roof,Tower')
    const roof = withCode(await listed(), 'ROOF-1') as unknown as { id: string }
    const { rounds } = (await server.as.admin('GET', `${server.path}/rounds?from=2026-03-02&to=2026-03-04`)).body
    const upcoming = rounds.filter(
      (round: { plan: string; opensAt: number }) => round.plan === plan.body.id && round.opensAt > server.now(),
    )
    expect(upcoming.length).toBeGreaterThan(0)
    for (const round of upcoming)
      expect(round.expected.map(({ checkpoint }: { checkpoint: string }) => checkpoint)).toContain(roof.id)
  })

  it('is for admins alone, and of their own estate', async () => {
    const refused = await server.as.supervisor('POST', `${server.path}/checkpoints/import`, file, CSV)
    expect(refused.status).toBe(403)
    const neighbour = await addNeighbour(server)
    const theirs = await neighbour.as.admin('POST', `${server.path}/checkpoints/import`, file, CSV)
    expect(theirs.status).toBe(404)
  })
})

describe('files as people have them', () => {
  const table = [
    ['編號', '類別', '名稱', '座', '樓層'],
    ['X-1', '大堂及走廊', '大堂', '第一座', '地下'],
    ['007', '大堂及走廊', '＝走廊', '第一座', '12.10'],
  ]
  const lines = (delimiter: string) => table.map((row) => row.join(delimiter)).join('\r\n')
  const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  const expected = [
    [2, 'X-1', 'add'],
    [3, '007', 'add'],
  ]

  it.each([
    ['commas', lines(',')],
    ['a byte order mark', `\uFEFF${lines(',')}`],
    ['semicolons', lines(';')],
    ['tabs', lines('\t')],
    ['UTF-16', utf16(lines('\t'))],
    ['quotes', lines(',').replace('大堂\r', '"大堂"\r')],
  ])('are read with %s', async (_, file) => {
    const { body } = await send(file, BYTES)
    expect(outcomes(body)).toEqual(expected)
    expect(body.rows[1].cells.floor).toBe('12.10')
    expect(body.newPlaces).toEqual([['第一座'], ['第一座', '地下'], ['第一座', '12.10']])
  })

  it('are read as XLSX, whatever the type says', async () => {
    const bytes = await writeXlsx(table, { sheet: 'x', widths: [] })
    for (const headers of [XLSX, BYTES, CSV]) expect(outcomes((await send(bytes, headers)).body)).toEqual(expected)
  })

  it.each([
    ['Big5', new Uint8Array(Buffer.from('bd73b8b90d0a', 'hex')), 'encoding'],
    ['an old XLS', new Uint8Array(Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'format'],
    ['a broken archive', new Uint8Array(Buffer.from('504b0304000000', 'hex')), 'format'],
    ['an archive that unpacks to gigabytes', bomb(), 'format'],
    ['a sheet of a single cell, seventeen thousand million away', sheetWith('XFD', 1048576), 'format'],
    ['a sheet of a single cell, right here', sheetWith('A', 1), 'headings'],
    ['a quote never closed', 'code,name\nA1,"never', 'quotes'],
    ['a list without codes', 'Kind,Name\nlift,Lift', 'headings'],
    ['headings alone', 'Code,Kind\r\n', 'empty'],
    ['nothing at all', '', 'headings'],
  ])('are refused as %s, saying why', async (_, file, why) => {
    const { status, body } = await send(file, BYTES)
    expect([status, body.code, body.where]).toEqual([422, 'import-unreadable', [why]])
  })

  it('are refused when they are too long or too large', async () => {
    const rows = Array.from({ length: 5001 }, (_, i) => `Z-${i},lift,Lift,Tower`)
    const long = await send(['code,kind,name-en,building', ...rows].join('\n'))
    expect([long.status, long.body.code]).toEqual([413, 'import-too-long'])
    const large = await send('x'.repeat(4 * 1024 * 1024 + 1))
    expect([large.status, large.body.code]).toEqual([413, 'too-large'])
  })

  it('may be rows that a page has generated, counted from 1', async () => {
    const rows = [{ code: 'G-1', kind: 'lift', 'name-en': 'Lift', building: 'Tower' }]
    const { body } = await server.as.admin('POST', `${server.path}/checkpoints/import`, { rows })
    expect(outcomes(body)).toEqual([[1, 'G-1', 'add']])
    for (const odd of [{}, { rows: [] }, { rows: [{ colour: 'red' }] }, { rows: [{ code: 1 }] }, 'x'])
      expect(
        (
          await server.as.admin('POST', `${server.path}/checkpoints/import`, odd, {
            'Content-Type': 'application/json',
          })
        ).status,
      ).toBe(400)
  })
})

describe('taking checkpoints out', () => {
  async function file(format: 'csv' | 'xlsx', query = '') {
    const { cookie } = await cookieOfAdmin()
    const response = await fetch(`${server.origin}${server.path}/checkpoints/export?format=${format}${query}`, {
      headers: { cookie },
    })
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
  }

  async function cookieOfAdmin() {
    const signedIn = await server.anyone('POST', '/api/session', {
      username: 'the-admin',
      password: 'correct-horse-battery',
    })
    return { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }

  beforeAll(async () => {
    const { body: garden } = await server.as.admin('POST', `${server.path}/places`, {
      ...{ parent: null, kind: 'zone', names: { 'zh-Hant': '花園', en: 'Garden' } },
    })
    const { body: pond } = await server.as.admin('POST', `${server.path}/places`, {
      ...{ parent: garden.id, kind: 'zone', names: { 'zh-Hant': '魚池' } },
    })
    const { body: deck } = await server.as.admin('POST', `${server.path}/places`, {
      ...{ parent: null, kind: 'floor', names: { en: 'Deck' } },
    })
    for (const [code, names, place] of [
      ['POND', { 'zh-Hant': '=1+1', en: '\'@pond, "deep"' }, pond.id],
      ['DECK', { en: '+ deck\nand stairs\u200B' }, deck.id],
    ]) {
      await server.as.admin('POST', `${server.path}/checkpoints`, { code, kind: 'grounds', names, place })
    }
  })

  it.each(['csv', 'xlsx'] as const)('as %s gives a file that changes nothing when it comes back', async (format) => {
    const { response, bytes } = await file(format)
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="checkpoints-test-court-2026-03-02.${format}"`,
    )
    const { body } = await send(bytes, BYTES)
    expect(body.counts).toEqual({ add: 0, change: 0, same: (await listed()).length, faulty: 0 })
    expect(body.newPlaces).toEqual([])
  })

  it('makes no cell that a spreadsheet would run', async () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode((await file('csv')).bytes)
    expect(text.startsWith('\uFEFFCode,Kind,')).toBe(true)
    expect(text).toContain(",'=1+1,")
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m)
    const cells = await readSheet<string>((await file('xlsx')).bytes.buffer, { parseNumber: (number) => number })
    expect(cells.flat()).toContain('=1+1')
  })

  it.each(['csv', 'xlsx'] as const)('as %s gives a template whose examples could be brought in', async (format) => {
    const { response, bytes } = await file(format, '&template=1')
    expect(response.headers.get('content-disposition')).toContain(`checkpoints-test-court-template.${format}`)
    expect((await send(bytes, BYTES)).body.counts).toEqual({ add: 2, change: 0, same: 0, faulty: 0 })
  })
})

/** One file of 4 GiB, as its archive says. */
function bomb(): Uint8Array {
  return archiveOf({ 'xl/worksheets/sheet1.xml': '0'.repeat(100_000) }, 0xfffffff0)
}

/** A kilobyte of XLSX with a single cell. XFD1048576 is the last a sheet can have. */
function sheetWith(column: string, row: number): Uint8Array {
  const schema = 'http://schemas.openxmlformats.org'
  const relation = `${schema}/officeDocument/2006/relationships`
  const cell = `<row r="${row}"><c r="${column}${row}" t="inlineStr"><is><t>x</t></is></c></row>`
  return archiveOf({
    'xl/workbook.xml': `<workbook xmlns="${schema}/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${schema}/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${schema}/spreadsheetml/2006/main"><sheetData>${cell}</sheetData></worksheet>`,
  })
}

/** @param told what each file is said to take when unpacked, instead of the truth */
function archiveOf(files: Readonly<Record<string, string>>, told?: number): Uint8Array {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []]
  for (const [path, text] of Object.entries(files)) {
    const [name, data] = [Buffer.from(path), deflateRawSync(Buffer.from(text))]
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(data.length, 20)
    central.writeUInt32LE(told ?? text.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(Buffer.concat(parts).length, 42)
    parts.push(local, name, data)
    directory.push(central, name)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length / 2, 8)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(Buffer.concat(parts).length, 16)
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]))
}
