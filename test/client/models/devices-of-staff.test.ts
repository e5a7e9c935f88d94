import { describe, expect, it } from 'vitest'
import type { Device } from '../../../checkpoints/wire/estate.ts'
import { inOrderOfUse } from '../../../client/models/devices-of-staff.ts'
import { at, uuid } from '../../support/builders.ts'

describe('the list of phones', () => {
  it('has those in use first, the last used on top, then the revoked', () => {
    const phone = (number: number, given: Partial<Device>): Device => ({
      id: uuid(number),
      label: `Phone ${number}`,
      person: { id: uuid(0xa1), name: '陳有福' },
      enrolledAt: at('08:00'),
      lastVisitAt: null,
      lastSequence: 0,
      holes: [],
      forkedAt: null,
      revokedAt: null,
      ...given,
    })
    const revoked = phone(1, { revokedAt: at('12:00') })
    const unused = phone(2, { enrolledAt: at('09:30') })
    const early = phone(3, { lastVisitAt: at('09:00') })
    const late = phone(4, { lastVisitAt: at('10:00') })
    expect(inOrderOfUse([revoked, early, unused, late])).toEqual([late, unused, early, revoked])
  })
})
