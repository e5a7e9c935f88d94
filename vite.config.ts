import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { preact } from '@preact/preset-vite'
import { build, defineConfig, type Plugin } from 'vite'

const SERVER = 'http://127.0.0.1:8080'

/** Lowered for phones that no longer get updates: `light-dark()` and nesting are written out for them. */
const OLDEST_BROWSERS = ['chrome107', 'safari16', 'firefox115']

const FIRST_PAGE =
  /client\/(screens\/(page-language|sign-in|use-screen)|components\/(page|field|field-frame|segmented|language-switch|button|icon|notice)|words\/problems)\.tsx?$/

export default defineConfig({
  root: here('client'),
  plugins: [
    preact({
      prefreshEnabled: process.env.NODE_ENV !== 'production',
      devToolsEnabled: false,
      reactAliasesEnabled: false,
    }),
    serviceWorker(here('client/workers/service-worker.ts')),
  ],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: OLDEST_BROWSERS,
    // The content security policy allows no data: addresses for scripts, styles or wasm.
    assetsInlineLimit: 0,
    // One style sheet and no list of what to preload: they would cost the first page more than they save it.
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the sign-in page is made of, in one piece: a dozen small ones compress badly and each takes a trip.
          groups: [{ name: 'first', test: FIRST_PAGE }],
        },
      },
    },
    manifest: true,
    sourcemap: false,
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': SERVER, '/s': SERVER, '/.well-known': SERVER },
  },
})

/**
 * Builds the service worker after everything else, as it names every other file by its content.
 * It keeps one address for good: a phone looks for updates at the address it first registered.
 */
function serviceWorker(source: string): Plugin {
  let outDir = ''
  return {
    name: 'waymark:service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir
    },
    async closeBundle(error) {
      if (error) return
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { BUILT_FILES: JSON.stringify(hashesOf(outDir)) },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          modulePreload: false,
          rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: 'service-worker.js' } },
        },
      })
    },
  }
}

/** Each file as the phone asks for it, the page as `/`, with its base64 SHA-256. Vite's own notes stay at home. */
function hashesOf(outDir: string): readonly (readonly [path: string, sha256: string])[] {
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outDir.length).split(sep).join('/'))
    .filter((path) => !path.startsWith('/.vite/') && path !== '/service-worker.js')
    .sort()
  return files.map((path) => [
    path === '/index.html' ? '/' : path,
    createHash('sha256')
      .update(readFileSync(join(outDir, path)))
      .digest('base64'),
  ])
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
