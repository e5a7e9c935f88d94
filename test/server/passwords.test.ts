import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../server/services/passwords.ts'

describe('a password at rest', () => {
  it('is an argon2id hash with OWASP’s parameters, and another one each time', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(other)
  })

  it('is the same however the keyboard composes its letters', async () => {
    expect(await isPassword('cafe\u0301 noir', await hashPassword('caf\u00e9 noir'))).toBe(true)
  })

  it('lets nobody in who does not exist or has not set one: not even with the decoy’s own', async () => {
    expect(await isPassword('nobody has this password', undefined)).toBe(false)
    expect(await isPassword('nobody has this password', null)).toBe(false)
  })
})
