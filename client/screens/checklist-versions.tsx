import { useSignal } from '@preact/signals'
import type { Item } from '../../checkpoints/checklist.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { ChecklistVersion } from '../../checkpoints/wire/checklist.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { Sheet } from '../components/sheet.tsx'
import { getChecklist, withdrawChecklist } from '../server.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { dayOf, decimal } from '../words/writing.ts'
import { ChecklistCompare } from './checklist-compare.tsx'
import { useSending } from './use-sending.ts'

type Version = { readonly version: number; readonly items: readonly Item[] }

type Props = {
  readonly own: ChecklistsWords
  readonly estate: Estate
  readonly kind: Kind
  /** The newest first. */
  readonly versions: readonly ChecklistVersion[]
  /** The one that is asked now. */
  readonly newest: ChecklistVersion
  readonly mayChange: boolean
  /** What is being edited. */
  readonly items: readonly Item[]
  readonly onChanged: () => Promise<void>
  readonly onWithdrawn: () => void
}

/** Every version there was; each to be compared with what is being edited, the newest own one to be withdrawn. */
export function ChecklistVersions({
  own,
  estate,
  kind,
  versions,
  newest,
  items,
  mayChange,
  onChanged,
  onWithdrawn,
}: Props) {
  const compared = useSignal<Version | undefined>(undefined)
  /** What it is compared with; undefined: with what is being edited. */
  const against = useSignal<Version | undefined>(undefined)
  const { busy, failure, send } = useSending()
  async function fetched(version: number): Promise<Version | undefined> {
    const reply = await send(() => getChecklist(estate.id, { kind, version }))
    return reply?.ok ? { version, items: reply.value.items } : undefined
  }
  return (
    <Card title={own.history} flush>
      <List label={own.history}>
        {versions.map(({ version, origin, publishedAt, publishedBy, withdrawnAt }) => (
          <ListRow
            key={version}
            title={`${own.version(decimal(version))} · ${own[origin]}`}
            detail={[
              publishedBy === null
                ? own.takenOver(dayOf(publishedAt, estate.zone))
                : own.published(dayOf(publishedAt, estate.zone), publishedBy),
              ...(withdrawnAt === null ? [] : [own.withdrawnOn(dayOf(withdrawnAt, estate.zone))]),
            ].join(' · ')}
            aside={
              <Button
                kind="quiet"
                onClick={async () => {
                  against.value = undefined
                  compared.value = await fetched(version)
                }}
              >
                {own.compareWith} <span class="unseen">{own.version(decimal(version))}</span>
              </Button>
            }
          />
        ))}
      </List>
      <div class="spot-empty">
        {mayChange && newest.origin === 'own' && (
          <Button
            disabled={newest.used}
            busy={busy.value}
            onClick={async () => {
              if (!(await send(() => withdrawChecklist(estate.id, { kind, version: newest.version })))?.ok) return
              onWithdrawn()
              await onChanged()
            }}
          >
            {own.withdraw}
          </Button>
        )}
        {newest.origin === 'own' && newest.used && <p class="soft small">{own.inUse}</p>}
        {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      </div>
      {compared.value && (
        <Sheet
          title={`${own.compare} · ${own.version(decimal(compared.value.version))}`}
          closeLabel={own.keep}
          onClose={() => {
            compared.value = undefined
          }}
        >
          <Select
            label={own.compareTo}
            options={[
              { value: '', label: own.editedNow },
              ...versions
                .filter(({ version }) => version !== compared.value?.version)
                .map(({ version }) => ({ value: String(version), label: own.version(decimal(version)) })),
            ]}
            value={String(against.value?.version ?? '')}
            onChange={async (version) => {
              against.value = version === '' ? undefined : await fetched(Number(version))
            }}
          />
          <ChecklistCompare words={own} before={compared.value.items} after={against.value?.items ?? items} />
        </Sheet>
      )}
    </Card>
  )
}
