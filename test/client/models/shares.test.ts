import { is } from 'valibot'
import { describe, expect, it } from 'vitest'
import { AddShare, type Share } from '../../../checkpoints/wire/share.ts'
import {
  addedShare,
  lastDayOf,
  NEW_SHARE,
  openAndOver,
  type ShareDraft,
  shareFaults,
  shareLink,
  tokenOfShare,
} from '../../../client/models/shares.ts'
import { TODAY, uuid } from '../../support/builders.ts'

const TOKEN = 'aB3_-'.padEnd(43, 'x')

function draft(given: Partial<ShareDraft> = {}): ShareDraft {
  return { ...NEW_SHARE, label: 'Committee', ...given }
}

describe('making a link', () => {
  it('asks for nothing but what it is for: last month, all of the estate, for thirty days', () => {
    expect(shareFaults(NEW_SHARE, TODAY)).toEqual({ label: 'label' })
    expect(addedShare(draft({ label: ' 業主立案法團 ' }), TODAY)).toEqual({
      label: '業主立案法團',
      period: { rolling: 'last-month' },
      filter: {},
      lastOn: '2026-04-01',
    })
  })

  it('sends what was chosen, and no choice that was left open', () => {
    const chosen = draft({
      ...{ period: 'fixed', from: '2026-02-01', to: '2026-02-28', term: 'own', lastOn: '2026-03-09' },
      ...{ building: uuid(1), kind: 'lift', plan: '' },
    })
    expect(shareFaults(chosen, TODAY)).toEqual({})
    const sent = addedShare(chosen, TODAY)
    expect(sent).toEqual({
      label: 'Committee',
      period: { from: '2026-02-01', to: '2026-02-28' },
      filter: { building: uuid(1), kind: 'lift' },
      lastOn: '2026-03-09',
    })
    expect(is(AddShare, sent)).toBe(true)
  })

  it.each([
    ['7', '2026-03-09'],
    ['90', '2026-05-31'],
    ['365', '2027-03-02'],
  ] as const)('is good for %s days from today: until %s', (term, lastOn) => {
    expect(lastDayOf(draft({ term }), TODAY)).toBe(lastOn)
    expect(shareFaults(draft({ term }), TODAY)).toEqual({})
  })

  it.each([
    ['no first day', { period: 'fixed', from: '', to: '2026-02-28' }, { from: 'from' }],
    ['no last day', { period: 'fixed', from: '2026-02-01', to: '' }, { to: 'to' }],
    ['an end before the start', { period: 'fixed', from: '2026-02-02', to: '2026-02-01' }, { to: 'to' }],
    ['more than 732 days', { period: 'fixed', from: '2024-02-01', to: '2026-02-02' }, { to: 'to' }],
    ['a day that is past', { term: 'own', lastOn: '2026-03-01' }, { lastOn: 'lastOn' }],
    ['a day too far ahead', { term: 'own', lastOn: '2027-03-03' }, { lastOn: 'lastOn' }],
    ['no day at all', { term: 'own', lastOn: '' }, { lastOn: 'lastOn' }],
  ] as const)('says what is wrong with %s', (_, given, faults) => {
    expect(shareFaults(draft(given), TODAY)).toEqual(faults)
  })

  it('takes today for a day of one’s own, and no notice of days that are not asked for', () => {
    expect(shareFaults(draft({ term: 'own', lastOn: TODAY, from: 'x', to: 'y' }), TODAY)).toEqual({})
  })
})

describe('a link', () => {
  it('holds its token where no server log sees it, and gives it back', () => {
    const { hash, pathname, search } = new URL(shareLink('https://a.example', TOKEN))
    expect([pathname, search, hash]).toEqual(['/shared', '', `#${TOKEN}`])
    expect(tokenOfShare(hash)).toBe(TOKEN)
  })

  it.each(['', '#', '#main', '#report-gaps', `#${TOKEN.slice(1)}`, `#${TOKEN}x`, `#token=${TOKEN}`])(
    'is none with %j behind its address',
    (hash) => expect(tokenOfShare(hash)).toBeUndefined(),
  )
})

describe('the list', () => {
  it('is told apart by whether a link still opens anything', () => {
    const share = (id: number, state: Share['state']) => ({ id: uuid(id), state }) as Share
    const { open, over } = openAndOver([share(1, 'open'), share(2, 'expired'), share(3, 'taken-back')])
    expect([open, over].map((some) => some.map(({ id }) => id))).toEqual([[uuid(1)], [uuid(2), uuid(3)]])
  })
})
