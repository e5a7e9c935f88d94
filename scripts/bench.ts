/** `npm run bench`: measures what was promised, prints a table and writes bench-results.json. `npm run bench -- labels` runs one part. */
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { measureCoverage } from './bench/coverage.ts'
import { measureDecoding } from './bench/decode.ts'
import { measureFiling } from './bench/filing.ts'
import { measureFirstLoad } from './bench/first-load.ts'
import { measureImport } from './bench/import.ts'
import { measureLabels } from './bench/labels.ts'
import { measureLighthouse } from './bench/lighthouse.ts'
import { isMet, type Measure, rowOf } from './bench/measure.ts'
import { measurePaper } from './bench/paper.ts'
import { measurePhone } from './bench/phone.ts'
import { measureRobustness } from './bench/robustness.ts'
import { measureRounds } from './bench/rounds.ts'
import { measureStorm } from './bench/storm.ts'

const PARTS: Readonly<Record<string, () => Promise<Measure[]>>> = {
  filing: measureFiling,
  storm: measureStorm,
  labels: measureLabels,
  decode: measureDecoding,
  robustness: measureRobustness,
  coverage: measureCoverage,
  paper: measurePaper,
  rounds: measureRounds,
  import: measureImport,
  'first-load': measureFirstLoad,
  phone: measurePhone,
  lighthouse: measureLighthouse,
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}`)
  process.exit(1)
}

const measures: Measure[] = []
for (const [name, measure] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`\n${name}`)
  for (const one of await measure()) {
    measures.push(one)
    console.log(`  ${rowOf(one)}`)
  }
}
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
const results = {
  measuredAt: new Date().toISOString(),
  machine,
  measures: measures.map((one) => ({ ...one, met: isMet(one) })),
}
await writeFile('bench-results.json', `${JSON.stringify(results, null, 2)}\n`)
console.log(
  '\nWritten to bench-results.json. Timings are of this machine at this moment: compare ratios within one run.',
)
// Vite's runner keeps a watcher of its own alive.
process.exit(measures.every((one) => isMet(one) !== false) ? 0 : 1)
