import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { CATEGORIES, type Category } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { CONTACT_MAX, REPORT_TEXT_MAX } from '../../checkpoints/resident-report.ts'
import type { PublicTag } from '../../checkpoints/wire/resident-report.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { base64Of } from '../device/base64.ts'
import type { Photo } from '../device/photo.ts'
import { dropDraft, keepDraft, keptDraft, type ReportDraft, send, statusPath } from '../models/report-draft.ts'
import { seen } from '../models/stranger-tag.ts'
import { language } from '../words/language.ts'
import { strangerWords } from '../words/stranger.ts'
import type { StrangerWords } from '../words/stranger.zh-Hant.ts'
import { ReportPhoto } from './report-photo.tsx'
import { useForm } from './use-form.ts'
import { useScreen } from './use-screen.ts'

/** A problem, told by somebody without an account, at the tag he has before him. */
export function ReportFormScreen() {
  const words = strangerWords.value
  const { digits = '', reply } = seen.value ?? {}
  if (!words || !reply?.ok || !reply.value.reports) return null
  const { estate, reports } = reply.value
  return <ReportForm words={words.form} digits={digits} estate={estate} ticket={reports.ticket} />
}

type Props = {
  readonly words: StrangerWords['form']
  readonly digits: string
  readonly estate: PublicTag['estate']
  readonly ticket: string
}

/** Sent, it leads to the link that says what becomes of it. */
function ReportForm({ words, digits, estate, ticket }: Props) {
  useScreen(words.title)
  const { path, route } = useLocation()
  const photo = useSignal<Photo | undefined>(undefined)
  const form = useForm<ReportDraft, 'text'>({
    initial: keptDraft(digits),
    faultsOf: ({ text }) => (text.trim() === '' ? { text: 'text' } : {}),
    faultText: () => words.textMissing,
    fieldOf: {},
  })
  const { draft, errorOf } = form
  const set = (change: Partial<ReportDraft>) => {
    form.set(change)
    keepDraft(digits, { ...draft, ...change })
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const taken = await form.submit(async (draft) =>
      send(digits, ticket, draft, photo.value && (await base64Of(photo.value.bytes))),
    )
    if (!taken) return
    dropDraft()
    route(statusPath(taken.token), true)
  }

  return (
    <Page
      top={
        <TopBar
          title={words.title}
          over={nameIn(estate.names, language.value)}
          back={{ href: path, label: words.back }}
        />
      }
    >
      <p class="soft">{words.lead}</p>
      <form class="stack" ref={form.ref} onSubmit={submit} noValidate>
        <TextArea
          label={words.text}
          hint={words.textHint}
          rows={4}
          maxLength={REPORT_TEXT_MAX}
          required
          value={draft.text}
          onInput={(text) => set({ text })}
          error={errorOf('text')}
        />
        <ReportPhoto
          words={words}
          photo={photo.value}
          onPhoto={(taken) => {
            photo.value = taken
          }}
        />
        <Select<Category | 'none'>
          label={words.category}
          options={[{ value: 'none', label: words.noCategory }, ...categoryChoices()]}
          value={draft.category ?? 'none'}
          onChange={(category) => set({ category: category === 'none' ? undefined : category })}
        />
        <Field
          label={words.contact}
          hint={words.contactHint}
          maxLength={CONTACT_MAX}
          autoComplete="off"
          value={draft.contact}
          onInput={(contact) => set({ contact })}
        />
        <Trap label={words.website} value={draft.website} onInput={(website) => set({ website })} />
        {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
        <Button kind="primary" wide submit busy={form.busy}>
          {form.busy ? words.sending : words.send}
        </Button>
      </form>
    </Page>
  )
}

function categoryChoices(): { readonly value: Category; readonly label: string }[] {
  const categories = Object.keys(CATEGORIES) as Category[]
  return categories.map((value) => ({ value, label: nameIn(CATEGORIES[value].names, language.value) }))
}

type TrapProps = { readonly label: string; readonly value: string; readonly onInput: (value: string) => void }

/** Out of sight, out of the order of keys, and not said aloud. */
function Trap({ label, value, onInput }: TrapProps) {
  return (
    <div class="report-trap" aria-hidden>
      <label>
        {label}
        <input
          name="website"
          tabIndex={-1}
          autoComplete="off"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </label>
    </div>
  )
}
