import { useEffect } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import type { PublicTag } from '../../checkpoints/wire/resident-report.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { KindIcon } from '../components/kind-icon.tsx'
import { Mark } from '../components/mark.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { see, seen } from '../models/stranger-tag.ts'
import type { Reply } from '../request.ts'
import { screen } from '../shell/lazy-screen.ts'
import { language } from '../words/language.ts'
import { strangerWords } from '../words/stranger.ts'
import type { StrangerWords } from '../words/stranger.zh-Hant.ts'
import { civilDay } from '../words/writing.ts'
import { PageLanguage } from './page-language.tsx'
import { SignInScreen } from './sign-in.tsx'
import './stranger.css'
import { useScreen } from './use-screen.ts'

/** What somebody sees who scans a tag and does not work here; those who do sign in at the same address, and go on to its form. */
export function StrangerScreen() {
  const words = strangerWords.value
  const { query } = useLocation()
  const { digits = '' } = useRoute().params
  if ('work' in query) return <SignInScreen />
  return words ? <Stranger key={digits} words={words} digits={digits} reporting={'report' in query} /> : null
}

type Props = {
  readonly words: StrangerWords
  readonly digits: string
  /** He has pressed the button; its form has an address of its own, so that back leads back. */
  readonly reporting: boolean
}

function Stranger({ words, digits, reporting }: Props) {
  useScreen(words.title)
  useEffect(() => void see(digits), [digits])
  const reply = seen.value?.digits === digits ? seen.value.reply : undefined
  if (reply === undefined)
    return (
      <Page>
        <Skeleton label={words.loading} rows={2} />
      </Page>
    )
  if (!reply.ok) return <Refused words={words} digits={digits} reply={reply} />
  return reporting && reply.value.reports ? <ReportForm /> : <Tag words={words} tag={reply.value} />
}

function Tag({ words, tag }: { readonly words: StrangerWords; readonly tag: PublicTag }) {
  const { estate, kind, lastPatrol, reports } = tag
  const { path } = useLocation()
  return (
    <Page>
      <header class="stranger-head">
        {kind && <KindIcon kind={kind.id} />}
        <h1>{nameIn(estate.names, language.value)}</h1>
        {kind && <p class="stranger-kind">{nameIn(kind.names, language.value)}</p>}
      </header>
      <Card>
        <p>{words.purpose}</p>
        {lastPatrol &&
          (lastPatrol.on ? (
            <p class="stranger-patrol">
              <Mark state="done" />
              <span>
                {words.lastPatrol}
                <br />
                <strong>{civilDay(lastPatrol.on)}</strong>
              </span>
            </p>
          ) : (
            <p class="soft">{words.noPatrol}</p>
          ))}
      </Card>
      {reports && (
        <Button kind="primary" wide href={`${path}?report`}>
          {words.report}
        </Button>
      )}
      <Work words={words} />
      <PageLanguage legend={words.language} />
    </Page>
  )
}

type RefusedProps = Omit<Props, 'reporting'> & {
  readonly reply: Reply<PublicTag> & { readonly ok: false }
}

/** Of a tag that is not good one sentence says all, whatever is wrong with it. What passes can be tried again. */
function Refused({ words, digits, reply }: RefusedProps) {
  const passes = reply.offline || reply.problem.status === 429 || reply.problem.status >= 500
  return (
    <Page>
      <h1 class="stranger-refused">{passes ? (isBusy(reply) ? words.busy : words.offline) : words.notGood}</h1>
      {passes && (
        <>
          <Button kind="primary" wide onClick={() => void see(digits)}>
            {words.tryAgain}
          </Button>
          <Work words={words} />
        </>
      )}
    </Page>
  )
}

function isBusy(reply: RefusedProps['reply']): boolean {
  return !reply.offline && reply.problem.status === 429
}

function Work({ words }: Pick<Props, 'words'>) {
  const { path } = useLocation()
  return (
    <Button kind="quiet" wide icon="person" href={`${path}?work`}>
      {words.work}
    </Button>
  )
}

/** Few report anything: what it takes is fetched when they do. */
const ReportForm = screen(() => import('./report-form.tsx'), 'ReportFormScreen')
