import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Holiday } from '../../checkpoints/holiday.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Field } from '../components/field.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate, roles } from '../models/estate.ts'
import { readCalendarFile, readLines, withHolidays } from '../models/holidays.ts'
import { holidaysOf, plansOf } from '../models/office-kept.ts'
import { setHolidays } from '../server.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { planWords } from '../words/plan.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { civilWeekday, decimal } from '../words/writing.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { Waiting } from './waiting.tsx'

/** The days on which the estate works differently, and which plans care. */
export function HolidaysScreen() {
  const words = officeWords.value
  const { value: own } = planWords
  const current = estate.value
  return words && own && current ? <Holidays key={current.id} words={words} own={own} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly own: PlanWords; readonly estate: Estate }

function Holidays({ words, own, estate: { id, names, zone } }: Props) {
  const text = own.holiday
  useScreen(text.title)
  const shown = holidaysOf(id)
  const holidays = useRefreshed(shown)?.holidays
  const mayChange = mayCall('PUT /api/estates/:estate/holidays', roles.value)
  const said = useSignal<string | undefined>(undefined)
  const undo = useSignal<readonly Holiday[] | undefined>(undefined)
  const { busy, failure, send } = useSending()

  async function write(next: readonly Holiday[], saying: string, before?: readonly Holiday[]): Promise<boolean> {
    const reply = await send(() => setHolidays(id, next))
    if (!reply?.ok) return false
    said.value = saying
    undo.value = before
    await shown.refresh()
    return true
  }

  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={text.title}
          over={nameIn(names, language.value)}
          back={{ href: '/plans', label: words.back(words.plans.title) }}
        />
      }
    >
      <p class="soft">{text.lead}</p>
      <Affected words={own} estate={id} />
      <Waiting words={words} shown={shown} zone={zone} />
      {said.value && (
        <Notice
          tone="success"
          actions={
            undo.value && (
              <Button busy={busy.value} onClick={() => void write(undo.value ?? [], text.added(decimal(1)))}>
                {text.undo}
              </Button>
            )
          }
        >
          {said.value}
        </Notice>
      )}
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {holidays && mayChange && <AddHolidays words={own} busy={busy.value} holidays={holidays} write={write} />}
      {holidays &&
        (holidays.length === 0 ? (
          <Empty title={text.none}>{text.lead}</Empty>
        ) : (
          yearsOf(holidays).map(([year, ofYear]) => (
            <Card key={year} title={year} flush>
              <List label={year}>
                {ofYear.map((holiday) => (
                  <ListRow
                    key={holiday.on}
                    title={nameIn(holiday.names, language.value)}
                    detail={civilWeekday(holiday.on)}
                    aside={
                      mayChange && (
                        <Button
                          kind="quiet"
                          icon="close"
                          iconOnly
                          onClick={() => {
                            const rest = holidays.filter(({ on }) => on !== holiday.on)
                            void write(rest, text.removed(civilWeekday(holiday.on)), holidays)
                          }}
                        >
                          {text.remove(civilWeekday(holiday.on))}
                        </Button>
                      )
                    }
                  />
                ))}
              </List>
            </Card>
          ))
        ))}
    </Page>
  )
}

function yearsOf(holidays: readonly Holiday[]): [string, Holiday[]][] {
  const years = new Map<string, Holiday[]>()
  for (const holiday of holidays) {
    const year = holiday.on.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), holiday])
  }
  return [...years]
}

function Affected({ words: { holiday: text }, estate }: { readonly words: PlanWords; readonly estate: string }) {
  const plans = useRefreshed(plansOf(estate))?.plans
  if (!plans) return null
  const caring = plans
    .filter(({ holidays }) => holidays !== 'as-usual')
    .map(({ names }) => nameIn(names, language.value))
  return <p>{caring.length === 0 ? text.noPlans : text.plans(caring.join(' · '))}</p>
}

type AddProps = {
  readonly words: PlanWords
  readonly busy: boolean
  readonly holidays: readonly Holiday[]
  readonly write: (next: readonly Holiday[], saying: string) => Promise<boolean>
}

/** One at a time, or a year of them at once. */
function AddHolidays({ words: { holiday: text }, busy, holidays, write }: AddProps) {
  const on = useSignal('')
  const name = useSignal('')
  const pasted = useSignal('')
  const fault = useSignal<string | undefined>(undefined)
  const unread = useSignal(0)
  const chooser = useRef<HTMLInputElement>(null)

  async function addOne(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    fault.value = on.value === '' || name.value.trim() === '' ? text.fault : undefined
    if (fault.value) return
    const added = [{ on: on.value, names: { [language.value]: name.value.trim() } }]
    if (!(await write(withHolidays(holidays, added), text.added(decimal(1))))) return
    on.value = ''
    name.value = ''
  }

  async function addAll({ holidays: added, unread: rest }: ReturnType<typeof readLines>): Promise<void> {
    unread.value = rest.length
    if (added.length === 0) return
    if (await write(withHolidays(holidays, added), text.added(decimal(added.length)))) pasted.value = rest.join('\n')
  }

  return (
    <>
      <Card title={text.add}>
        <form class="stack" onSubmit={addOne} noValidate>
          <Field
            label={text.on}
            type="date"
            value={on.value}
            onInput={(day) => {
              on.value = day
            }}
            error={fault.value}
          />
          <Field
            label={text.name}
            maxLength={120}
            value={name.value}
            onInput={(typed) => {
              name.value = typed
            }}
          />
          <Button submit kind="primary" busy={busy}>
            {text.add}
          </Button>
        </form>
      </Card>
      <Card title={text.paste}>
        <div class="stack">
          <TextArea
            label={text.paste}
            hint={text.pasteHint}
            rows={4}
            maxLength={20_000}
            value={pasted.value}
            onInput={(typed) => {
              pasted.value = typed
            }}
            error={unread.value > 0 ? text.unread(decimal(unread.value)) : undefined}
          />
          <div class="row">
            <Button busy={busy} onClick={() => void addAll(readLines(pasted.value, language.value))}>
              {text.addAll}
            </Button>
            <Button onClick={() => chooser.current?.click()}>{text.file}</Button>
          </div>
          <input
            ref={chooser}
            class="unseen"
            type="file"
            accept=".ics,text/calendar"
            tabIndex={-1}
            aria-label={text.file}
            onChange={async (event) => {
              const file = event.currentTarget.files?.[0]
              if (file) await addAll(readCalendarFile(await file.text(), language.value))
            }}
          />
        </div>
      </Card>
    </>
  )
}
