/** Started by labels.ts: prints so many labels and tells how long it took and how much memory. */
import { generateKeyPair } from 'jose'
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { checkpointIdOfBytes } from '../../checkpoints/ids.ts'
import { type Label, labelOf } from '../../checkpoints/label.ts'
import { PLAIN_DESIGN } from '../../checkpoints/label-design.ts'
import { LABEL_SHEETS } from '../../checkpoints/label-sheet.ts'
import { issueTag, tagUrl } from '../../checkpoints/tag.ts'
import { NO_ADJUST } from '../../server/print/drawing.ts'
import { labelPages } from '../../server/print/label-pages.ts'
import { pdfOf } from '../../server/print/label-pdf.ts'

export type LabelsMade = { readonly seconds: number; readonly rssMb: number; readonly bytes: number }

const ESTATE = '018f3c1e-7a00-7000-8000-000000000001'
const NAMES = ['1 號𨋢', '電錶房', '後樓梯 A', '天台及走火通道', '電梯大堂', '停車場入口']
const KIND_LIST = Object.keys(KINDS) as Kind[]

const labels = await makeLabels(Number(process.argv[2]))
const startedAt = performance.now()
const design = { ...PLAIN_DESIGN, picture: true, sentence: true, languages: ['zh-Hant' as const, 'en' as const] }
const printing = { sheet: LABEL_SHEETS.l7160, design, logo: undefined, startAt: 1, adjust: NO_ADJUST }
const { length } = await pdfOf(labelPages(labels, printing))
const made: LabelsMade = {
  seconds: (performance.now() - startedAt) / 1000,
  // Kilobytes.
  rssMb: process.resourceUsage().maxRSS / 1024,
  bytes: length,
}
process.send?.(made, () => process.exit(0))

async function makeLabels(count: number): Promise<Label[]> {
  const { privateKey } = await generateKeyPair('ES256')
  const labels: Label[] = []
  for (let i = 0; i < count; i++) {
    const id = checkpointIdOfBytes(Uint8Array.of(0, 0, 0, 0, i >> 8, i & 255))
    const digits = await issueTag({ generation: 1, checkpoint: id, revision: 1 }, ESTATE, privateKey)
    const names = [`${NAMES[i % 6]} ${i}`, `Spot ${i}`]
    const place = [`第 ${1 + (i % 9)} 座`, `${1 + (i % 40)} 樓`]
    const url = tagUrl('https://patrol.example.hk', digits)
    labels.push(labelOf({ id, code: `T-${i}`, kind: KIND_LIST[i % KIND_LIST.length]!, url, names, place }))
  }
  return labels
}
