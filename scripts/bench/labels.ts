/** What an admin waits for: five thousand labels of a whole group, how much memory that takes, and how coarse their symbols are. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { symbolModules } from '../../checkpoints/label-design.ts'
import type { LabelsMade } from './labels-process.ts'
import { type Measure, percentile } from './measure.ts'

const LABELS = 5000
const RUNS = 3

export async function measureLabels(): Promise<Measure[]> {
  const made: LabelsMade[] = []
  for (let run = 0; run < RUNS; run++) made.push(await makeInProcess())
  const median = (of: (one: LabelsMade) => number) => percentile(made.map(of), 0.5)
  const how = `L7160, real signed tags, pictures, sentence, two languages, two embedded faces; a process of its own, median of ${RUNS} runs`
  const name = `${LABELS.toLocaleString('en')} labels`
  return [
    { name: `${name} as PDF`, value: median(({ seconds }) => seconds), unit: 's', goal: { atMost: 8 }, how },
    { name: '  the most memory it took', value: median(({ rssMb }) => rssMb), unit: 'MB', goal: { atMost: 200 }, how },
    { name: '  size of that PDF', value: median(({ bytes }) => bytes) / 1e6, unit: 'MB' },
    { name: 'QR of a 21-character host', value: modules(21), unit: 'modules', goal: { exactly: 41 } },
    { name: 'QR of a 22-character host', value: modules(22), unit: 'modules' },
  ]
}

function modules(hostLength: number): number {
  return symbolModules(`https://${'h'.repeat(hostLength)}/s/`.length, 'M') ?? Number.NaN
}

/** Memory is a process's, and this one has much else in it. */
function makeInProcess(): Promise<LabelsMade> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('labels-process.js', import.meta.url)), [String(LABELS)])
    child.once('message', (made) => resolve(made as LabelsMade))
    child.once('exit', (code) => reject(new Error(`printing ended with ${code}`)))
  })
}
