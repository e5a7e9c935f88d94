import { useEffect } from 'preact/hooks'
import { Icon } from '../components/icon.tsx'
import { shortCount } from '../models/inbox.ts'
import { unread, watchInbox } from '../models/inbox-kept.ts'
import { newsWords } from '../words/news.ts'
import { decimal } from '../words/writing.ts'
import './bell.css'

/** The way to what one was told, with how much of it is new. */
export function Bell({ here }: { readonly here?: boolean | undefined }) {
  const words = newsWords.value
  if (!words) return null
  const { value: count } = unread
  return (
    <a class="bell" href="/inbox" aria-current={here ? 'page' : undefined}>
      <span class="unseen">{count > 0 ? words.bellUnread(decimal(count)) : words.bell}</span>
      <Icon name="bell" />
      {count > 0 && (
        <span class="bell-count" aria-hidden="true">
          {shortCount(count)}
        </span>
      )}
    </a>
  )
}

/** The same for whoever has no desk, where nothing else asks what is new. */
export function PhoneBell() {
  useEffect(() => watchInbox(undefined), [])
  return <Bell />
}
