import { describe, expect, it } from 'vitest'
import { wayBack } from '../../../client/models/way-back.ts'

const back = (from: string | undefined) => wayBack(from, '/findings', 'https://waymark.example')

describe('the way back', () => {
  it('leads to the page one came from, with all that stands in its address', () => {
    expect(back('/outbox')).toBe('/outbox')
    expect(back('/visit/1?item=2#photos')).toBe('/visit/1?item=2#photos')
  })

  it('leads where it always does if the address does not say', () => {
    expect(back(undefined)).toBe('/findings')
    expect(back('')).toBe('/findings')
    expect(back('outbox')).toBe('/findings')
  })

  it.each([
    '//other.example',
    '/\\other.example',
    '/\t/other.example',
    'https://other.example',
    'javascript:alert(1)',
    '//',
  ])('never leads to another site: %j', (from) => {
    expect(back(from)).toBe('/findings')
  })
})
