import { useSignal } from '@preact/signals'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { unsubscribeLink } from '../models/mailings.ts'
import { unsubscribe } from '../server.ts'
import { accountWords } from '../words/account.ts'
import { mailingWords } from '../words/mailings.ts'
import type { MailingWords } from '../words/mailings.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { PageLanguage } from './page-language.tsx'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'

/** Whoever gets a report by e-mail and wants no more of them. He may have no account here, and signs in nowhere. */
export function UnsubscribeScreen() {
  const words = mailingWords.value?.leave
  const legend = accountWords.value?.setUp.language
  return words && legend ? <Unsubscribe words={words} legend={legend} /> : null
}

type Props = { readonly words: MailingWords['leave']; readonly legend: string }

function Unsubscribe({ words, legend }: Props) {
  useScreen(words.title)
  const link = unsubscribeLink(location.hash)
  const isDone = useSignal(false)
  const { busy, failure, send } = useSending()
  const { value: failed } = failure
  const isSpoilt = failed && !failed.offline && ['link-invalid', 'body-invalid'].includes(failed.problem.code)
  return (
    <Page top={<TopBar title={words.title} />}>
      <PageLanguage legend={legend} />
      {!link && <Notice tone="warn">{words.noLink}</Notice>}
      {link && isDone.value && (
        <Notice tone="success" title={words.done}>
          {words.doneText(link.address)}
        </Notice>
      )}
      {link && !isDone.value && (
        <>
          <p>
            <strong>{words.ask(link.address)}</strong>
          </p>
          <p class="soft">{words.text}</p>
          {failed && <Notice tone="error">{isSpoilt ? words.spoilt : failureText(failed)}</Notice>}
          <Button
            kind="primary"
            wide
            busy={busy.value}
            onClick={async () => {
              if ((await send(() => unsubscribe(link)))?.ok) isDone.value = true
            }}
          >
            {words.deed}
          </Button>
        </>
      )}
    </Page>
  )
}
