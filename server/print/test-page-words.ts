/** What the ruled page tells whoever adjusts a printer, short enough for the width of a label. */
import type { Language } from '../../checkpoints/language.ts'

// biome-ignore format: hand-aligned table
const LINES: Readonly<Record<Language, readonly string[]>> = {
  'zh-Hant': ['打印機測試頁：以 100% 打印在白紙上。', '1. 與標籤紙疊在一起對着光看。', '2. 框線偏右或偏下幾毫米，', '    就填負幾；偏左或偏上填正數。', '3. 量度標示「100」的刻度：', '    量得 99 mm，縮放填 101。'],
  'zh-Hans': ['打印机测试页：以 100% 打印在白纸上。', '1. 与标签纸叠在一起对着光看。', '2. 框线偏右或偏下几毫米，', '    就填负几；偏左或偏上填正数。', '3. 量标着“100”的刻度：', '    量得 99 mm，缩放填 101。'],
  en:        ['Test page: print at 100 % on plain paper.', '1. Hold it to the light over a label sheet.', '2. Outlines too far right or down', '    by n mm: enter −n; left or up: n.', '3. Measure the rulers at “100”:', '    if it is 99 mm, enter 101 as scale.'],
}

export function testPageLines(language: Language): readonly string[] {
  return LINES[language]
}
