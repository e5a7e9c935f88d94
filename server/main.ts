/** `npm start`: the server on the environment's configuration. */
import { configFrom } from './config.ts'
import { openContext } from './context.ts'
import { offerSetUp } from './services/set-up.ts'
import { startServer, stopOnSignal } from './start.ts'

const context = await openContext(configFrom(process.env))
const setUpToken = await offerSetUp(context)
stopOnSignal(await startServer(context))
console.log(`\nWaymark is at ${context.config.origin}`)
if (setUpToken) {
  console.log(`Nothing is set up yet. Open this link once, within seven days, to make the first admin:`)
  console.log(`  ${context.config.origin}/setup#token=${setUpToken}\n`)
}
