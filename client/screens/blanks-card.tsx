import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { MOST_BLANKS } from '../../checkpoints/wire/hanging.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { printerSettings } from '../models/label-printer.ts'
import { polled } from '../models/polled.ts'
import { blanksUrl, getBlanks, makeBlanks } from '../server.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { language } from '../words/language.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useSending } from './use-sending.ts'

type Props = { readonly words: HangingWords['desk']; readonly estate: Estate }

/** Labels made and printed before there is a spot for them. */
export function BlanksCard({ words, estate }: Props) {
  const shown = useMemo(() => polled(() => getBlanks(estate.id)), [estate.id])
  const blanks = useRefreshed(shown)?.blanks
  const typed = useSignal('20')
  const { busy, failure, send } = useSending()
  const count = /^\d{1,3}$/.test(typed.value.trim()) ? Number(typed.value) : 0
  const isGood = count >= 1 && count <= MOST_BLANKS
  const left = blanks?.filter(({ claimed }) => claimed === null).length ?? 0
  const { sheet } = printerSettings.value

  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (isGood && (await send(() => makeBlanks(estate.id, { count })))?.ok) void shown.refresh()
  }

  return (
    <Card title={words.blanks}>
      <p class="soft">{words.blanksLead}</p>
      {blanks && (
        <p role="status">
          {words.blanksLeft(decimal(left))} · {words.blanksClaimed(decimal(blanks.length - left))}
        </p>
      )}
      <form class="stack" onSubmit={make} noValidate>
        <Field
          label={words.count}
          hint={words.countHint}
          inputMode="numeric"
          maxLength={3}
          value={typed.value}
          onInput={(text) => {
            typed.value = text
          }}
          error={isGood ? undefined : words.countWrong}
        />
        {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
        <div class="row">
          <Button submit busy={busy.value}>
            {words.make}
          </Button>
          {left > 0 && (
            <Button icon="print" href={blanksUrl(estate.id, { sheet, language: language.value })} newTab>
              {words.blanksPdf}
            </Button>
          )}
        </div>
      </form>
    </Card>
  )
}
