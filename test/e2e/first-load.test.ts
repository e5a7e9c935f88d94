import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { firstLoad } from '../../scripts/support/first-load.ts'
import { startProduct } from '../support/product.ts'

it('asks a new visitor for no more than 20 KB of JavaScript, gzipped', async () => {
  const product = await startProduct(mkdtempSync(join(tmpdir(), 'waymark-first-load-')))
  const { bytes, files } = await firstLoad(product.origin)
  await product.stop()
  expect(files.length).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(20 * 1024)
})
