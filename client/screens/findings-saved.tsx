import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Sheet } from '../components/sheet.tsx'
import { countFilters, findingsHref } from '../models/findings.ts'
import { dropFilter, type SavedFilter, savedFilters, saveFilter } from '../models/saved-filters.ts'
import { me } from '../models/session.ts'
import type { ViewProps } from './findings.tsx'

/** Filters under a name of the reader's own. */
export function FindingsSaved({ words, estate, shown }: ViewProps) {
  const { filter: own, form } = words
  const person = me.value?.person.id ?? ''
  const saved = useSignal<readonly SavedFilter[]>(savedFilters(person, estate.id))
  const naming = useSignal(false)
  const { path } = useLocation()
  const read = () => {
    saved.value = savedFilters(person, estate.id)
  }
  const here = findingsHref({ view: shown.view, filter: shown.filter })
  return (
    <>
      {saved.value.length > 0 && (
        <ul class="findings-saved" aria-label={own.saved}>
          {saved.value.map(({ name, ...one }) => {
            const href = findingsHref(one)
            return (
              <li key={name}>
                <a href={href} aria-current={path === '/findings' && href === here ? 'true' : undefined}>
                  {name}
                </a>
                <Button
                  kind="quiet"
                  icon="close"
                  iconOnly
                  onClick={() => {
                    dropFilter(person, estate.id, name)
                    read()
                  }}
                >
                  {own.remove(name)}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {countFilters(shown.filter) > 0 && (
        <Button
          kind="quiet"
          onClick={() => {
            naming.value = true
          }}
        >
          {own.save}
        </Button>
      )}
      {naming.value && (
        <NameSheet
          title={own.save}
          texts={{ ...own, close: form.close, send: own.save }}
          onClose={() => {
            naming.value = false
          }}
          onNamed={(name) => {
            const kept = saveFilter(person, estate.id, { name, view: shown.view, filter: shown.filter })
            read()
            if (kept) naming.value = false
            return kept
          }}
        />
      )}
    </>
  )
}

type NameProps = {
  readonly title: string
  readonly texts: Readonly<Record<'saveName' | 'saveHint' | 'saveMissing' | 'saveFailed' | 'close' | 'send', string>>
  readonly onClose: () => void
  /** @returns whether it could be kept */
  readonly onNamed: (name: string) => boolean
}

function NameSheet({ title, texts, onClose, onNamed }: NameProps) {
  const name = useSignal('')
  const fault = useSignal<string | undefined>(undefined)
  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const given = name.value.trim()
    fault.value = given === '' ? texts.saveMissing : undefined
    if (given !== '' && !onNamed(given)) fault.value = texts.saveFailed
  }
  return (
    <Sheet title={title} closeLabel={texts.close} onClose={onClose}>
      <form class="stack" onSubmit={submit} noValidate>
        <Field
          label={texts.saveName}
          hint={texts.saveHint}
          maxLength={60}
          value={name.value}
          onInput={(typed) => {
            name.value = typed
          }}
          error={fault.value}
        />
        <div class="row">
          <Button kind="primary" submit>
            {texts.send}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
