/** How somebody wants to be told, while he is filling it in. Pure. */
import * as v from 'valibot'
import type { Language } from '../../checkpoints/language.ts'
import { MailAddress } from '../../checkpoints/mailing.ts'
import type { NotificationSettings } from '../../checkpoints/notification.ts'
import { CivilTime } from '../../checkpoints/time.ts'
import type { NotificationTest } from '../../checkpoints/wire/notification.ts'

export type NotificationFields = {
  readonly push: boolean
  readonly mail: boolean
  readonly address: string
  readonly isQuiet: boolean
  readonly from: string
  readonly to: string
  /** 'own': his account's. */
  readonly language: Language | 'own'
}
export type NotificationFault = 'address' | 'bad-address' | 'time' | 'same-time'

/** What most people would fill in. */
const NIGHT = { from: '22:00', to: '07:00' }

export function fieldsOf({ push, mail, address, quiet, language }: NotificationSettings): NotificationFields {
  return {
    push,
    mail,
    address: address ?? '',
    isQuiet: quiet !== null,
    ...(quiet ?? NIGHT),
    language: language ?? 'own',
  }
}

export function notificationFaults(
  fields: NotificationFields,
): Partial<Record<keyof NotificationFields, NotificationFault>> {
  const { mail, isQuiet, from, to } = fields
  const address = fields.address.trim()
  const timeFault = (time: string) => (isQuiet && !v.is(CivilTime, time) ? ('time' as const) : undefined)
  const [fromFault, toFault] = [timeFault(from), timeFault(to)]
  return {
    ...(mail && address === '' && { address: 'address' }),
    ...(address !== '' && !v.is(MailAddress, address) && { address: 'bad-address' }),
    ...(fromFault && { from: fromFault }),
    ...(toFault && { to: toFault }),
    ...(isQuiet && !fromFault && from === to && { to: 'same-time' }),
  }
}

export function settingsOf({
  push,
  mail,
  address,
  isQuiet,
  from,
  to,
  language,
}: NotificationFields): NotificationSettings {
  return {
    ...{ push, mail, address: address.trim() === '' ? null : address.trim() },
    quiet: isQuiet ? { from, to } : null,
    language: language === 'own' ? null : language,
  }
}

/** Which ways have taken a test, and which have not. */
export function outcomesOf({ mail, browsers }: NotificationTest) {
  const took = (taken: boolean) => ({
    mail: mail === taken,
    browsers: browsers.filter((browser) => browser.taken === taken).length,
  })
  return { taken: took(true), refused: took(false), nothing: mail === null && browsers.length === 0 }
}
