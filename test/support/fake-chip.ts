/** An NTAG 424 DNA as it behaves once it has been set up: every touch writes another proof into its address (NXP AN12196 §3). */
import { createCipheriv, randomBytes } from 'node:crypto'
import type { SunProof } from '../../checkpoints/chip.ts'
import { bytesOfHex, hexOf } from '../../checkpoints/sun.ts'
import type { ChipSetUp } from '../../checkpoints/wire/chip.ts'
import { macOfTouch } from '../../server/services/sun.ts'

export type FakeChip = {
  /** @param counter how often it has been touched, if not once more than before */
  readonly touch: (counter?: number) => SunProof
  /** The address that a phone opens. */
  readonly url: (proof: SunProof) => string
}

export function fakeChip(uid: string, { keys, url }: Pick<ChipSetUp, 'keys' | 'url'>): FakeChip {
  let touches = 0
  return {
    touch(counter = touches + 1) {
      touches = counter
      const count = [counter & 0xff, (counter >> 8) & 0xff, counter >> 16]
      const plain = Uint8Array.of(0xc7, ...bytesOfHex(uid), ...count, ...randomBytes(5))
      const stream = createCipheriv('aes-128-cbc', bytesOfHex(keys.meta), new Uint8Array(16)).setAutoPadding(false)
      const picc = hexOf(Buffer.concat([stream.update(plain), stream.final()]))
      return { picc, mac: macOfTouch(bytesOfHex(keys.file), { uid, counter }) }
    },
    url: ({ picc, mac }) => url.replace(/(?<=picc_data=)0{32}/, picc).replace(/(?<=cmac=)0{16}$/, mac),
  }
}
