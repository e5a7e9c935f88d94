/**
 * `npm test`, after the build (which checks the types): lint, then unit, API and browser tests. Says what it does and
 * brings its own browser where it may (Debian: apt).
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NEEDED = [
  { command: 'chromium', packages: ['chromium', 'fonts-noto-cjk'], what: 'the browser of the e2e tests' },
  { command: 'pdftoppm', packages: ['poppler-utils'], what: 'turns label sheets into pictures' },
  { command: 'cc', packages: ['gcc', 'libc6-dev'], what: 'compiles what pulls the battery out of a browser' },
  { command: 'zbarimg', packages: ['zbar-tools'], what: 'a second, independent QR reader' },
] as const

bringTools()
step('Lint', 'npx', ['biome', 'check'])
step('Unit, API and browser tests', 'npx', [
  'vitest',
  'run',
  '--project',
  'unit',
  '--project',
  'apart',
  '--project',
  'e2e',
])

function step(name: string, command: string, args: readonly string[]): void {
  console.log(`\n── ${name}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) {
    console.error(`\n${name}: failed`)
    process.exit(status ?? 1)
  }
}

function bringTools(): void {
  const missing = NEEDED.filter(({ command }) => !isThere(command))
  if (missing.length === 0) return
  const packages = missing.flatMap((tool) => tool.packages)
  for (const { command, what } of missing) console.log(`Missing: ${command} (${what})`)
  if (!isThere('apt-get') || process.getuid?.() !== 0) {
    console.error(
      `Please install: ${packages.join(' ')} (Debian: sudo apt-get install ${packages.join(' ')}), then run npm test again.`,
    )
    process.exit(1)
  }
  console.log(`Installing with apt-get: ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'inherit', env })
  const still = missing.filter(({ command }) => !isThere(command)).map(({ command }) => command)
  if (still.length > 0) {
    console.error(`apt-get could not bring ${still.join(', ')}.`)
    process.exit(1)
  }
}

function isThere(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
