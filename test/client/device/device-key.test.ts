import { CompactSign, compactVerify, importJWK } from 'jose'
import { expect, it } from 'vitest'
import { createDeviceKey } from '../../../client/device/device-key.ts'

it('signs what its public half verifies', async () => {
  const { privateKey, publicJwk } = await createDeviceKey()
  const jws = await new CompactSign(new TextEncoder().encode('visit'))
    .setProtectedHeader({ alg: 'ES256' })
    .sign(privateKey)
  const { payload } = await compactVerify(jws, await importJWK(publicJwk, 'ES256'))
  expect(new TextDecoder().decode(payload)).toBe('visit')
})

it('keeps the private half inside the browser', async () => {
  const { privateKey, publicJwk } = await createDeviceKey()
  await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow()
  expect(Object.keys(publicJwk)).toEqual(['kty', 'crv', 'x', 'y'])
})
