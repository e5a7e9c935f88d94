import { describe, expect, it } from 'vitest'
import {
  chosen,
  countFilters,
  findingsHref,
  searchesFor,
  shownFrom,
  withFilter,
} from '../../../client/models/findings.ts'
import { uuid } from '../../support/builders.ts'

const here = (href: string) => Object.fromEntries(new URL(href, 'https://waymark.example').searchParams)

describe('the address of a list of problems', () => {
  it('reads back what it has written', () => {
    const shown = {
      view: 'board',
      filter: { state: 'reported,fixed', severity: 'major', text: '水 & 電', from: '2026-11-01', department: uuid(1) },
      open: uuid(2),
      month: '2026-12-01',
    } as const
    expect(shownFrom(here(findingsHref(shown)))).toEqual(shown)
  })

  it('leaves out what is not set: the plain list has the plain address', () => {
    expect(findingsHref({ view: 'list', filter: {}, open: undefined, month: undefined })).toBe('/findings')
  })

  it('opens an old or mistyped link without what the server would refuse', () => {
    expect(shownFrom({ view: 'cards', state: 'reported,lost', place: 'tower 1', from: '1 May', text: 'drip' })).toEqual(
      {
        view: 'list',
        filter: { text: 'drip' },
        open: undefined,
        month: undefined,
      },
    )
  })

  it('sets a filter and takes it away again', () => {
    const filter = withFilter({ text: 'drip' }, { state: 'reported,fixed' })
    expect(chosen(filter, 'state')).toEqual(['reported', 'fixed'])
    expect(countFilters(filter)).toBe(2)
    expect(withFilter(filter, { state: '', text: undefined })).toEqual({})
  })
})

describe('what is asked of the server', () => {
  it('asks for what is open, unless somebody asks for states', () => {
    const view = 'list'
    expect(searchesFor({ view, filter: { text: 'drip' } }, '2026-11-28')).toEqual([
      { text: 'drip', state: 'reported,in-work,fixed,call-back' },
    ])
    expect(searchesFor({ view, filter: { state: 'closed' } }, '2026-11-28')).toEqual([{ state: 'closed' }])
  })

  it('asks for the board besides for what was done lately, and never for more days than the reader wants', () => {
    const lately = (from?: string) =>
      searchesFor({ view: 'board', filter: from ? { from } : {} }, '2026-11-28').map(({ state, from }) => [state, from])
    expect(lately()[1]).toEqual(['closed,settled', '2026-08-30'])
    expect(lately('2026-11-20')[1]).toEqual(['closed,settled', '2026-11-20'])
    expect(lately('2026-01-01')[1]).toEqual(['closed,settled', '2026-08-30'])
  })
})
