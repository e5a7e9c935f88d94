import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chipAt, chipUidIn, plainChipUrl, readChip, sunChipUrl } from '../../checkpoints/chip.ts'
import { compactTag, tagDigitsIn, tagDigitsOfCompact } from '../../checkpoints/tag.ts'
import { at, UNSIGNED_DIGITS } from '../support/builders.ts'

const DIGITS = `${'0'.repeat(20)}${'123456789'.repeat(17)}1`
const COMPACT = compactTag(DIGITS) ?? ''
const PICC = 'EF963FF7828658A599F3041510671E88'
const MAC = '94EED9EE65337086'
const SUN = `picc_data=${PICC}&cmac=${MAC}`

describe('a chip that is touched', () => {
  it.each([
    `https://a.example/s/${DIGITS}?n=1`,
    `https://a.example/S/${DIGITS}?n=1`,
    `http://192.168.1.20:8080/s/${COMPACT}?n=1`,
  ])('names its tag: %s', (text) => expect(readChip(text)).toEqual({ digits: DIGITS }))

  it.each([`https://a.example/s/${DIGITS}?${SUN}`, `https://a.example/s/${COMPACT}?${SUN}`])(
    'gives a proof besides, if it can: %s',
    (text) => expect(readChip(text)).toEqual({ digits: DIGITS, sun: { picc: PICC, mac: MAC } }),
  )

  it.each([
    ['no query: a printed tag', `https://a.example/s/${DIGITS}`],
    ['an empty query', `https://a.example/s/${DIGITS}?`],
    ['another query', `https://a.example/s/${DIGITS}?n=2`],
    ['something behind', `https://a.example/s/${DIGITS}?n=1&utm_source=x`],
    ['the same twice', `https://a.example/s/${DIGITS}?n=1&n=1`],
    ['both queries', `https://a.example/s/${DIGITS}?n=1&${SUN}`],
    ['the proof the other way round', `https://a.example/s/${DIGITS}?cmac=${MAC}&picc_data=${PICC}`],
    ['half a proof', `https://a.example/s/${DIGITS}?picc_data=${PICC}`],
    ['a proof in small letters', `https://a.example/s/${DIGITS}?${SUN.toLowerCase()}`],
    ['a proof that is too short', `https://a.example/s/${DIGITS}?${SUN.slice(0, -1)}`],
    ['a proof that is too long', `https://a.example/s/${DIGITS}?${SUN}0`],
    ['a fragment', `https://a.example/s/${DIGITS}?n=1#top`],
    ['a line break', `https://a.example/s/${DIGITS}?n=1\n`],
    ['a folder in between', `https://a.example/x/s/${DIGITS}?n=1`],
    ['no host', `https:///s/${DIGITS}?n=1`],
    ['another scheme', `javascript://a.example/s/${DIGITS}?n=1`],
    ['a character too few', `https://a.example/s/${COMPACT.slice(1)}?n=1`],
    ['a character too many', `https://a.example/s/${COMPACT}A?n=1`],
    ['what is not base64url', `https://a.example/s/+${COMPACT.slice(1)}?n=1`],
  ])('says nothing of ours: %s', (_, text) => expect(readChip(text)).toBeUndefined())

  it('is not taken for a printed tag', () => {
    expect(tagDigitsIn(plainChipUrl('https://a.example', DIGITS))).toBeUndefined()
    expect(tagDigitsIn(`https://a.example/s/${DIGITS}?n=1`)).toBeUndefined()
  })
})

describe('what is written to a chip', () => {
  it('is what is read from it', () => {
    expect(readChip(plainChipUrl('HTTPS://A.example/', DIGITS))).toEqual({ digits: DIGITS })
    expect(readChip(sunChipUrl('https://a.example', DIGITS))?.digits).toBe(DIGITS)
  })

  it('fits an NTAG 213 with a host name of 30 characters: 137 bytes after the prefix', () => {
    const url = plainChipUrl(`https://${'x'.repeat(30)}`, DIGITS)
    expect(url.length - 'https://'.length).toBeLessThanOrEqual(137)
  })

  it('is no tag that nobody could have signed', () => {
    expect(() => plainChipUrl('https://a.example', '9'.repeat(174))).toThrow()
  })
})

describe('the short form of a tag', () => {
  it('is another spelling of the same 72 bytes, the only one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 72, maxLength: 72 }), (bytes) => {
        const compact = Buffer.from(bytes).toString('base64url')
        const digits = tagDigitsOfCompact(compact)
        expect(digits).toMatch(/^\d{174}$/)
        expect(compactTag(digits ?? '')).toBe(compact)
      }),
    )
  })

  it('is not to be had of what is no tag', () => {
    expect(compactTag('9'.repeat(174))).toBeUndefined()
    expect(compactTag(UNSIGNED_DIGITS.slice(1))).toBeUndefined()
    expect(tagDigitsOfCompact('A'.repeat(95))).toBeUndefined()
    expect(tagDigitsOfCompact(`${'A'.repeat(95)}=`)).toBeUndefined()
  })
})

describe('the number of a chip', () => {
  it.each(['04DE5F1EACC040', '04:de:5f:1e:ac:c0:40', ' 04-de-5f-1e-ac-c0-40 ', '04 DE 5F 1E AC C0 40'])(
    'is found in %j',
    (typed) => expect(chipUidIn(typed)).toBe('04DE5F1EACC040'),
  )
  it.each(['', '04DE5F1EACC0', '04DE5F1EACC04000', '08DE5F1E', '14DE5F1EACC040', '04DE5F1EACC04G'])(
    'is not found in %j',
    (typed) => expect(chipUidIn(typed)).toBeUndefined(),
  )
})

describe('a chip that was taken out and in again', () => {
  const first = { spot: 'lobby', addedAt: at('08:00'), revokedAt: at('12:00') }
  const second = { spot: 'roof', addedAt: at('13:00'), revokedAt: null }

  it.each([
    ['while it was at its first spot', '10:00', 'lobby'],
    ['at the last moment there', '12:00', 'lobby'],
    ['after it had come to its second', '14:00', 'roof'],
    ['in between, when it was nowhere: at the one where it is in use', '12:30', 'roof'],
    ['before it was anywhere, by a wrong clock', '07:00', 'roof'],
  ])('is where it was when it was touched %s', (_, touched, spot) => {
    expect(chipAt([first, second], at(touched))?.spot).toBe(spot)
    expect(chipAt([second, first], at(touched))?.spot).toBe(spot)
  })

  it('is still known when it is out of use', () => {
    expect(chipAt([first], at('14:00'))?.spot).toBe('lobby')
    expect(chipAt([], at('14:00'))).toBeUndefined()
  })
})
