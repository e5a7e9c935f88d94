import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { checklistFaults, EMERGENCY_ITEM, ITEM_TYPES, type Item } from '../../../checkpoints/checklist.ts'
import { shippedItems } from '../../../checkpoints/checklists/shipped.ts'
import {
  askable,
  changesBetween,
  draftId,
  dropEdit,
  freshId,
  isRemovable,
  isSame,
  isWellFormed,
  keepEdit,
  keptEdit,
  newItem,
  untranslated,
  withIds,
  withType,
} from '../../../client/models/checklist-editor.ts'

const ITEMS = [...shippedItems('lift')]
const words = { 'zh-Hant': '機房鎖好', en: 'Machine room locked' }

afterEach(() => vi.unstubAllGlobals())

describe('a new item', () => {
  it.each(ITEM_TYPES)('of type %s can be published once it has words', (type) => {
    const item = newItem(type, 'new-1')
    expect(isWellFormed(item)).toBe(false)
    const options = item.type === 'choice' ? { options: item.options.map((option) => ({ ...option, words })) } : {}
    const written = { ...item, words, ...options } as Item
    expect(isWellFormed(written)).toBe(true)
    expect(checklistFaults([...ITEMS, written])).toEqual([])
  })

  it('keeps its words when it becomes of another type', () => {
    const item = { ...newItem('condition', 'new-1'), words, photo: 'always' } as Item
    expect(withType(item, 'number')).toMatchObject({ type: 'number', words, photo: 'always', decimals: 0 })
  })
})

describe('ids', () => {
  it('come out of the English words, and never twice', () => {
    expect(freshId(words, new Set())).toBe('machine-room-locked')
    expect(freshId(words, new Set(['machine-room-locked']))).toBe('machine-room-locked-2')
    expect(freshId({ 'zh-Hant': '機房' }, new Set(), 'x-')).toBe('x-item')
  })

  it('are such as an item may have, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (typed, isExtra) => {
        const id = freshId({ en: typed }, new Set(), isExtra ? 'x-' : '')
        expect(isWellFormed({ ...newItem('text', id), words })).toBe(true)
      }),
    )
  })

  it('of what was published stay; whoever depends on a new one follows', () => {
    const asks = { ...newItem('condition', draftId(ITEMS)), words } as Item
    const follows = {
      ...newItem('text', draftId([...ITEMS, asks])),
      words: { en: 'Why' },
      when: { item: asks.id, is: ['defect'] },
    } as Item
    const named = withIds([...ITEMS, asks, follows], new Set(ITEMS.map(({ id }) => id)))
    expect(named.slice(0, ITEMS.length)).toEqual(ITEMS)
    expect(named.at(-2)?.id).toBe('machine-room-locked')
    expect(named.at(-1)).toMatchObject({ id: 'why', when: { item: 'machine-room-locked' } })
  })
})

describe('an item that has just been made', () => {
  it('is unlike the others, also when the page has been opened anew', () => {
    const kept = [newItem('text', draftId([]))]
    expect(draftId(kept)).not.toBe(kept[0]?.id)
  })

  it('is not taken for one that was published under words such as "New 1"', () => {
    const published = freshId({ en: 'New -- 1' }, new Set())
    expect(draftId([])).not.toBe(published)
    expect(withIds([{ ...newItem('text', published), words } as Item], new Set()).map(({ id }) => id)).toEqual([
      published,
    ])
  })
})

it('restores an item that was taken out under the id it had: its history goes on', () => {
  const known = new Set(ITEMS.slice(1).map(({ id }) => id))
  expect(withIds(ITEMS, known)).toEqual(ITEMS)
})

describe('what differs between two versions', () => {
  const [first, second, ...rest] = ITEMS as [Item, Item, ...Item[]]

  it('is nothing between a version and itself', () => expect(changesBetween(ITEMS, ITEMS)).toEqual([]))

  it('is nothing if only fields stand in another order, or blanks around words', () => {
    const { words, ...others } = first
    const same = [{ ...others, words: { ...words, en: ` ${words.en} ` } } as Item, second, ...rest]
    expect(isSame(ITEMS, same)).toBe(true)
    expect(changesBetween(ITEMS, same)).toEqual([])
    expect(isSame(ITEMS, [second, first, ...rest])).toBe(false)
  })

  it('is what was added, changed, moved and taken out', () => {
    const added = { ...newItem('text', 'remark-2'), words } as Item
    const changed = { ...second, words: { ...second.words, en: 'Otherwise' } }
    const later = [changed, ...rest.slice(1), added]
    const changes = changesBetween(ITEMS, later).map(({ id, change }) => `${change} ${id}`)
    expect(changes).toEqual([`changed ${second.id}`, 'added remark-2', `removed ${first.id}`, `removed ${rest[0]?.id}`])
    expect(changesBetween(ITEMS, later)[0]).toMatchObject({ fields: ['words'] })
    expect(changesBetween(ITEMS, [second, first, ...rest]).map(({ change }) => change)).toEqual(['moved'])
  })
})

describe('one item moved to the end', () => {
  it('is all that has moved', () => {
    const [first, ...rest] = ITEMS as [Item, ...Item[]]
    const changes = changesBetween(ITEMS, [...rest, first])
    expect(changes.map(({ id, change }) => `${change} ${id}`)).toEqual([`moved ${first.id}`])
  })
})

describe('an item', () => {
  it('may depend on earlier ones that are answered by choosing', () => {
    expect(askable(ITEMS, 2).map(({ id }) => id)).toEqual(ITEMS.slice(0, 2).map(({ id }) => id))
    expect(askable([newItem('text', 'a-1'), newItem('photo', 'b-1')], 2)).toEqual([])
  })

  it('says in which languages it has no words', () => {
    expect(untranslated({ ...newItem('condition', 'new-1'), words })).toEqual(['zh-Hans'])
  })

  it('about gas and burning smell cannot be taken out', () => {
    expect(ITEMS.filter((item) => !isRemovable(item)).map(({ id }) => id)).toEqual([EMERGENCY_ITEM])
  })
})

describe('what was edited and not published', () => {
  it('is there when one comes back, until it is published', () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    })
    keepEdit('estate lift', { basis: 2, items: ITEMS })
    expect(keptEdit('estate lift')).toEqual({ basis: 2, items: ITEMS })
    kept.set('checklist estate lobby', '{"items":')
    expect(keptEdit('estate lobby')).toBeUndefined()
    dropEdit('estate lift')
    expect(keptEdit('estate lift')).toBeUndefined()
  })
})
