import { readFileSync } from 'node:fs'

/** The cases of `test/vectors/<name>.json`: facts of a format that another implementation could check itself against. */
export function vectorsOf<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'))
}
