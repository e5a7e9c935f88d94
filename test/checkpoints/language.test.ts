import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Language, Names, nameIn } from '../../checkpoints/language.ts'

describe('a name an estate gives', () => {
  const all = { 'zh-Hant': '大堂', 'zh-Hans': '大堂（简）', en: 'Lobby' }

  it.each<[reader: Language, names: Names, read: string]>([
    ['zh-Hant', all, '大堂'],
    ['zh-Hans', all, '大堂（简）'],
    ['en', all, 'Lobby'],
    ['zh-Hant', { 'zh-Hans': '电梯', en: 'Lift' }, '电梯'],
    ['zh-Hans', { 'zh-Hant': '升降機', en: 'Lift' }, '升降機'],
    ['en', { 'zh-Hant': '升降機', 'zh-Hans': '电梯' }, '升降機'],
    ['zh-Hant', { en: 'Lift' }, 'Lift'],
  ])('reads for %s out of %j as %s', (reader, names, read) => expect(nameIn(names, reader)).toBe(read))

  it('loses the blanks around it', () => expect(v.parse(Names, { en: '  Lobby ' })).toEqual({ en: 'Lobby' }))

  it.each([
    ['in no language at all', {}],
    ['that is nothing but blanks', { en: '   ' }],
    ['in a language the product does not have', { fr: 'Hall' }],
    ['of 121 characters', { en: 'x'.repeat(121) }],
  ])('is refused %s', (_, names) => expect(v.is(Names, names)).toBe(false))
})
