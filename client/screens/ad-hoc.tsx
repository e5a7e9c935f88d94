import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { mayCall } from '../../checkpoints/people.ts'
import type { Zone } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TextArea } from '../components/text-area.tsx'
import { type AdHocDraft, type AdHocFault, adHocBody, adHocFaults } from '../models/ad-hoc.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { roles } from '../models/estate.ts'
import { NAME_MAX_LENGTH } from '../models/names.ts'
import { assignable, FOCUS_MAX_LENGTH } from '../models/plans.ts'
import { now } from '../models/server-time.ts'
import { startRound } from '../server.ts'
import { calendarWords } from '../words/calendar.ts'
import type { CalendarWords } from '../words/calendar.zh-Hant.ts'
import { language } from '../words/language.ts'
import { timeOfDay } from '../words/writing.ts'
import { AdHocSpots } from './ad-hoc-spots.tsx'
import { useForm } from './use-form.ts'
import { usePeople } from './use-people.ts'
import { useRefreshed } from './use-refreshed.ts'
import { Waiting } from './waiting.tsx'

type Props = { readonly estate: string; readonly zone: Zone }

/** A round right now, for those who plan: after a storm, or because somebody has called. */
export function AdHocButton(props: Props) {
  const words = calendarWords.value
  const open = useSignal(false)
  if (!words || !mayCall('POST /api/estates/:estate/rounds', roles.value)) return null
  return (
    <>
      <Button
        icon="plus"
        onClick={() => {
          open.value = true
        }}
      >
        {words.adHoc.button}
      </Button>
      {/* A section, as a sheet's head inside a page's head would be taken for another page's. */}
      {open.value && (
        <section>
          <AdHocSheet
            {...props}
            words={words}
            onClose={() => {
              open.value = false
            }}
          />
        </section>
      )}
    </>
  )
}

type SheetProps = Props & { readonly words: CalendarWords; readonly onClose: () => void }

function AdHocSheet({ words, onClose, ...props }: SheetProps) {
  const shown = catalogueOf(props.estate)
  const catalogue = useRefreshed(shown)
  return catalogue ? (
    <AdHocForm {...props} words={words} catalogue={catalogue} onClose={onClose} />
  ) : (
    <Sheet title={words.adHoc.title} closeLabel={words.close} onClose={onClose}>
      <Waiting words={words} shown={shown} zone={props.zone} />
    </Sheet>
  )
}

const USUAL_MINUTES = '60'

function AdHocForm({ words, estate, zone, catalogue, onClose }: SheetProps & { readonly catalogue: Catalogue }) {
  const { adHoc: own } = words
  const { route } = useLocation()
  const staff = usePeople(estate)
  const form = useForm<AdHocDraft, AdHocFault>({
    initial: {
      name: own.defaultName(timeOfDay(now.peek(), zone)),
      minutes: USUAL_MINUTES,
      checkpoints: [],
      assignees: [],
      focus: '',
    },
    faultsOf: adHocFaults,
    faultText: (fault) => own.faults[fault],
    fieldOf: {
      'checkpoint-unknown': 'checkpoints',
      'plan-empty': 'checkpoints',
      'person-unknown': 'assignees',
      'name-taken': 'name',
    },
  })
  const { draft, set, errorOf } = form

  async function send(event?: SubmitEvent): Promise<void> {
    event?.preventDefault()
    const started = await form.submit((draft) => startRound(estate, adHocBody(draft, catalogue, language.peek())))
    const round = started?.rounds[0]
    if (round) route(`/board/rounds/${round.round}`)
    else if (started) onClose()
  }

  return (
    <Sheet
      title={own.title}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={form.busy} onClick={() => void send()}>
            {own.submit}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <form class="stack" ref={form.ref} onSubmit={send} noValidate>
        <p class="soft">{own.lead}</p>
        <Field
          label={own.name}
          maxLength={NAME_MAX_LENGTH}
          value={draft.name}
          onInput={(name) => set({ name })}
          error={errorOf('name')}
        />
        <Field
          label={own.minutes}
          hint={own.minutesHint}
          unit={own.minutesUnit}
          inputMode="numeric"
          maxLength={3}
          value={draft.minutes}
          onInput={(minutes) => set({ minutes })}
          error={errorOf('minutes')}
        />
        <AdHocSpots
          words={own}
          catalogue={catalogue}
          value={draft.checkpoints}
          onChange={(checkpoints) => set({ checkpoints })}
          error={errorOf('checkpoints')}
        />
        {staff && (
          <FieldGroup label={own.who} hint={own.whoHint} error={errorOf('assignees')}>
            <Checks
              options={assignable(staff, []).map(({ person }) => ({ value: person.id, label: person.name }))}
              value={draft.assignees}
              onChange={(assignees) => set({ assignees })}
            />
          </FieldGroup>
        )}
        <TextArea
          label={own.focus}
          hint={own.focusHint}
          rows={2}
          maxLength={FOCUS_MAX_LENGTH}
          value={draft.focus}
          onInput={(focus) => set({ focus })}
        />
        {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      </form>
    </Sheet>
  )
}
