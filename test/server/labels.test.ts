/** Labels over the API: on sheets, as pictures, as ZIP and ZPL; the estate's own sheets and its logo. */
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnSheetDraft } from '../../checkpoints/own-sheet.ts'
import { LOGO_MAX_BYTES } from '../../checkpoints/wire/labels.ts'
import { drawPng } from '../../scripts/support/png.ts'
import { readPng } from '../../server/print/png.ts'
import { uuid } from '../support/builders.ts'
import { addNeighbour, type EstateServer, startEstateServer } from '../support/estate-server.ts'
import { renderPage } from '../support/label-picture.ts'
import { loadZxing, textOf, zbar, zxing } from '../support/printed-labels.ts'
import { dotsOfZpl } from '../support/zpl.ts'

const LOGO = drawPng(80, 40, () => [11, 110, 105])
const ROLL: OwnSheetDraft = {
  ...{ name: '40 × 60', page: { width: 60, height: 40 }, columns: 1, rows: 1, label: { width: 60, height: 40 } },
  ...{ margin: { x: 0, y: 0 }, pitch: { x: 60, y: 40 }, inset: 2, level: 'M', dpi: 203.2 },
}

let server: EstateServer
let cookie: string
beforeAll(async () => {
  loadZxing()
  server = await startEstateServer()
})
afterAll(() => server.stop())

/** Bytes as they come: the callers of other tests read text. */
async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  cookie ||= await signIn()
  const answer = await fetch(`${server.origin}${server.path}/${path}`, { headers: { cookie } })
  expect([path, answer.status]).toEqual([path, 200])
  return new Uint8Array(await answer.arrayBuffer())
}

async function signIn(): Promise<string> {
  const credentials = { username: 'the-admin', password: 'correct-horse-battery' }
  const opened = await server.anyone('POST', '/api/session', credentials)
  return opened.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const urls = () => server.spots.map(({ tagUrl }) => tagUrl ?? '')

describe('labels on sheets', () => {
  it('show the sheet, the design and the languages asked for', async () => {
    const query = 'sheet=l7165&languages=zh-Hans,en&sentence=1&code=0&picture=1&twin=1&scaleX=99.5&offsetY=-0.5'
    const pdf = await bytesOf(`labels.pdf?${query}`)
    const text = textOf(pdf)
    expect([text.includes('每次巡查请扫码'), text.includes('Scan at every patrol')]).toEqual([true, true])
    // Two symbols each.
    expect((await zxing(renderPage(pdf, 1, 300))).sort()).toEqual([...urls(), ...urls()].sort())
  })

  it('are previewed as the first page of the very PDF', async () => {
    const svg = new TextDecoder().decode(await bytesOf('labels.svg?sheet=dk-22205&height=80&languages=en'))
    expect(svg).toContain('width="62mm" height="80mm"')
    expect(svg).toContain('aria-label="LOBBY"')
    expect(svg).not.toContain('aria-label="LIFT"')
  })

  it('are tried out on a ruled page', async () => {
    const text = textOf(await bytesOf('labels.pdf?sheet=l7160&test=1&languages=en'))
    expect(text).toContain('Test page: print at 100 % on plain paper.')
    expect(text).not.toContain('LOBBY')
  })

  it('need a sheet that there is', async () => {
    for (const path of [
      'labels.pdf',
      'labels.svg',
      'labels.zpl',
      'labels.zip',
      `checkpoints/${server.spots[0]!.id}/label.svg`,
    ]) {
      const { status, body } = await server.as.admin('GET', `${server.path}/${path}?sheet=${uuid(7)}`)
      expect([path, status, body.code]).toEqual([path, 422, 'sheet-unknown'])
    }
  })

  it.each(['scaleX=80', 'languages=en,en', 'languages=fr', 'height=5', 'level=L', 'twin=yes', 'startAt=0'])(
    'cannot be printed with %s',
    async (query) => {
      expect((await server.as.admin('GET', `${server.path}/labels.pdf?${query}`)).body.code).toBe('body-invalid')
    },
  )
})

describe('single labels', () => {
  it('are pictures that both readers read', async () => {
    const [spot] = server.spots
    const png = readPng(await bytesOf(`checkpoints/${spot!.id}/label.png?sheet=a6&dpi=300`), 10_000_000)!
    expect([png.width, png.height]).toEqual([1240, 1748])
    const picture = { ...png, pixels: png.grey }
    expect([await zxing(picture), zbar([picture])]).toEqual([[spot!.tagUrl], [spot!.tagUrl]])
    const svg = await server.as.admin('GET', `${server.path}/checkpoints/${spot!.id}/label.svg?sheet=a6`)
    expect(svg.headers.get('content-type')).toBe('image/svg+xml')
    expect(svg.headers.get('content-security-policy')).toBe("default-src 'none'; img-src data:; frame-ancestors 'none'")
    expect(svg.body).toContain('width="105mm" height="148mm"')
  })

  it('are those of the estate’s own spots only', async () => {
    const unknown = await server.as.admin('GET', `${server.path}/checkpoints/0000000000/label.svg`)
    expect([unknown.status, unknown.body.code]).toEqual([422, 'checkpoint-unknown'])
  })

  it('are not made of more dots than anybody prints', async () => {
    const single = `checkpoints/${server.spots[0]!.id}/label`
    for (const path of [
      `${single}.png?sheet=a4&dpi=600`,
      'labels.zip?format=png&sheet=a4&dpi=400',
      'labels.zpl?sheet=a4&dpi=600',
    ]) {
      const { status, body } = await server.as.admin('GET', `${server.path}/${path}`)
      expect([path, status, body.code, body.where]).toEqual([path, 422, 'sheet-impossible', ['dpi']])
    }
    expect((await server.as.admin('GET', `${server.path}/${single}.svg?sheet=a4&dpi=600`)).status).toBe(200)
  })

  it.each(['svg', 'png'] as const)('go into a ZIP together, named by their codes, as %s', async (format) => {
    const files = unzipSync(await bytesOf(`labels.zip?format=${format}&dpi=200&sheet=dymo-99010`))
    expect(Object.keys(files).sort()).toEqual(['LIFT', 'LOBBY', 'PARK'].map((code) => `${code}.${format}`))
    const first = files[`LOBBY.${format}`]!
    expect(Buffer.from(first).toString('latin1', 0, 4)).toBe(format === 'svg' ? '<svg' : '\u0089PNG')
  })

  it('go to thermal printers dot by dot', async () => {
    const zpl = new TextDecoder().decode(await bytesOf('labels.zpl?sheet=thermal-203'))
    const labels = dotsOfZpl(zpl)
    expect(labels.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([400, 240]))
    expect(zbar(labels)).toEqual(urls())
    const large = dotsOfZpl(new TextDecoder().decode(await bytesOf('labels.zpl?sheet=thermal-300&dpi=300')))
    expect([large[0]?.width, zbar(large)]).toEqual([591, urls()])
  })
})

describe('a sheet of the estate’s own', () => {
  it('is kept, printed on, changed and removed', async () => {
    const { admin } = server.as
    const added = await admin('POST', `${server.path}/label-sheets`, ROLL)
    expect([added.status, added.body]).toEqual([201, { ...ROLL, id: added.body.id }])
    const { id } = added.body
    expect(new TextDecoder().decode(await bytesOf(`labels.svg?sheet=${id}`))).toContain('width="60mm" height="40mm"')

    expect((await admin('POST', `${server.path}/label-sheets`, ROLL)).body.code).toBe('name-taken')
    const wider = { ...ROLL, page: { width: 70, height: 40 }, label: { width: 70, height: 40 } }
    expect((await admin('PUT', `${server.path}/label-sheets/${id}`, wider)).status).toBe(200)
    expect((await admin('GET', `${server.path}/label-settings`)).body.sheets).toEqual([{ ...wider, id }])

    expect((await admin('DELETE', `${server.path}/label-sheets/${id}`)).status).toBe(204)
    expect((await admin('DELETE', `${server.path}/label-sheets/${id}`)).status).toBe(404)
    expect((await admin('PUT', `${server.path}/label-sheets/${id}`, wider)).status).toBe(404)
  })

  it('is refused where it could not be printed, and it says why', async () => {
    const wide = { ...ROLL, label: { width: 80, height: 40 } }
    const { status, body } = await server.as.admin('POST', `${server.path}/label-sheets`, wide)
    expect([status, body.code, body.where]).toEqual([422, 'sheet-impossible', ['off-the-page-across']])
  })

  it('does not exist for the estate next door', async () => {
    const { body } = await server.as.admin('POST', `${server.path}/label-sheets`, { ...ROLL, name: 'Ours alone' })
    const nextDoor = await addNeighbour(server)
    const seen = await nextDoor.as.admin('GET', `${nextDoor.path}/labels.svg?sheet=${body.id}`)
    const changed = await nextDoor.as.admin('PUT', `${nextDoor.path}/label-sheets/${body.id}`, ROLL)
    const removed = await nextDoor.as.admin('DELETE', `${nextDoor.path}/label-sheets/${body.id}`)
    expect([seen.body.code, changed.status, removed.status]).toEqual(['sheet-unknown', 404, 404])
  })
})

describe('a logo', () => {
  it('is kept, printed where it is asked for, exchanged and removed', async () => {
    const { admin } = server.as
    expect((await admin('GET', `${server.path}/logo`)).status).toBe(404)
    const without = await bytesOf('labels.svg?sheet=a6&logo=1')
    const kept = await admin('PUT', `${server.path}/logo`, LOGO)
    expect([kept.status, kept.body]).toEqual([200, expect.objectContaining({ width: 80, height: 40 })])
    expect((await admin('GET', `${server.path}/label-settings`)).body.logo).toEqual(kept.body)
    expect(await bytesOf('logo')).toEqual(LOGO)
    const asked = new TextDecoder().decode(await bytesOf('labels.svg?sheet=a6&logo=1'))
    expect([new TextDecoder().decode(without).includes('<image'), asked.includes('<image')]).toEqual([false, true])
    expect(new TextDecoder().decode(await bytesOf('labels.svg?sheet=a6'))).not.toContain('<image')
    expect(Buffer.from(await bytesOf('labels.pdf?sheet=a6&logo=1')).includes('/Subtype /Image')).toBe(true)
    expect((await admin('DELETE', `${server.path}/logo`)).status).toBe(204)
    expect((await admin('GET', `${server.path}/label-settings`)).body.logo).toBeNull()
  })

  it.each<[string, Uint8Array]>([
    ['a script', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)],
    ['nothing', new Uint8Array()],
    ['half a PNG', LOGO.subarray(0, 60)],
    ['a PNG of four million dots', drawPng(2000, 2000, () => [0, 0, 0])],
  ])('is not %s', async (_, bytes) => {
    const { status, body } = await server.as.admin('PUT', `${server.path}/logo`, bytes)
    expect([status, body.code]).toEqual([415, 'logo-unreadable'])
  })

  it('is not larger than it may be', async () => {
    const { status, body } = await server.as.admin('PUT', `${server.path}/logo`, new Uint8Array(LOGO_MAX_BYTES + 1))
    expect([status, body.code]).toEqual([413, 'too-large'])
  })
})
