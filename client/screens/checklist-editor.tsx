import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { is } from 'valibot'
import { askedNow, checklistFaults, type Item } from '../../checkpoints/checklist.ts'
import { Kind } from '../../checkpoints/checkpoint.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { ChecklistVersion } from '../../checkpoints/wire/checklist.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { dropEdit, isSame, isWellFormed, keepEdit, keptEdit, withIds } from '../models/checklist-editor.ts'
import { estate, roles } from '../models/estate.ts'
import { checklistsOf } from '../models/office-kept.ts'
import type { Failure } from '../models/polled.ts'
import { getChecklist, publishChecklist } from '../server.ts'
import { checklistsWords } from '../words/checklists.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import { ChecklistCompare } from './checklist-compare.tsx'
import { ChecklistPreview } from './checklist-preview.tsx'
import { ChecklistVersions } from './checklist-versions.tsx'
import { ItemsEditor } from './items-editor.tsx'
import { kindName } from './kind-choices.ts'
import './spot.css'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { Waiting } from './waiting.tsx'

/** The items of a kind: to read, and for those who plan to write anew, compare and publish (policy 4.1). */
export function ChecklistEditorScreen() {
  const words = officeWords.value
  const { value: own } = checklistsWords
  const current = estate.value
  const { kind } = useRoute().params
  if (!words || !own || !current) return null
  if (!is(Kind, kind)) return <Empty title={words.gone} />
  return <KindChecklist key={`${current.id} ${kind}`} words={words} own={own} estate={current} kind={kind} />
}

type Props = {
  readonly words: OfficeWords
  readonly own: ChecklistsWords
  readonly estate: Estate
  readonly kind: Kind
}

function KindChecklist({ words, own, estate, kind }: Props) {
  const title = kindName(kind)
  useScreen(title)
  const shown = checklistsOf(estate.id)
  const versions = useRefreshed(shown)?.checklists.find((one) => one.kind === kind)?.versions
  const newest = versions && askedNow(versions)
  return (
    <Page
      width="wide"
      top={<TopBar title={title} over={own.title} back={{ href: '/checklists', label: words.back(own.title) }} />}
    >
      <Waiting words={words} shown={shown} zone={estate.zone} />
      {versions && newest && (
        <Editor {...{ words, own, estate, kind, versions, newest }} onChanged={() => shown.refresh()} />
      )}
    </Page>
  )
}

type EditorProps = Props & {
  readonly versions: readonly ChecklistVersion[]
  readonly newest: ChecklistVersion
  readonly onChanged: () => Promise<void>
}

function Editor(props: EditorProps) {
  const { own, estate, kind, versions, newest, onChanged } = props
  const of = `${estate.id} ${kind}`
  const mayChange = mayCall('POST /api/estates/:estate/checklists/:kind', roles.value)
  const published = useSignal<readonly Item[] | undefined>(undefined)
  const items = useSignal<readonly Item[] | undefined>(undefined)
  /** The version that the items were edited from. */
  const basis = useSignal(newest.version)
  const said = useSignal<string | undefined>(undefined)
  const asking = useSignal(false)
  const unread = useSignal<Failure | undefined>(undefined)
  /** Counts up when the items are no longer those that forms are open for, or that were taken out of. */
  const edition = useSignal(0)
  const { busy, failure, send, forget } = useSending()

  useEffect(() => {
    void getChecklist(estate.id, { kind, version: newest.version }).then((reply) => {
      unread.value = reply.ok ? undefined : reply
      if (!reply.ok) return
      const isUntouched = !items.value || isSame(items.value, published.value ?? [])
      // What has been edited already is gone on with; whoever has edited nothing just sees the newest.
      const kept = items.value || !mayChange ? undefined : keptEdit(of)
      if (isUntouched) {
        items.value = kept?.items ?? reply.value.items
        basis.value = kept?.basis ?? newest.version
      }
      published.value = reply.value.items
    })
  }, [estate.id, kind, newest.version, of, mayChange, published, items, basis, unread])

  if (unread.value && !published.value) return <Notice tone="error">{failureText(unread.value)}</Notice>
  if (!items.value || !published.value) return null
  const current = items.value
  const isChanged = !isSame(current, published.value)
  const faults = checklistFaults(current).filter(({ why }) => why !== 'prefix')
  const isReady = faults.length === 0 && current.every(isWellFormed)

  function edit(next: readonly Item[]): void {
    items.value = next
    said.value = undefined
    forget()
    if (isSame(next, published.value ?? [])) dropEdit(of)
    else keepEdit(of, { basis: basis.value, items: next })
  }

  function restart(next: readonly Item[]): void {
    items.value = next
    basis.value = newest.version
    edition.value++
    dropEdit(of)
    forget()
  }

  async function publish(): Promise<void> {
    const named = withIds(current, new Set(published.value?.map(({ id }) => id)))
    const reply = await send(() => publishChecklist(estate.id, kind, { basis: basis.value, items: named }))
    asking.value = false
    if (reply && !reply.ok && !reply.offline && reply.problem.code === 'checklist-changed') await onChanged()
    if (!reply?.ok) return
    dropEdit(of)
    published.value = named
    items.value = named
    edition.value++
    basis.value = reply.value.version
    said.value = own.publishedNow(decimal(reply.value.version))
    await onChanged()
  }

  const isStale = basis.value !== newest.version && isChanged
  return (
    <>
      {said.value && <Notice tone="success">{said.value}</Notice>}
      {failure.value && !isStale && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {isStale && (
        <Notice
          tone="warn"
          actions={
            <Button
              onClick={() => {
                basis.value = newest.version
                keepEdit(of, { basis: newest.version, items: current })
                forget()
              }}
            >
              {own.takeNewer}
            </Button>
          }
        >
          {own.newer}
        </Notice>
      )}
      {isChanged && !isStale && (
        <Notice tone="info" actions={<Button onClick={() => restart(published.value ?? [])}>{own.discard}</Button>}>
          {own.unpublished}
        </Notice>
      )}
      <div class="spot-columns">
        <div class="stack">
          <ItemsEditor
            key={edition.value}
            words={own}
            items={current}
            faults={faults}
            mayChange={mayChange}
            dwellings={[]}
            onChange={edit}
          />
          {mayChange && (
            <div class="row">
              <Button
                kind="primary"
                disabled={!isChanged || !isReady || isStale}
                onClick={() => {
                  asking.value = true
                }}
              >
                {own.publish}
              </Button>
              <Button
                onClick={async () => {
                  // Only whoever wants it loads every kind's shipped wording.
                  const { shippedItems } = await import('../../checkpoints/checklists/shipped.ts')
                  edit(shippedItems(kind))
                  edition.value++
                  said.value = own.restored
                }}
              >
                {own.restore}
              </Button>
            </div>
          )}
          {isChanged && !isReady && <p class="soft">{own.notReady}</p>}
        </div>
        <div class="stack">
          <Card title={own.preview}>
            <ChecklistPreview words={own} items={current} />
          </Card>
          <ChecklistVersions
            {...props}
            mayChange={mayChange}
            items={current}
            onWithdrawn={() => {
              said.value = own.withdrawn
              basis.value = askedNow(versions.filter(({ version }) => version !== newest.version))?.version ?? 1
              if (isChanged) keepEdit(of, { basis: basis.value, items: current })
              else items.value = undefined
            }}
          />
        </div>
      </div>
      {asking.value && (
        <Sheet
          title={own.publishAsk}
          closeLabel={own.keep}
          onClose={() => {
            asking.value = false
          }}
          actions={
            <>
              <Button
                wide
                onClick={() => {
                  asking.value = false
                }}
              >
                {own.keep}
              </Button>
              <Button kind="primary" wide busy={busy.value} onClick={() => void publish()}>
                {own.publish}
              </Button>
            </>
          }
        >
          <p>{own.publishText}</p>
          <ChecklistCompare words={own} before={published.value} after={current} />
        </Sheet>
      )}
    </>
  )
}
