/** What an admin waits for: a thousand labels, and how coarse their symbols are. */
import { generateKeyPair } from 'jose'
import { checkpointIdOfBytes } from '../../checkpoints/ids.ts'
import { type Label, labelOf } from '../../checkpoints/label.ts'
import { issueTag, tagUrl } from '../../checkpoints/tag.ts'
import { printLabels } from '../../server/print/label-pdf.ts'
import { qrSymbol } from '../../server/print/qr-symbol.ts'
import { type Measure, percentile } from './measure.ts'

const LABELS = 1000
const RUNS = 3
const ESTATE = '018f3c1e-7a00-7000-8000-000000000001'
const NAMES = ['1 號𨋢', '電錶房', '後樓梯 A', '天台及走火通道', '電梯大堂', '停車場入口']

export async function measureLabels(): Promise<Measure[]> {
  const labels = await makeLabels()
  const seconds: number[] = []
  let bytes = 0
  for (let run = 0; run < RUNS; run++) {
    const startedAt = performance.now()
    bytes = (await printLabels(labels, { sheet: 'l7160', startAt: 1, offsetXMm: 0, offsetYMm: 0 })).length
    seconds.push((performance.now() - startedAt) / 1000)
  }
  const how = `L7160, real signed tags, Chinese names, two embedded faces; median of ${RUNS} runs`
  return [
    { name: '1,000 labels as PDF', value: percentile(seconds, 0.5), unit: 's', goal: { atMost: 2 }, how },
    { name: '  size of that PDF', value: bytes / 1e6, unit: 'MB' },
    { name: 'QR of a 21-character host', value: modules(21), unit: 'modules', goal: { exactly: 41 } },
    { name: 'QR of a 22-character host', value: modules(22), unit: 'modules' },
  ]
}

function modules(hostLength: number): number {
  return qrSymbol(tagUrl(`https://${'h'.repeat(hostLength)}`, '7'.repeat(174)), 'M').size
}

async function makeLabels(): Promise<Label[]> {
  const { privateKey } = await generateKeyPair('ES256')
  const labels: Label[] = []
  for (let i = 0; i < LABELS; i++) {
    const id = checkpointIdOfBytes(Uint8Array.of(0, 0, 0, 0, i >> 8, i & 255))
    const digits = await issueTag({ generation: 1, checkpoint: id, revision: 1 }, ESTATE, privateKey)
    const place = [`第 ${1 + (i % 9)} 座`, `${1 + (i % 40)} 樓`]
    labels.push(
      labelOf({ id, code: `T-${i}`, url: tagUrl('https://patrol.example.hk', digits), name: NAMES[i % 6]!, place }),
    )
  }
  return labels
}
