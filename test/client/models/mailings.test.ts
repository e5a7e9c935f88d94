import { describe, expect, it } from 'vitest'
import type { ListedMail, ListedMailing } from '../../../checkpoints/wire/mailing.ts'
import {
  addressesIn,
  badAddress,
  draftOfMailing,
  fieldsOfMailing,
  mailingFaults,
  newMailing,
  sendingsOf,
  unsubscribeLink,
} from '../../../client/models/mailings.ts'
import { at, uuid } from '../../support/builders.ts'

const mailing: ListedMailing = {
  id: uuid(1),
  rhythm: { kind: 'weekly', weekday: 3 },
  at: '09:30',
  recipients: ['lee@example.org', 'poh@example.org'],
  language: 'zh-Hans',
  state: 'active',
  unsubscribed: [],
  createdBy: 'Lee',
  nextAt: null,
  mails: [],
}

function aMail(number: number, given: Partial<ListedMail> = {}): ListedMail {
  return {
    id: uuid(number),
    ...{ from: '2026-03-01', to: '2026-03-01', dueAt: at('08:00'), asked: false, address: `p${number}@example.org` },
    ...{ state: 'sent', attempts: 1, nextTryAt: null, trouble: null, answer: null, sentAt: at('08:00') },
    ...given,
  }
}

describe('a report by e-mail', () => {
  it('comes back as it was when nothing is changed', () => {
    const { rhythm, at, recipients, language } = mailing
    expect(draftOfMailing(fieldsOfMailing(mailing))).toEqual({ rhythm, at, recipients, language })
  })

  it('keeps its weekday while another kind is looked at, and sends none with it', () => {
    const fields = { ...fieldsOfMailing(mailing), kind: 'monthly' as const }
    expect(draftOfMailing(fields).rhythm).toEqual({ kind: 'monthly' })
    expect(draftOfMailing({ ...fields, kind: 'weekly' }).rhythm).toEqual({ kind: 'weekly', weekday: 3 })
  })

  it('takes addresses as they are pasted, each once', () => {
    expect(
      addressesIn(' Lee@Example.org, poh@example.org；lee@example.org\n\nmo@example.org、ho@example.org '),
    ).toEqual(['lee@example.org', 'poh@example.org', 'mo@example.org', 'ho@example.org'])
  })

  it('says which address is none, and what else is missing', () => {
    const fields = { ...newMailing('en'), recipients: 'lee@example.org poh@' }
    expect([mailingFaults(fields), badAddress(fields.recipients)]).toEqual([{ recipients: 'bad-address' }, 'poh@'])
    expect(mailingFaults({ ...fields, at: '', recipients: '\n' })).toEqual({ at: 'time', recipients: 'no-address' })
    const many = Array.from({ length: 21 }, (_, i) => `p${i}@example.org`).join('\n')
    expect(mailingFaults({ ...fields, recipients: many })).toEqual({ recipients: 'too-many-addresses' })
    expect(mailingFaults({ ...fields, recipients: 'lee@example.org' })).toEqual({})
  })
})

describe('the last mails', () => {
  it('are told occasion by occasion: how many went out and when, and who did not get his', () => {
    const failed = aMail(3, { state: 'failed', trouble: 'deferred', nextTryAt: at('08:05'), sentAt: null })
    const waiting = aMail(4, { state: 'waiting', nextTryAt: at('08:05'), sentAt: null })
    const byHand = aMail(6, { asked: true })
    const today = [aMail(1), aMail(2, { sentAt: at('08:01') }), failed, waiting]
    const yesterday = aMail(5, { dueAt: at('08:00', '2026-03-01'), from: '2026-02-28', to: '2026-02-28' })
    const [first, second, third, ...rest] = sendingsOf([...today, byHand, yesterday])
    expect(first).toMatchObject({ sent: 2, sentAt: at('08:01'), waiting: 1, troubled: [failed], asked: false })
    expect(second).toMatchObject({ sent: 1, asked: true, troubled: [] })
    expect(third).toMatchObject({ from: '2026-02-28', sent: 1 })
    expect(rest).toEqual([])
  })

  it('of which none went out have no time at which they did', () => {
    const [only] = sendingsOf([aMail(1, { state: 'given-up', trouble: 'recipient-refused', sentAt: null })])
    expect([only?.sent, only?.sentAt, only?.troubled.length]).toEqual([0, null, 1])
  })
})

describe('the link out of a mail', () => {
  it('is whole, or not there', () => {
    const link = { mailing: uuid(1), address: 'lee+patrol@example.org', token: 'x'.repeat(43) }
    expect(unsubscribeLink(`#${new URLSearchParams(link)}`)).toEqual(link)
    for (const hash of ['', '#', '#token=x', `#mailing=${uuid(1)}&address=&token=x`]) {
      expect([hash, unsubscribeLink(hash)]).toEqual([hash, undefined])
    }
  })
})
