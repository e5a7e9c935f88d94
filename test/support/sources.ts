/** The product's own source files, parsed, for tests about who imports whom and who touches what. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

export type Source = {
  /** From the root of the repository, with forward slashes: `server/api/visits.ts`. */
  readonly path: string
  readonly imports: readonly Import[]
  /** Every name it uses, dotted where it is: `fetch`, `process.env`; and `new Date()`. */
  readonly names: ReadonlySet<string>
  readonly exportsDefault: boolean
}
export type Import = {
  /** As written: `jose`, `node:fs`, `../ids.ts`. */
  readonly specifier: string
  /** The file it means, from the root; undefined for packages. */
  readonly target: string | undefined
  /** Gone at run time: `import type`. (`import { type A }` leaves an import of the file behind.) */
  readonly typeOnly: boolean
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Every TypeScript file below a folder of the repository. */
export function sourcesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => sourceOf(path, readFileSync(join(ROOT, path), 'utf8')))
}

/** One file: its static, dynamic and type imports, re-exports, and modules named by `new URL(…, import.meta.url)`. */
export function sourceOf(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const typeOnly = new Map<string, boolean>()
  const names = new Set<string>()
  let exportsDefault = false
  visit(program as unknown as Node, (node) => {
    const specifier = specifierOf(node)
    if (specifier) typeOnly.set(specifier, isTypeOnly(node) && typeOnly.get(specifier) !== false)
    const name = nameOf(node)
    if (name) names.add(name)
    if (node.type === 'ExportDefaultDeclaration') exportsDefault = true
  })
  const imports = [...typeOnly].map(([specifier, typeOnly]) => ({
    specifier,
    target: targetOf(path, specifier),
    typeOnly,
  }))
  return { path, imports, names, exportsDefault }
}

type Node = { readonly type: string; readonly [member: string]: unknown }

function visit(node: Node, look: (node: Node) => void): void {
  look(node)
  for (const [member, value] of Object.entries(node)) {
    // The names of members say nothing by themselves: `cache.fetch` and `{ fetch: 1 }` are no `fetch`.
    if ((member === 'key' || member === 'property') && node.computed !== true) continue
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, look)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function specifierOf(node: Node): string | undefined {
  const named = /^(Import|ExportNamed|ExportAll)Declaration$|^(ImportExpression|TSImportType)$/.test(node.type)
  if (named) return textOf(node.source)
  if (node.type !== 'NewExpression' || nameOf(node.callee) !== 'URL') return undefined
  const [path, base] = node.arguments as readonly unknown[]
  return nameOf(base) === 'import.meta.url' ? textOf(path) : undefined
}

function isTypeOnly(node: Node): boolean {
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type'
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === 'string' ? node.value : undefined
}

/** `a` and `a.b.c`, where they are read as such. */
function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  // With an argument it is a calculation, without one it reads the clock.
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && (node.arguments as unknown[]).length === 0)
    return 'new Date()'
  if (node.type === 'Identifier') return node.name as string
  if (node.type === 'MetaProperty') return `${nameOf(node.meta)}.${nameOf(node.property)}`
  if (node.type !== 'MemberExpression' || node.computed === true) return undefined
  const object = nameOf(node.object)
  return object && `${object}.${nameOf(node.property)}`
}

function targetOf(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return posix.join(dirname(path), specifier.replace(/\?.*$/, ''))
}
