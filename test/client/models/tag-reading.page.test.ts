import type { CryptoKey } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { plainChipUrl, sunChipUrl } from '../../../checkpoints/chip.ts'
import { type DisplayFields, windowAt } from '../../../checkpoints/display-code.ts'
import { displayUrl, issueDisplayTag } from '../../../checkpoints/display-tag.ts'
import { shortCodeOf } from '../../../checkpoints/ids.ts'
import { issueTag, tagKeyId, tagUrl } from '../../../checkpoints/tag.ts'
import type { Pack, TagKey } from '../../../checkpoints/wire/estate.ts'
import { aKeyPair, checkpointId, ESTATE, LOBBY, uuid } from '../../support/builders.ts'
import {
  aListedCheckpoint,
  aPack,
  type FakeServer,
  ME,
  newPhone,
  type OpenedPage,
  openSignedIn,
  refusal,
} from './page.ts'

let server: FakeServer
let page: OpenedPage
let signer: CryptoKey
let pack: Pack

beforeAll(async () => {
  const { privateKey, publicJwk } = await aKeyPair()
  signer = privateKey
  const key = { ...publicJwk, kid: tagKeyId(ESTATE, 1), alg: 'ES256', use: 'sig' } as TagKey
  pack = aPack({
    keys: [key],
    checkpoints: [
      aListedCheckpoint({ revision: 2 }),
      aListedCheckpoint({ id: checkpointId(2), state: 'retired', names: { en: 'Old gate' } }),
    ],
  })
})
beforeEach(async () => {
  server = newPhone()
  page = await openSignedIn()
})
afterEach(() => vi.unstubAllGlobals())

async function tagOf(given: { checkpoint?: string; revision?: number; generation?: number } = {}): Promise<string> {
  return tagUrl(
    'https://a.example',
    await issueTag({ checkpoint: LOBBY, revision: 2, generation: 1, ...given }, ESTATE, signer),
  )
}
const read = (text: string) => page.tags.readTag(text, 'camera', [pack])
const opened = (text: string) => page.tags.readTag(text, 'link', [pack])
const reasonOf = async (text: string) => {
  const reading = await read(text)
  return reading.ok ? 'ok' : reading.refusal.reason
}

describe('an address that the browser was given', () => {
  const SUN = { picc: 'EF963FF7828658A599F3041510671E88', mac: '94EED9EE65337086' }

  it('came from another camera, if a label says it', async () => {
    const text = await tagOf()
    const evidence = { channel: 'link', digits: text.slice(-174) }
    expect(await opened(text)).toMatchObject({ ok: true, spot: { evidence } })
    // What passed the link on may have put something behind it.
    expect(await opened(`${text}?utm_source=chat#top`)).toMatchObject({ ok: true, spot: { evidence } })
  })

  it('came from a chip, if a chip says it, in the digits or the short form', async () => {
    const text = await tagOf()
    const digits = text.slice(-174)
    for (const said of [`${text}?n=1`, plainChipUrl('https://a.example', digits)]) {
      const reading = await opened(said)
      expect(reading.ok && reading.spot.evidence).toEqual({ channel: 'nfc', digits })
    }
  })

  it('brings along what the chip says to prove itself, unread', async () => {
    const digits = (await tagOf()).slice(-174)
    const url = sunChipUrl('https://a.example', digits)
      .replace(/0{32}/, SUN.picc)
      .replace(/0{16}$/, SUN.mac)
    const reading = await opened(url)
    expect(reading.ok && reading.spot.evidence).toEqual({ channel: 'nfc', digits, sun: SUN })
  })

  it('is checked like any other: a forged tag stays forged in a chip', async () => {
    const digits = (await tagOf()).slice(-174)
    const other = digits.endsWith('7') ? '8' : '7'
    const reading = await opened(plainChipUrl('https://a.example', digits.slice(0, -1) + other))
    expect(reading).toEqual({ ok: false, refusal: { reason: 'untrusted' } })
  })

  it('is no tag for the scanner: nobody prints what chips say', async () => {
    expect(await reasonOf(`${await tagOf()}?n=1`)).toBe('foreign')
  })
})

describe('a code before the camera', () => {
  it('opens its spot without a single request', async () => {
    const before = server.sent.length
    const text = await tagOf()
    const reading = await read(text)
    expect(reading).toMatchObject({
      ok: true,
      spot: { checkpoint: { id: LOBBY }, evidence: { channel: 'camera', digits: text.slice(-174) } },
    })
    expect(server.sent).toHaveLength(before)
  })

  it('opens a label that is newer than the pack', async () => {
    expect(await reasonOf(await tagOf({ revision: 3 }))).toBe('ok')
  })

  it.each([
    ['a menu', 'https://example.com/menu'],
    ['plain words', 'hello'],
    ['a page of ours that is no tag', 'https://a.example/board'],
  ])('is foreign: %s', async (_, text) => {
    expect(await reasonOf(text)).toBe('foreign')
  })

  it('is not trusted when it is cut off, or has a digit too many', async () => {
    const text = await tagOf()
    expect(await reasonOf(text.slice(0, -1))).toBe('untrusted')
    expect(await reasonOf(`${text}0`)).toBe('untrusted')
  })

  it('is not trusted when somebody has forged its signature', async () => {
    const text = await tagOf()
    const last = Number(text.at(-1))
    expect(await reasonOf(`${text.slice(0, -1)}${(last + 1) % 10}`)).toBe('untrusted')
  })

  it('is not trusted when it is signed by another estate’s key', async () => {
    const { privateKey } = await aKeyPair()
    const digits = await issueTag({ checkpoint: LOBBY, revision: 2, generation: 1 }, ESTATE, privateKey)
    expect(await reasonOf(tagUrl('https://a.example', digits))).toBe('untrusted')
  })

  it('is told apart when a newer label has replaced it, or the spot is no longer patrolled', async () => {
    expect(await read(await tagOf({ revision: 1 }))).toMatchObject({
      ok: false,
      refusal: { reason: 'revoked', checkpoint: { id: LOBBY } },
    })
    expect(await reasonOf(await tagOf({ checkpoint: checkpointId(2) }))).toBe('retired')
  })

  it('is unknown here when the pack lists no such spot, or no such key', async () => {
    expect(await reasonOf(await tagOf({ checkpoint: checkpointId(9) }))).toBe('unknown-here')
    expect(await reasonOf(await tagOf({ generation: 2 }))).toBe('unknown-here')
  })
})

describe('a tag that is not on the phone', () => {
  const estate = { ...ME.memberships[0]!.estate, id: uuid(0xe6), names: { en: 'Other Court' } }
  const clarify = async () => page.tags.clarify(await tagOf({ checkpoint: checkpointId(9) }), 'camera')

  it('is of another estate, if the server says so', async () => {
    server.answer = ({ path }) => (path.startsWith('/s/') ? { status: 200, body: { estate } } : undefined)
    expect(await clarify()).toMatchObject({ ok: false, refusal: { reason: 'other-estate', estate } })
  })

  it('is not trusted, if the server never issued it', async () => {
    server.answer = ({ path }) => (path.startsWith('/s/') ? refusal('tag-forged') : undefined)
    expect(await clarify()).toMatchObject({ refusal: { reason: 'untrusted' } })
  })

  it('stays unknown when so many have asked from here that the server says nothing', async () => {
    server.answer = ({ path }) => (path.startsWith('/s/') ? refusal('too-many-requests') : undefined)
    expect(await clarify()).toMatchObject({ refusal: { reason: 'unknown-here' } })
  })

  it('stays unknown without a signal', async () => {
    server.answer = () => 'offline'
    expect(await clarify()).toMatchObject({ refusal: { reason: 'unknown-here' } })
  })

  describe('because its estate has taken up a new key since', () => {
    const hung = async (given: { generation: number; revision?: number }) =>
      page.tags.clarify(await tagOf(given), 'camera')

    beforeEach(async () => {
      server.answer = ({ path }) => (path.includes('/pack') ? { status: 200, body: pack } : undefined)
      await page.pack.refreshPacks()
      server.answer = () => 'offline'
    })

    it('opens its spot without a signal, for the server to check', async () => {
      const reading = await hung({ generation: 2, revision: 3 })
      expect(reading).toMatchObject({ ok: true, spot: { checkpoint: { id: LOBBY }, evidence: { channel: 'camera' } } })
      expect(reading.ok && page.tags.isYetToBeChecked(reading.spot.pack, reading.spot.evidence)).toBe(true)
    })

    it('is refused with a signal, if the server did not issue it', async () => {
      server.answer = ({ path }) => (path.startsWith('/s/') ? refusal('tag-forged') : undefined)
      expect(await hung({ generation: 2 })).toMatchObject({ refusal: { reason: 'untrusted' } })
    })

    it('stays unknown when it is older than the label that hangs there', async () => {
      expect(await hung({ generation: 2, revision: 1 })).toMatchObject({ refusal: { reason: 'unknown-here' } })
    })

    it('is nothing to be checked when the phone knows its key', async () => {
      const reading = await read(await tagOf())
      expect(reading.ok && page.tags.isYetToBeChecked(pack, reading.spot.evidence)).toBe(false)
    })
  })

  it('opens after all, once the pack has been refreshed', async () => {
    await page.pack.refreshPacks()
    const fresh = { ...pack, checkpoints: [...pack.checkpoints, aListedCheckpoint({ id: checkpointId(9) })] }
    server.answer = ({ path }) => {
      if (path.startsWith('/s/')) return { status: 200, body: { estate: pack.estate } }
      return path.includes('/pack') ? { status: 200, body: fresh } : undefined
    }
    expect(await clarify()).toMatchObject({ ok: true, spot: { checkpoint: { id: checkpointId(9) } } })
  })
})

describe('the code on a display', () => {
  const codeOf = async (given: Partial<DisplayFields> = {}) => {
    const fields = { number: 1, checkpoint: LOBBY, window: windowAt(Date.now()), ...given }
    return displayUrl('https://a.example', await issueDisplayTag(fields, signer))
  }
  const withDisplay = (given: object = {}): Pack => {
    const [{ kty, crv, x, y }] = pack.keys as [TagKey]
    const key = { kty, crv, x, y }
    return { ...pack, displays: [{ ...key, checkpoint: LOBBY, number: 1, ...given }] }
  }

  it('opens its spot without a single request, however old it is: the visit says so', async () => {
    const before = server.sent.length
    for (const window of [windowAt(Date.now()), windowAt(Date.now()) - 100]) {
      const text = await codeOf({ window })
      const evidence = { channel: 'display', digits: text.slice(-181) }
      expect(await page.tags.readTag(text, 'camera', [withDisplay()])).toMatchObject({ ok: true, spot: { evidence } })
    }
    expect(server.sent).toHaveLength(before)
  })

  it('opens from a link whatever query it has come by, and not from before the camera', async () => {
    const text = `${await codeOf()}?work`
    expect(await page.tags.readTag(text, 'link', [withDisplay()])).toMatchObject({
      ok: true,
      spot: { evidence: { channel: 'display' } },
    })
    expect(await page.tags.readTag(text, 'camera', [withDisplay()])).toMatchObject({ ok: false })
  })

  it('is refused once the phone has heard that the display was revoked, or if somebody else has signed it', async () => {
    const revoked = await page.tags.readTag(await codeOf(), 'camera', [withDisplay({ revokedAt: 1 })])
    expect(revoked).toMatchObject({ refusal: { reason: 'display-revoked', checkpoint: { id: LOBBY } } })
    const { publicJwk } = await aKeyPair()
    const forged = await page.tags.readTag(await codeOf(), 'camera', [withDisplay({ x: publicJwk.x, y: publicJwk.y })])
    expect(forged).toMatchObject({ refusal: { reason: 'untrusted' } })
    const text = await codeOf()
    expect(await page.tags.readTag(text.slice(0, -1), 'camera', [withDisplay()])).toMatchObject({
      refusal: { reason: 'untrusted' },
    })
    expect(await reasonOf('https://docs.example/d/1a2b3c')).toBe('foreign')
  })

  it('of a display that was paired since goes on without a signal, for the server to check', async () => {
    server.answer = ({ path }) => (path.includes('/pack') ? { status: 200, body: pack } : undefined)
    await page.pack.refreshPacks()
    server.answer = () => 'offline'
    const text = await codeOf()
    expect(await reasonOf(text)).toBe('unknown-here')
    const reading = await page.tags.clarify(text, 'camera')
    expect(reading).toMatchObject({ ok: true, spot: { evidence: { channel: 'display' } } })
    expect(reading.ok && page.tags.isYetToBeChecked(reading.spot.pack, reading.spot.evidence)).toBe(true)
    server.answer = ({ path }) => (path.startsWith('/d/') ? refusal('tag-forged') : undefined)
    expect(await page.tags.clarify(text, 'camera')).toMatchObject({ refusal: { reason: 'untrusted' } })
  })

  it('is unknown to a pack that an older version of the app has kept', async () => {
    const { displays: _, ...older } = pack
    expect(await page.tags.readTag(await codeOf(), 'camera', [older as Pack])).toMatchObject({
      refusal: { reason: 'unknown-here' },
    })
  })
})

describe('a typed code', () => {
  it('opens its spot, and says that it was typed', () => {
    const code = shortCodeOf(LOBBY).toLowerCase().replaceAll('-', ' ')
    expect(page.tags.readShortCode(code, [pack])).toMatchObject({ ok: true, spot: { evidence: { channel: 'typed' } } })
  })

  it('tells a slip of a finger from something that is no code', () => {
    const code = shortCodeOf(LOBBY)
    const slipped = code.slice(0, -1) + (code.endsWith('7') ? '8' : '7')
    expect(page.tags.readShortCode(slipped, [pack])).toMatchObject({ refusal: { reason: 'typo' } })
    expect(page.tags.readShortCode('123', [pack])).toMatchObject({ refusal: { reason: 'misspelt' } })
  })
})

it('lets nobody file at an estate where he only reads', async () => {
  const reading = await read(await tagOf())
  const memberships = [{ ...ME.memberships[0]!, roles: ['manager' as const] }]
  expect(page.tags.admit(reading, memberships)).toMatchObject({ ok: false, refusal: { reason: 'forbidden' } })
  expect(page.tags.admit(reading, ME.memberships)).toBe(reading)
})
