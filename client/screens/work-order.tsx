import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { PublicWorkOrder } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Mark } from '../components/mark.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { wallNow } from '../device/clock.ts'
import { saveFile } from '../device/download.ts'
import { printPage } from '../device/print.ts'
import { keepFresh } from '../models/polled.ts'
import { mayPass, type WorkOrderFailure, workOrderFailure, workOrderOf } from '../models/work-order.ts'
import { getWorkOrderPaper } from '../server-public.ts'
import { language } from '../words/language.ts'
import { workOrderWords } from '../words/work-order.ts'
import type { WorkOrderWords } from '../words/work-order.zh-Hant.ts'
import { civilDay } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import { PageLanguage } from './page-language.tsx'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { useShareToken } from './use-share-token.ts'
import { type PhotoShown, useWorkOrderPhotos } from './use-work-order-photos.ts'
import './work-order.css'
import { WorkOrderForm } from './work-order-form.tsx'

/** What a work order's link opens: what is to be done, and where to say that it is; no account, no way further in. */
export function WorkOrderScreen() {
  const words = workOrderWords.value
  const token = useShareToken()
  if (!words) return null
  return token === undefined ? <NoToken words={words} /> : <WorkOrder key={token} words={words} token={token} />
}

type Props = { readonly words: WorkOrderWords; readonly token: string }

function NoToken({ words }: Pick<Props, 'words'>) {
  useScreen(words.title)
  return (
    <Page top={<TopBar title={words.title} />}>
      <Failed words={words} failure="no-token" />
      <Languages words={words} />
    </Page>
  )
}

/** Its desk may verify it, or take it back, while the page lies open. */
const EVERY_MS = 60_000

function WorkOrder({ words, token }: Props) {
  const shown = workOrderOf(token)
  useEffect(() => keepFresh(shown, EVERY_MS), [shown])
  const order = shown.value.value
  const title = order ? words.numbered(order.number) : words.title
  useScreen(title)
  const failure = shown.failure.value && workOrderFailure(shown.failure.value)
  const isShown = order !== undefined && (!failure || mayPass(failure))
  const again = <Again words={words} busy={shown.busy.value} onClick={() => void shown.refresh()} />
  return (
    <Page top={<TopBar title={title} over={isShown ? nameIn(order.estate.names, language.value) : undefined} />}>
      {failure && <Failed words={words} failure={failure} />}
      {isShown && <Order {...{ words, token, order }} onSent={() => void shown.refresh().then(showTop)} />}
      {!isShown && !failure && <Skeleton label={words.loading} rows={3} />}
      {isShown && <TakingAlong {...{ words, token, order }} />}
      {(isShown || (failure && mayPass(failure))) && again}
      <Languages words={words} />
    </Page>
  )
}

/** What became of it stands there; the button that was pressed is gone from the bottom. */
function showTop(): void {
  scrollTo({ top: 0 })
}

type OrderProps = Props & { readonly order: PublicWorkOrder }

function Order({ words, token, order, onSent }: OrderProps & { readonly onSent: () => void }) {
  const photos = useWorkOrderPhotos(token, order.photos)
  return (
    <>
      <Standing words={words} order={order} />
      <Task words={words} order={order} />
      {photos.length > 0 && <Photos words={words} photos={photos} />}
      {order.state === 'to-do' && (
        <div class="screen-only">
          <WorkOrderForm words={words.form} {...{ token, order, onSent }} />
        </div>
      )}
    </>
  )
}

function Standing({ words, order: { state, sentBack } }: Omit<OrderProps, 'token'>) {
  if (state === 'reported-fixed')
    return (
      <Notice tone="success" title={words.reported}>
        {words.reportedText}
      </Notice>
    )
  if (sentBack === null) return null
  return (
    <Notice tone="warn" title={words.sentBack}>
      {sentBack === '' ? words.sentBackText : <p class="work-order-said">{sentBack}</p>}
    </Notice>
  )
}

function Task({ words, order }: Omit<OrderProps, 'token'>) {
  const { spot, dueOn, note, itemWords, instructions, severity, estate, issuedAt, state } = order
  const named = (names: PublicWorkOrder['spot']['names']) => nameIn(names, language.value)
  const isOver = dueOn !== null && state === 'to-do' && civilDateOf(wallNow(), estate.zone) > dueOn
  const item = itemWords ? named(itemWords) : ''
  return (
    <>
      <Card title={words.due}>
        <p class="work-order-day">
          {dueOn === null ? words.noDue : civilDay(dueOn)}
          {isOver && (
            <small>
              <Mark state="late" />
              {words.overdue}
            </small>
          )}
        </p>
      </Card>
      <Card title={words.where}>
        <p class="work-order-where">
          {spot.place.map(named).join(' ')}
          <br />
          <strong>{named(spot.names)}</strong>
        </p>
      </Card>
      <Card title={words.what}>
        <p class="work-order-note">{note === '' ? item : note}</p>
        {instructions !== '' && (
          <div>
            <h3>{words.instructions}</h3>
            <p class="work-order-said">{instructions}</p>
          </div>
        )}
        <Facts
          facts={[
            note === '' || item === '' ? undefined : [words.item, item],
            [words.severity, words.severities[severity]],
            [words.issued, civilDay(civilDateOf(issuedAt, estate.zone))],
          ]}
        />
      </Card>
    </>
  )
}

function Photos({ words, photos }: { readonly words: WorkOrderWords; readonly photos: readonly PhotoShown[] }) {
  return (
    <Card title={words.photos}>
      <ul class="work-order-photos">
        {photos.map(({ sha256, url }, i) => {
          const name = words.photoName(String(i + 1))
          return (
            <li key={sha256}>
              {url === 'loading' && <Skeleton label={words.photoLoading(name)} rows={1} />}
              {url === 'failed' && <p class="soft">{words.photoFailed(name)}</p>}
              {url !== 'loading' && url !== 'failed' && <img src={url} alt={name} />}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** The paper is fetched rather than linked to: its address would have to hold the token. */
function TakingAlong({ words, token, order }: OrderProps) {
  const { busy, failure, send } = useSending()
  const fetched = useSignal(false)
  async function take(): Promise<void> {
    fetched.value = false
    const reply = await send(() => getWorkOrderPaper(token, language.value))
    if (!reply?.ok) return
    saveFile(`${order.number}.pdf`, 'application/pdf', reply.value)
    fetched.value = true
  }
  const why = failure.value && words.failures[workOrderFailure(failure.value)]
  return (
    <div class="stack screen-only">
      <div class="row">
        <Button busy={busy.value} onClick={() => void take()}>
          {words.download}
        </Button>
        <Button icon="print" onClick={printPage}>
          {words.print}
        </Button>
      </div>
      <p role="status" class="unseen">
        {fetched.value && words.downloaded}
      </p>
      {why && (
        <Notice tone="error" title={why[0]}>
          {why[1]}
        </Notice>
      )}
    </div>
  )
}

type AgainProps = { readonly words: WorkOrderWords; readonly busy: boolean; readonly onClick: () => void }

function Again({ words, busy, onClick }: AgainProps) {
  return (
    <div class="screen-only">
      <Button wide busy={busy} onClick={onClick}>
        {words.refresh}
      </Button>
    </div>
  )
}

function Languages({ words }: { readonly words: WorkOrderWords }) {
  return (
    <div class="screen-only">
      <PageLanguage legend={words.language} />
    </div>
  )
}

function Failed({ words, failure }: { readonly words: WorkOrderWords; readonly failure: WorkOrderFailure }) {
  const [title, text] = words.failures[failure]
  return (
    <div role="alert">
      <Empty title={title ?? ''}>{text}</Empty>
    </div>
  )
}
