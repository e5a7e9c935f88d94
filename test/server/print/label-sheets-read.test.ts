/** Every sheet as it leaves the printer, read back whole by two readers that know nothing of us. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Label } from '../../../checkpoints/label.ts'
import {
  LABEL_SHEETS,
  type LabelSheet,
  type LabelSheetId,
  labelBoxes,
  labelsPerPage,
} from '../../../checkpoints/label-sheet.ts'
import { cutLabel, renderPage } from '../../support/label-picture.ts'
import { loadZxing, pdfWith, signedLabels, zbar, zxing } from '../../support/printed-labels.ts'

let labels: Label[]
beforeAll(async () => {
  loadZxing()
  labels = await signedLabels(30)
})

describe.each(Object.keys(LABEL_SHEETS) as LabelSheetId[])('a full sheet of %s', (id) => {
  const sheet: LabelSheet = LABEL_SHEETS[id]

  it.each([300, 150])(
    'says at %i dpi exactly the URLs, every symbol of it, to both readers',
    async (dpi) => {
      const some = labels.slice(0, labelsPerPage(sheet))
      const urls = some.map(({ url }) => url)
      const page = renderPage(await pdfWith(sheet, some), 1, dpi)
      const cut = labelBoxes(sheet, some.length).map((box) => cutLabel(page, box, dpi))
      expect((await zxing(page)).sort()).toEqual(urls.toSorted())
      expect(zbar(cut)).toEqual(urls)
    },
    30_000,
  )
})
