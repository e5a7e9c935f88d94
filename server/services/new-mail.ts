import type { Context } from '../context.ts'
import type { NewMail } from '../store/mails.ts'

/** A mail to be made, with an id of its own, from which its Message-ID follows. */
export function newMail(context: Context, mail: Omit<NewMail, 'id' | 'messageId'>): NewMail {
  const id = context.newId()
  return { ...mail, id, messageId: `<${id}@${new URL(context.config.origin).hostname}>` }
}
