import { Icon } from '../components/icon.tsx'
import { mine, refused, sending, waiting } from '../models/outbox.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './outbox-line.css'

/** Where the records are, in one honest line. Nothing at all on a day without records. */
export function OutboxLine({ words: { myDay: words } }: { readonly words: PhoneWords }) {
  if (mine.value.length === 0) return null
  const count = decimal(waiting.value)
  return (
    <a class="outbox-line" href="/outbox" data-refused={refused.value > 0 ? '' : undefined}>
      <Icon name={refused.value > 0 ? 'warn' : waiting.value > 0 ? 'send' : 'success'} />
      <span>
        {refused.value > 0
          ? words.refused(decimal(refused.value))
          : waiting.value === 0
            ? words.allSent
            : sending.value.size > 0
              ? words.sending(count)
              : words.outbox(count)}
      </span>
      <Icon name="forward" />
    </a>
  )
}
