import { describe, expect, it } from 'vitest'
import type { Place } from '../../checkpoints/place.ts'
import { placePath } from '../../checkpoints/place.ts'
import { aPlace, uuid } from '../support/builders.ts'

const tree = (...places: Place[]) => new Map(places.map((place) => [place.id, place]))
const tower = aPlace({ id: uuid(1), names: { 'zh-Hant': 'B 座', en: 'Tower B' } })
const floor = aPlace({ id: uuid(2), parent: uuid(1), kind: 'floor', names: { 'zh-Hant': '12 樓', en: '12/F' } })
const zone = aPlace({ id: uuid(3), parent: uuid(2), kind: 'zone', names: { 'zh-Hant': '東翼' } })

describe('the path to a place', () => {
  it('leads from the building down', () => {
    expect(placePath(tree(zone, floor, tower), uuid(3), 'zh-Hant')).toEqual(['B 座', '12 樓', '東翼'])
    expect(placePath(tree(zone, floor, tower), uuid(1), 'zh-Hant')).toEqual(['B 座'])
  })

  it('falls back, name by name, to a language that is there', () => {
    expect(placePath(tree(zone, floor, tower), uuid(3), 'en')).toEqual(['Tower B', '12/F', '東翼'])
  })

  it('starts below a parent that this phone does not know', () => {
    expect(placePath(tree(zone, floor), uuid(3), 'en')).toEqual(['12/F', '東翼'])
    expect(placePath(tree(), uuid(3), 'en')).toEqual([])
  })

  it('ends even where a place hangs in itself', () => {
    const [a, b] = [aPlace({ id: uuid(1), parent: uuid(2) }), aPlace({ id: uuid(2), parent: uuid(1) })]
    expect(placePath(tree(a, b), uuid(1), 'en')).toHaveLength(2)
  })
})
