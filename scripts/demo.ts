/** `npm run demo`: the server with the demo estate, seeded on first run and kept afterwards. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configFrom } from '../server/config.ts'
import { openContext } from '../server/context.ts'
import { startServer, stopOnSignal } from '../server/start.ts'
import { type Login, seedDemo } from './demo/seed.ts'

// Somebody who looks around wants to see a mail, and has no mail server at hand.
const MAIL_DIR = join(process.env.DATA_DIR ?? './data', 'mail')
const config = configFrom({ LOG_LEVEL: 'warn', MAIL_DIR, ...process.env })
const loginsFile = join(config.dataDir, 'demo.json')

if (!existsSync(join(config.dataDir, 'waymark.db'))) console.log('Making the demo estate with three weeks of history …')
const seeded = await seedDemo(config)
if (seeded)
  await writeFile(loginsFile, `${JSON.stringify({ origin: config.origin, logins: seeded }, null, 2)}\n`, {
    mode: 0o600,
  })

stopOnSignal(await startServer(await openContext(config)))
const logins: Login[] =
  seeded ??
  (await readFile(loginsFile, 'utf8').then(
    (text) => JSON.parse(text).logins,
    () => [],
  ))
console.log(`
Waymark demo — 翠湖花園 / Jade Lake Garden
  ${config.origin}

${logins.map(({ roles, username, password, name }) => `  ${roles.join('+').padEnd(17)} ${username.padEnd(8)} ${password}   ${name}`).join('\n')}

  Labels: sign in as ${logins[0]?.username ?? 'an admin'}, then ${config.origin}/labels
  These logins also stand in ${loginsFile}. Stop with Ctrl-C; running it again keeps the data.
`)
