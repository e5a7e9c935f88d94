import { useMemo } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Card } from '../components/card.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import { getFinding } from '../server.ts'
import { findingWords } from '../words/findings.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { FindingPane } from './finding-pane.tsx'
import { whatIsWrong } from './finding-words.ts'
import { useLive } from './use-fresh.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** One problem on its own: what it is, what to do next, and everything that was done. */
export function FindingScreen() {
  const words = findingWords.value
  const office = officeWords.value
  const current = estate.value
  const { params } = useRoute()
  const id = params.finding
  if (!words || !office || !current || !id) return null
  return <FindingPage key={`${current.id} ${id}`} words={words} office={office} estate={current} id={id} />
}

type Props = {
  readonly words: FindingWords
  readonly office: OfficeWords
  readonly estate: Estate
  readonly id: string
}

function FindingPage({ words, office, estate, id }: Props) {
  const shown = useMemo(() => polled(() => getFinding(estate.id, id)), [estate.id, id])
  useLive(estate.id, shown)
  const finding = shown.value.value?.finding
  const title = finding ? words.detail.title(words.number(decimal(finding.number))) : words.title
  useScreen(title)
  return (
    <Page
      top={
        <TopBar
          title={title}
          over={nameIn(estate.names, language.value)}
          back={{ href: '/findings', label: words.detail.back }}
        />
      }
    >
      <Waiting words={office} shown={shown} zone={estate.zone} notFound={words.detail.notFound} />
      {finding && (
        <Card title={whatIsWrong(finding)}>
          <FindingPane words={words} office={office} estate={estate} shown={shown} alone />
        </Card>
      )}
    </Page>
  )
}
