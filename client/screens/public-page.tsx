import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { PublicPage } from '../../checkpoints/public-page.ts'
import type { PublicPageRecord } from '../../checkpoints/wire/resident-report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Notice } from '../components/notice.tsx'
import { estate } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import { getPublicPage, setPublicPage } from '../server.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { residentReportWords } from '../words/resident-reports.ts'
import type { ResidentReportWords } from '../words/resident-reports.zh-Hant.ts'
import { dayAndTime } from '../words/writing.ts'
import { UnderLabels } from './under-labels.tsx'
import { useForm } from './use-form.ts'
import { useRefreshed } from './use-refreshed.ts'

/** What strangers see who scan a tag, and whether they may report a problem: for the admin to allow. */
export function PublicPageScreen() {
  const words = residentReportWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? (
    <PublicPageOf key={current.id} words={words.page} office={office} estate={current} />
  ) : null
}

type Props = {
  readonly words: ResidentReportWords['page']
  readonly office: OfficeWords
  readonly estate: Estate
}

function PublicPageOf({ words, office, estate: current }: Props) {
  const { id } = current
  const shown = useMemo(() => polled(() => getPublicPage(id)), [id])
  const page = useRefreshed(shown)
  return (
    <UnderLabels words={words} office={office} estate={current} mayChange shown={shown}>
      {page && <PageForm words={words} zone={current.zone} page={page} save={(wanted) => setPublicPage(id, wanted)} />}
    </UnderLabels>
  )
}

type FormProps = {
  readonly words: ResidentReportWords['page']
  readonly zone: string
  readonly page: PublicPageRecord
  readonly save: (page: PublicPage) => ReturnType<typeof setPublicPage>
}

function PageForm({ words, zone, page, save }: FormProps) {
  const kept = useSignal(page)
  const { showsLastPatrol, takesReports } = page
  const form = useForm<PublicPage, never>({
    initial: { showsLastPatrol, takesReports },
    faultsOf: () => ({}),
    faultText: (fault) => fault,
    fieldOf: {},
  })
  const { set } = form
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const changed = await form.submit(save)
    if (changed) kept.value = changed
  }
  const { updated } = kept.value
  return (
    <form class="stack" onSubmit={submit}>
      <Card>
        <Check
          label={words.showsLastPatrol}
          detail={words.showsLastPatrolText}
          checked={form.draft.showsLastPatrol}
          onChange={(showsLastPatrol) => set({ showsLastPatrol })}
        />
        <Check
          label={words.takesReports}
          detail={words.takesReportsText}
          checked={form.draft.takesReports}
          onChange={(takesReports) => set({ takesReports })}
        />
      </Card>
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && <Notice tone="success">{words.saved}</Notice>}
      <div class="row">
        <Button kind="primary" submit busy={form.busy}>
          {words.save}
        </Button>
      </div>
      <p class="soft small">{updated ? words.updated(dayAndTime(updated.at, zone), updated.by) : words.off}</p>
    </form>
  )
}
