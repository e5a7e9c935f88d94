/** Passwords at rest: argon2id with the library's parameters, which follow OWASP's (19 MiB, 2 passes, 1 lane). */
import { hash, verify } from '@node-rs/argon2'

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'))
}

/** Takes as long for people who do not exist as for those who do (ASVS 6.3.8). */
export async function isPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await decoy), password.normalize('NFC'))
  return matches && stored != null
}

let decoy: Promise<string> | undefined
