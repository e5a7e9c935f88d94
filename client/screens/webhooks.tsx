import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Webhook, WebhookAdded, Webhooks } from '../../checkpoints/wire/webhook.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate } from '../models/estate.ts'
import { webhooksOf } from '../models/office-kept.ts'
import { webhookMark } from '../models/webhooks.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { webhookWords } from '../words/webhooks.ts'
import type { WebhookWords } from '../words/webhooks.zh-Hant.ts'
import { AddButton } from './add-button.tsx'
import { NoneYet } from './none-yet.tsx'
import { type Pane, Panes, rowId } from './panes.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookPane } from './webhook-pane.tsx'
import { WebhookSecret } from './webhook-secret.tsx'

/** Other systems that are told of what happens, and whether they hear it. */
export function WebhooksScreen() {
  const words = officeWords.value
  const { value: own } = webhookWords
  const current = estate.value
  return words && own && current ? <Screen key={current.id} words={words} own={own} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly own: WebhookWords; readonly estate: Estate }

const HREF = '/settings/webhooks'

function Screen({ words, own, estate: { id, names, zone } }: Props) {
  useScreen(own.title)
  const { query, route } = useLocation()
  const shown = webhooksOf(id)
  const answer = useRefreshed(shown)
  const made = useSignal<(WebhookAdded & { readonly isNew: boolean }) | undefined>(undefined)
  const refresh = () => void shown.refresh()
  const shared = { words, own, estate: id }

  async function onAdded(added: WebhookAdded): Promise<void> {
    made.value = { ...added, isNew: false }
    await shown.refresh()
    route(`${HREF}?open=${added.webhook.id}`, true)
  }

  function paneOf({ webhooks }: Webhooks): Pane | undefined {
    const { open } = query
    if (open === undefined) return undefined
    const frame = { id: open, closeHref: HREF, closeLabel: words.back(own.title) }
    if (open === 'new') {
      const form = <WebhookForm {...shared} webhook={undefined} onSaved={(added) => void onAdded(added)} />
      return { ...frame, title: own.add, children: form }
    }
    const webhook = webhooks.find((one) => one.id === open)
    if (!webhook) return { ...frame, title: own.title, children: <p>{words.gone}</p> }
    const secret = made.value?.webhook.id === open ? made.value : undefined
    return {
      ...frame,
      title: webhook.label,
      children: (
        <div class="stack">
          {secret && <WebhookSecret {...shared} secret={secret.secret} isNew={secret.isNew} />}
          <WebhookPane
            key={open}
            {...shared}
            {...{ webhook, zone }}
            onChanged={refresh}
            onRemoved={() => {
              route(HREF, true)
              refresh()
            }}
            onSecret={(added) => {
              made.value = { ...added, isNew: true }
            }}
          />
        </div>
      ),
    }
  }

  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={own.title}
          over={nameIn(names, language.value)}
          back={{ href: '/settings', label: words.back(own.settings) }}
        >
          <AddButton words={words} href={`${HREF}?open=new`} label={own.add} />
        </TopBar>
      }
    >
      <p class="soft">{own.lead}</p>
      <Waiting words={words} shown={shown} zone={zone} />
      {answer && (
        <Panes open={paneOf(answer)} list={<Listed own={own} webhooks={answer.webhooks} open={query.open} />} />
      )}
      <p class="soft small">{own.privacy}</p>
    </Page>
  )
}

type ListedProps = {
  readonly own: WebhookWords
  readonly webhooks: readonly Webhook[]
  readonly open: string | undefined
}

function Listed({ own, webhooks, open }: ListedProps) {
  if (webhooks.length === 0) return <NoneYet words={own} href={`${HREF}?open=new`} />
  return (
    <Card flush>
      <List label={own.title}>
        {webhooks.map((webhook) => (
          <ListRow
            key={webhook.id}
            id={rowId(webhook.id)}
            href={`${HREF}?open=${webhook.id}`}
            current={open === webhook.id}
            mark={webhookMark(webhook)}
            title={webhook.label}
            detail={detailText(own, webhook)}
          />
        ))}
      </List>
    </Card>
  )
}

/** Whether it works; the host alone of its address, which may be long and hold what is nobody's business. */
function detailText(own: WebhookWords, { url, state, deliveries }: Webhook): string {
  const tried = deliveries.find(({ attempts }) => attempts > 0)
  const last = tried ? own.lastOne(own.topic[tried.topic], own.outcome[tried.state]) : own.never
  return [new URL(url).host, own.state[state], last].join(' · ')
}
