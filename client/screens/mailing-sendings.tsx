import type { Zone } from '../../checkpoints/time.ts'
import type { ListedMail, ListedMailing } from '../../checkpoints/wire/mailing.ts'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { type Sending, sendingsOf } from '../models/mailings.ts'
import type { MailingWords } from '../words/mailings.zh-Hant.ts'
import { dayAndTime, decimal, shortDay } from '../words/writing.ts'

type Props = { readonly own: MailingWords; readonly mailing: ListedMailing; readonly zone: Zone }

const MOST_SHOWN = 10

/** What became of the last ones, occasion by occasion; whoever did not get his is named. */
export function MailingSendings({ own, mailing, zone }: Props) {
  const sendings = sendingsOf(mailing.mails).slice(0, MOST_SHOWN)
  if (sendings.length === 0) return <p class="soft">{own.lastNone}</p>
  return (
    <List label={own.last}>
      {sendings.map((sending) => (
        <ListRow
          key={sending.key}
          title={titleOf(own, sending)}
          detail={<Outcomes own={own} sending={sending} zone={zone} />}
        />
      ))}
    </List>
  )
}

function titleOf(own: MailingWords, { from, to, asked }: Sending): string {
  const period = own.period(shortDay(from), shortDay(to))
  return asked ? `${period} · ${own.asked}` : period
}

type OutcomesProps = Omit<Props, 'mailing'> & { readonly sending: Sending }

/** How many got it, and who did not. */
export function Outcomes({ own, zone, sending: { sent, sentAt, waiting, troubled } }: OutcomesProps) {
  return (
    <>
      {sentAt !== null && <Line>{own.sent(dayAndTime(sentAt, zone), decimal(sent))}</Line>}
      {waiting > 0 && <Line>{own.waiting(decimal(waiting))}</Line>}
      {troubled.map((mail) => (
        <Line key={mail.id}>{troubleText(own, mail, zone)}</Line>
      ))}
    </>
  )
}

function Line({ children }: { readonly children: string }) {
  return (
    <>
      {children}
      <br />
    </>
  )
}

function troubleText(own: MailingWords, { address, trouble, answer, nextTryAt }: ListedMail, zone: Zone): string {
  const reason = own.notSent(address, own.trouble[trouble ?? 'unexpected'])
  const next = nextTryAt === null ? own.givenUp : own.again(dayAndTime(nextTryAt, zone))
  return [reason, next, ...(answer ? [own.answer(answer)] : [])].join(' ')
}
