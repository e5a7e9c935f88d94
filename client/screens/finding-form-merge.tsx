import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Like } from '../../checkpoints/wire/finding.ts'
import { Field } from '../components/field.tsx'
import { Segmented } from '../components/segmented.tsx'
import { searchesFor } from '../models/findings.ts'
import { getFindings } from '../server.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import type { DeedProps } from './finding-deed-sheet.tsx'
import { stateOf, whatIsWrong } from './finding-words.ts'
import { useDeedForm } from './use-deed-form.tsx'

type Candidate = Pick<Like, 'id' | 'number' | 'state' | 'note'> & { readonly where?: string }

/** It is the same as another: those at the same spot and item first, any other by its number. */
export function MergeForm(props: DeedProps) {
  const { words, estate, detail } = props
  const text = useSignal('')
  const found = useFound(estate.id, detail.finding.id, text.value)
  const candidates: readonly Candidate[] = text.value.trim() === '' ? detail.alike : found.candidates
  const { draft, set, written, errorOf, frame } = useDeedForm<{ into: Uuid | undefined; note: string }>(props, {
    initial: { into: detail.alike.length === 1 ? detail.alike[0]?.id : undefined, note: '' },
    faultsOf: ({ into }) => (into ? {} : { into: 'intoMissing' }),
    actOf: ({ into = '', note }) => ({ kind: 'merge', into, note: note.trim() }),
  })
  return frame(
    <>
      <p class="soft">{words.form.mergeText}</p>
      <Field
        label={words.form.intoNumber}
        type="search"
        value={text.value}
        onInput={(typed) => {
          text.value = typed
        }}
      />
      {found.isAnswered && candidates.length === 0 && <p role="status">{words.form.intoNone}</p>}
      {(candidates.length > 0 || errorOf('into')) && (
        <Segmented<Uuid>
          legend={words.form.into}
          size="small"
          segments={candidates.map(({ id, number, state, note, where }) => ({
            value: id,
            label: [`${words.number(decimal(number))} ${note}`, where, stateOf(state)].filter(Boolean).join(' · '),
          }))}
          value={draft.into}
          onChange={(into) => set({ into })}
          error={errorOf('into')}
        />
      )}
      {written('note', words.form.noteOptional)}
    </>,
  )
}

type Found = { readonly wanted: string; readonly candidates: readonly Candidate[] }

/**
 * Open ones that match, once nobody has typed for a moment; those of what was typed before until then.
 * @returns with `isAnswered`, whether they are all there are of what is typed now
 */
function useFound(estate: Uuid, self: Uuid, text: string) {
  const found = useSignal<Found>({ wanted: '', candidates: [] })
  const wanted = text.trim().replace(/^#/, '')
  useEffect(() => {
    if (wanted === '') return
    let left = false
    const timer = setTimeout(async () => {
      const [search] = searchesFor({ view: 'list', filter: { text: wanted } }, '')
      const reply = await getFindings(estate, search ?? {})
      if (left || !reply.ok) return
      const others = reply.value.findings.filter(({ id }) => id !== self)
      const candidates = others.slice(0, 8).map((finding) => ({
        ...finding,
        note: whatIsWrong(finding),
        where: nameIn(finding.spot.names, language.value),
      }))
      found.value = { wanted, candidates }
    }, 250)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [estate, self, wanted, found])
  return { candidates: found.value.candidates, isAnswered: wanted !== '' && found.value.wanted === wanted }
}
