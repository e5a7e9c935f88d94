import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { daysOfShare, isOpen, ShareFilter, ShareLabel, SharePeriod, shareState } from '../../checkpoints/share.ts'
import { at, uuid } from '../support/builders.ts'

describe('the days of a share', () => {
  it.each([
    ['this-month', '2026-03-02', '2026-03-01', '2026-03-02'],
    ['this-month', '2026-03-01', '2026-03-01', '2026-03-01'],
    ['last-month', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['last-month', '2028-03-31', '2028-02-01', '2028-02-29'],
    ['last-month', '2026-01-15', '2025-12-01', '2025-12-31'],
    ['last-30-days', '2026-03-02', '2026-02-01', '2026-03-02'],
  ] as const)('%s, opened on %s: %s to %s', (rolling, today, from, to) => {
    expect(daysOfShare({ rolling }, today)).toEqual({ from, to })
  })

  it('stay what they are where they were fixed, whenever it is opened', () => {
    const fixed = { from: '2025-11-01', to: '2025-11-30' }
    expect(daysOfShare(fixed, '2026-03-02')).toEqual(fixed)
  })
})

describe('a share', () => {
  it.each([
    ['open until its last moment', null, '23:59:59.999', 'open'],
    ['expired at the first one after', null, '24:00', 'expired'],
    ['taken back while it was open', at('12:00'), '12:01', 'taken-back'],
    ['taken back, also when its time is over', at('12:00'), '24:00', 'taken-back'],
  ] as const)('is %s', (_, revokedAt, time, state) => {
    const now = time === '24:00' ? at('00:00', '2026-03-03') : at(time)
    const share = { expiresAt: at('00:00', '2026-03-03'), revokedAt }
    expect([shareState(share, now), isOpen(share, now)]).toEqual([state, state === 'open'])
  })
})

describe('what a share may be asked to show', () => {
  it.each([
    [{ from: '2026-03-01', to: '2026-03-01' }],
    [{ from: '2024-03-01', to: '2026-03-02' }],
    [{ rolling: 'last-month' }],
  ])('the period %j', (period) => expect(v.is(SharePeriod, period)).toBe(true))

  it.each([
    [{ from: '2026-03-02', to: '2026-03-01' }],
    [{ from: '2024-03-01', to: '2026-03-03' }],
    [{ from: '2026-02-30', to: '2026-03-02' }],
    [{ from: '2026-03-01' }],
    [{ rolling: 'this-year' }],
    [{ rolling: 'last-month', from: '2026-03-01', to: '2026-03-02' }],
    [{}],
  ])('not the period %j', (period) => expect(v.is(SharePeriod, period)).toBe(false))

  it('a building, a kind, a plan; never a person or a single spot', () => {
    expect(v.is(ShareFilter, { building: uuid(1), kind: 'lift', plan: uuid(2) })).toBe(true)
    expect(v.is(ShareFilter, {})).toBe(true)
    expect(v.is(ShareFilter, { person: uuid(1) })).toBe(false)
    expect(v.is(ShareFilter, { checkpoint: '0000000001' })).toBe(false)
  })

  it('under a label of 1 to 80 characters', () => {
    for (const good of ['x', '業主立案法團 2026 年 3 月', 'x'.repeat(80)]) expect(v.is(ShareLabel, good)).toBe(true)
    for (const bad of ['', '   ', 'x'.repeat(81)]) expect(v.is(ShareLabel, bad)).toBe(false)
  })
})
