import type { Uuid } from '../../checkpoints/ids.ts'
import type { Context } from '../context.ts'
import type { NewMail } from '../store/mails.ts'

/** RFC 5322 §3.6.4, out of an id that no other mail has. */
export function messageIdOf({ config }: Context, id: Uuid): string {
  return `<${id}@${new URL(config.origin).hostname}>`
}

/** A mail to be made, with an id of its own, from which its Message-ID follows. */
export function newMail(context: Context, mail: Omit<NewMail, 'id' | 'messageId'>): NewMail {
  const id = context.newId()
  return { ...mail, id, messageId: messageIdOf(context, id) }
}
