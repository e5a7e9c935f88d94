import { Icon } from '../components/icon.tsx'
import { mySaid, refusedDeeds, sendingDeed, waitingDeeds } from '../models/finding-outbox.ts'
import { mine, refused, sending, waiting } from '../models/outbox.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './outbox-line.css'

/** Where the records are, in one honest line. Nothing at all on a day without records. */
export function OutboxLine({ words: { myDay: words } }: { readonly words: PhoneWords }) {
  if (mine.value.length + mySaid.value.length === 0) return null
  const toSend = waiting.value + waitingDeeds.value
  const notTaken = refused.value + refusedDeeds.value
  const count = decimal(toSend)
  return (
    <a class="outbox-line" href="/outbox" data-refused={notTaken > 0 ? '' : undefined}>
      <Icon name={notTaken > 0 ? 'warn' : toSend > 0 ? 'send' : 'success'} />
      <span>
        {notTaken > 0
          ? words.refused(decimal(notTaken))
          : toSend === 0
            ? words.allSent
            : sending.value.size > 0 || sendingDeed.value !== undefined
              ? words.sending(count)
              : words.outbox(count)}
      </span>
      <Icon name="forward" />
    </a>
  )
}
