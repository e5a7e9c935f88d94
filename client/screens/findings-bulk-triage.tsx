import { useMemo } from 'preact/hooks'
import { isMajor } from '../../checkpoints/answer.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { actor } from '../models/actor.ts'
import { roles } from '../models/estate.ts'
import { previewOf } from '../models/finding-bulk.ts'
import { type TriageDraft, type TriageFault, triageAct, triageFaults, triageOf } from '../models/finding-triage.ts'
import { findingRulesOf, staffOf } from '../models/office-kept.ts'
import { decimal } from '../words/writing.ts'
import { TriageFields } from './finding-triage-fields.tsx'
import { routeSaid } from './finding-words.ts'
import type { BulkProps } from './findings-bulk.tsx'
import { BulkRows } from './findings-bulk-rows.tsx'
import { useBulk } from './use-bulk.ts'
import { useForm } from './use-form.ts'
import { useRefreshed } from './use-refreshed.ts'

type Props = BulkProps & { readonly chosen: readonly ListedFinding[]; readonly onClose: () => void }

/** The same way, person and day for many; without a day each has that of the rules. */
export function BulkTriageSheet({ words, estate, chosen, onClose, onSelect, onChanged }: Props) {
  // Those that were ticked when it opened: what happens meanwhile shows in the outcomes.
  const selected = useMemo(() => chosen, [])
  const bulk = useBulk(estate.id)
  const rules = useRefreshed(findingRulesOf(estate.id))?.rules
  const staff = useStaff(estate.id)
  const isManager = roles.value.includes('manager')
  const decidesMajor = selected.some(({ severity }) => isMajor(severity)) && isManager
  const rows = previewOf('triage', selected, actor.value, undefined)
  const changing = rows.filter(({ left }) => left === undefined)
  const form = useForm<TriageDraft, TriageFault>({
    initial: triageOf({ route: null, dueOn: null }, ''),
    faultsOf: (draft) => triageFaults(draft, { latestDue: undefined, isManager, isMajor: decidesMajor }),
    faultText: (fault) => (fault === 'due-too-late' ? '' : words.form[fault]),
    fieldOf: {},
  })
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    await form.submit(async (draft) => {
      await bulk.start(rows, triageAct(draft))
      return { ok: true, value: undefined }
    })
    onChanged()
  }
  function close(): void {
    onSelect(bulk.done, false)
    onClose()
  }
  const will = form.draft.kind
    ? words.bulk.willTriage(routeSaid(triageAct(form.draft).route, { partners: rules, staff }))
    : '…'
  return (
    <Sheet title={words.bulk.triage} closeLabel={words.form.close} onClose={close}>
      <form class="stack" ref={form.ref} onSubmit={submit} noValidate>
        {!bulk.outcomes && (
          <TriageFields
            {...{ words, estate, rules, staff, isManager, isMajor: decidesMajor }}
            draft={form.draft}
            set={form.set}
            errorOf={form.errorOf}
            latestDue={undefined}
          />
        )}
        <BulkRows words={words} rows={rows} will={will} bulk={bulk} />
        <div class="row">
          {!bulk.outcomes && changing.length > 0 && (
            <Button kind="primary" submit busy={bulk.busy}>
              {words.bulk.go(decimal(changing.length))}
            </Button>
          )}
          {bulk.outcomes && !bulk.busy && <Button onClick={close}>{words.form.close}</Button>}
        </div>
      </form>
    </Sheet>
  )
}

function useStaff(estate: string) {
  const may = mayCall('GET /api/estates/:estate/staff', roles.value)
  const staff = useRefreshed(staffOf(estate))?.staff ?? []
  return may
    ? staff
        .filter(({ roles }) => roles.some((role) => role !== 'auditor'))
        .map(({ person: { id, name } }) => ({ id, name }))
    : []
}
