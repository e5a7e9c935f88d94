import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Source, sourceOf, sourcesIn } from '../support/sources.ts'

const sources = ['checkpoints', 'server', 'client', 'scripts', 'test'].flatMap(sourcesIn)
const inside = (...folders: string[]) => sources.filter(({ path }) => isIn(path, ...folders))

/** The files that import one of those, each as a sentence. */
function importing(from: readonly Source[], what: (target: string) => boolean): string[] {
  return from.flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier, target }) => (what(target ?? specifier) ? [`${path} imports ${specifier}`] : [])),
  )
}

function using(from: readonly Source[], name: RegExp): string[] {
  return from.flatMap(({ path, names }) => [...names].flatMap((one) => (name.test(one) ? [`${path} uses ${one}`] : [])))
}

function except(from: readonly Source[], ...paths: string[]): Source[] {
  return from.filter(({ path }) => !paths.includes(path) && !isIn(path, ...paths))
}

function atRunTime(source: Source): Source {
  return { ...source, imports: source.imports.filter(({ typeOnly }) => !typeOnly) }
}

function isIn(path: string, ...folders: string[]): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`))
}

describe('who may import whom (docs/design.md §1)', () => {
  it('checkpoints imports nothing of ours outside, and no package but valibot, jose and temporal-polyfill', () => {
    const allowed = ['valibot', 'jose', 'temporal-polyfill', 'rrule-temporal']
    const strange = (target: string) => !allowed.includes(target) && !isIn(target, 'checkpoints')
    expect(importing(inside('checkpoints'), strange)).toEqual([])
  })

  it('server and client never import each other, not even a type', () => {
    expect(importing(inside('server'), (target) => isIn(target, 'client'))).toEqual([])
    expect(importing(inside('client'), (target) => isIn(target, 'server'))).toEqual([])
  })

  it('nobody imports scripts or tests, but these themselves', () => {
    const product = inside('checkpoints', 'server', 'client')
    expect(importing(product, (target) => isIn(target, 'scripts', 'test'))).toEqual([])
    expect(importing(inside('scripts'), (target) => isIn(target, 'test'))).toEqual([])
  })

  it('no import goes round in a circle', () => {
    expect(circlesAmong(inside('checkpoints', 'server', 'scripts', 'test'))).toEqual([])
    // On the phone types may: a row stands with the functions over it, and the schema of the database names every row.
    expect(circlesAmong(inside('client').map(atRunTime))).toEqual([])
  })

  it('nothing is exported as default', () => {
    expect(sources.flatMap(({ path, exportsDefault }) => (exportsDefault ? [path] : []))).toEqual([])
  })
})

describe('the reading order of checkpoints/README.md', () => {
  const readme = readFileSync(new URL('../../checkpoints/README.md', import.meta.url), 'utf8')
  const [, list = ''] = readme.split('## Reading order')
  const order = [...list.matchAll(/^\d+\. \[([^\]]+)\]\(\1\)/gm)].map(([, name]) => `checkpoints/${name}`)
  /** A folder's name stands for all that is in it. */
  const placeOf = (path: string) =>
    order.findIndex((entry) => path === entry || (entry.endsWith('/') && path.startsWith(entry)))

  it('names every file once', () => {
    expect(new Set(order).size).toBe(order.length)
    expect(inside('checkpoints').flatMap(({ path }) => (placeOf(path) < 0 ? [path] : []))).toEqual([])
  })

  it('names no file that is not there', () => {
    const there = inside('checkpoints').map(({ path }) => placeOf(path))
    expect(order.filter((_, i) => !there.includes(i))).toEqual([])
  })

  it('lets each file import only files above it', () => {
    const upwards = inside('checkpoints').flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) =>
        target !== undefined && placeOf(target) > placeOf(path) ? [`${path} imports ${target}, which comes later`] : [],
      ),
    )
    expect(upwards).toEqual([])
  })
})

describe('who may touch what (docs/design.md §1)', () => {
  it('checkpoints has no clock, no dice and no IO', () => {
    const outside =
      /^(new Date\(\)|Date\.now|performance|Math\.random|crypto|fetch|process|console|setTimeout|setInterval)(\.|$)/
    expect(using(inside('checkpoints'), outside)).toEqual([])
  })

  it('the server hands data one way: main → app → api and jobs → services → store, print, notify', () => {
    const api = (target: string) => isIn(target, 'server/api', 'server/jobs')
    const services = (target: string) => isIn(target, 'server/services')
    const store = (target: string) => isIn(target, 'server/store')
    const http = (target: string) => /^(@hono\/|hono($|[/-])|node:https?$)/.test(target)
    expect(importing(inside('server/api', 'server/jobs'), store)).toEqual([])
    expect(importing(inside('server/services'), api)).toEqual([])
    expect(importing(inside('server/services', 'server/store', 'server/print'), http)).toEqual([])
    expect(importing(inside('server/store', 'server/print'), (target) => api(target) || services(target))).toEqual([])
    expect(importing(inside('server/print'), store)).toEqual([])
  })

  it('only server/store speaks SQL', () => {
    const sql = (target: string) => target === 'kysely' || target === 'better-sqlite3'
    expect(importing(except(inside('server'), 'server/store'), sql)).toEqual([])
  })

  it('only server/config.ts reads the environment, which main.ts hands to it', () => {
    const elsewhere = except(inside('server'), 'server/config.ts', 'server/main.ts')
    expect(using(elsewhere, /^process\.env(\.|$)/)).toEqual([])
    expect(importing(elsewhere, (target) => target === 'node:process')).toEqual([])
  })

  it('only client/request.ts and events.ts call the API, and the service worker fetches the app', () => {
    const callers = ['client/request.ts', 'client/events.ts', 'client/workers/service-worker.ts']
    const elsewhere = except(inside('client'), ...callers)
    const call = /^((window|self|globalThis)\.)?(fetch|XMLHttpRequest|WebSocket|EventSource)$|^navigator\.sendBeacon$/
    expect(using(elsewhere, call)).toEqual([])
  })

  it('only client/local touches IndexedDB', () => {
    const elsewhere = except(inside('client'), 'client/local')
    expect(importing(elsewhere, (target) => target === 'idb')).toEqual([])
    expect(using(elsewhere, /^((window|self|globalThis)\.)?(indexedDB|IDB\w+)$/)).toEqual([])
  })

  it('components neither know the server nor keep anything', () => {
    const components = inside('client/components')
    expect(
      importing(
        components,
        (target) => /^client\/(request|server|server-session)\.ts$/.test(target) || isIn(target, 'client/local'),
      ),
    ).toEqual([])
  })
})

describe('the rules see', () => {
  it('every form an import can take', () => {
    const { imports } = sourceOf(
      'client/models/sample.ts',
      `import { a } from './a.ts'
       import type { B } from '../b.ts'
       import './c.css'
       export * from './d.ts'
       export { e } from 'jose'
       const f = import('./f.ts')
       type G = import('./g.ts').G
       new Worker(new URL('../workers/h.ts', import.meta.url))
       // import './not-this.ts'
       const text = "import './nor-this.ts'"`,
    )
    expect(imports.map(({ specifier, target, typeOnly }) => [target ?? specifier, typeOnly])).toEqual([
      ['client/models/a.ts', false],
      ['client/b.ts', true],
      ['client/models/c.css', false],
      ['client/models/d.ts', false],
      ['jose', false],
      ['client/models/f.ts', false],
      ['client/models/g.ts', true],
      ['client/workers/h.ts', false],
    ])
  })

  it('a name where it is used, and not where it only looks like it', () => {
    const { names } = sourceOf('x.ts', 'if (process.env.A) new Date(); cache.fetch({ performance: 1 }, new Date(0))')
    expect([...names].sort()).toEqual([
      'Date',
      'cache',
      'cache.fetch',
      'new Date()',
      'process',
      'process.env',
      'process.env.A',
    ])
  })

  it('a circle, and names its files', () => {
    const a = sourceOf('a.ts', "import './b.ts'")
    const b = sourceOf('b.ts', "import './c.ts'")
    const c = sourceOf('c.ts', "import type { A } from './b.ts'")
    expect(circlesAmong([a, b, c])).toEqual(['b.ts → c.ts → b.ts'])
  })
})

/** Every way of following imports that comes back to a file already on it. */
function circlesAmong(files: readonly Source[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const circles: string[] = []
  const follow = (path: string, way: readonly string[]) => {
    const back = way.indexOf(path)
    if (back >= 0) circles.push([...way.slice(back), path].join(' → '))
    if (back >= 0 || done.has(path)) return
    for (const { target } of byPath.get(path)?.imports ?? []) if (target) follow(target, [...way, path])
    done.add(path)
  }
  for (const { path } of files) follow(path, [])
  return circles
}
