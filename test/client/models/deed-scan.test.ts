import { describe, expect, it } from 'vitest'
import { dropScan, hasLapsed, keepScan, lapseScan, scanIn } from '../../../client/models/deed-scan.ts'
import { minutes } from '../../support/builders.ts'

const BY_HAND = { channel: 'typed' } as const

function aDeed() {
  const fields = new Map<string, string>()
  return {
    field: (name: string) => fields.get(name) ?? '',
    set: (name: string, value: string) => void fields.set(name, value),
  }
}

describe('the tag scanned for a deed on the spot', () => {
  it('counts for half an hour, not a minute more', () => {
    const deed = aDeed()
    keepScan(deed, BY_HAND, 1_000)
    expect(lapseScan(deed, 1_000 + minutes(30))).toBe(false)
    expect(scanIn(deed)).toEqual(BY_HAND)
    expect(lapseScan(deed, 1_000 + minutes(31))).toBe(true)
    expect(scanIn(deed)).toBeUndefined()
    expect(hasLapsed(deed)).toBe(true)
  })

  it('is asked for again of whoever began with an app that did not note when', () => {
    const deed = aDeed()
    deed.set('evidence', JSON.stringify(BY_HAND))
    expect(lapseScan(deed, Date.now())).toBe(true)
  })

  it('has not become too old where he wants to scan again himself', () => {
    const deed = aDeed()
    keepScan(deed, BY_HAND, 1_000)
    dropScan(deed)
    expect([lapseScan(deed, 2_000), hasLapsed(deed)]).toEqual([false, false])
  })
})
