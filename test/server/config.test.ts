import { describe, expect, it } from 'vitest'
import { configFrom } from '../../server/config.ts'

describe('where mails go', () => {
  it('is nowhere, unless somebody says so', () => {
    expect(configFrom({}).mail).toEqual({ by: 'nowhere' })
  })

  it('is a mail server, with a sender that it lets us use; a folder counts only without one', () => {
    const SMTP_URL = 'smtps://patrol:p%40ss@mail.example.org:465'
    const MAIL_FROM = 'Waymark <patrol@example.org>'
    const mail = { by: 'smtp', url: SMTP_URL, from: MAIL_FROM }
    expect(configFrom({ SMTP_URL, MAIL_FROM, MAIL_DIR: '/mails' }).mail).toEqual(mail)
    expect(configFrom({ MAIL_DIR: '/mails' }).mail).toEqual({
      by: 'folder',
      folder: '/mails',
      from: 'Waymark <waymark@localhost>',
    })
  })

  it('stops the server where it cannot be meant, and never repeats a password', () => {
    const MAIL_FROM = 'patrol@example.org'
    for (const [env, name] of [
      [{ SMTP_URL: 'smtp://user:secret@mail.example.org' }, 'MAIL_FROM'],
      [{ SMTP_URL: 'http://user:secret@mail.example.org', MAIL_FROM }, 'SMTP_URL'],
      [{ SMTP_URL: 'mail.example.org:25?secret', MAIL_FROM }, 'SMTP_URL'],
      [{ SMTP_URL: 'smtp://user:secret@mail.example.org', MAIL_FROM: 'Waymark' }, 'MAIL_FROM'],
      [
        { SMTP_URL: 'smtp://secret@mail.example.org', MAIL_FROM: 'a <a@example.org>\r\nBcc: b@example.org' },
        'MAIL_FROM',
      ],
    ] as const) {
      expect(() => configFrom(env)).toThrow(new RegExp(`— ${name}: (?!.*secret)`))
    }
  })
})
