/** The product as phones reach it: over a way that a test can make bad. */
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import { freePort } from '../../scripts/support/free-port.ts'
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts'
import { type Product, startProduct } from './product.ts'
import { openRound, type SmallEstate, setUpSmallEstate } from './small-estate.ts'

export type Reached = {
  readonly proxy: FlakyProxy
  /** Its origin is the proxy's. */
  readonly product: Product
  /** With a round that is open for an hour. Its own calls take the straight way. */
  readonly estate: SmallEstate
  /** Where a scan of the lift's label leads: `/s/<digits>`. */
  readonly liftTag: string
  readonly stop: () => Promise<void>
}

export async function startBehindProxy(dataDir: string): Promise<Reached> {
  const port = await freePort()
  const proxy = await startFlakyProxy(port)
  const product = await startProduct(dataDir, port, { ORIGIN: proxy.origin })
  const estate = await setUpSmallEstate(product)
  await openRound(estate, 3_600_000)
  const { checkpoints } = await estate.admin.call<Checkpoints>('GET', `/api/estates/${estate.id}/checkpoints`)
  return {
    proxy,
    product: { ...product, origin: proxy.origin },
    estate,
    liftTag: new URL(checkpoints.find(({ id }) => id === estate.spots[0]!.id)!.tagUrl!).pathname,
    async stop() {
      await product.stop()
      await proxy.stop()
    },
  }
}
