import type { ComponentChildren } from 'preact'
import { nameIn } from '../../checkpoints/language.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Polled } from '../models/polled.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

type Props = {
  readonly words: { readonly title: string; readonly lead: string; readonly back: string }
  readonly office: OfficeWords
  readonly estate: Estate
  /** Who only reads does not come here from the labels. */
  readonly mayChange: boolean
  readonly shown: Polled<unknown>
  /** What has just been done. */
  readonly said?: ComponentChildren
  readonly children: ComponentChildren
}

/** The frame of a page that hangs on the labels: about keys, chips, displays, what strangers see. */
export function UnderLabels({ words, office, estate: { names, zone }, mayChange, shown, said, children }: Props) {
  useScreen(words.title)
  return (
    <Page
      top={
        <TopBar
          title={words.title}
          over={nameIn(names, language.value)}
          back={{ href: mayChange ? '/labels' : '/board', label: words.back }}
        />
      }
    >
      <p class="soft">{words.lead}</p>
      {said}
      <Waiting words={office} shown={shown} zone={zone} />
      {children}
    </Page>
  )
}
