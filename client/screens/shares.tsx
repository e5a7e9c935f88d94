import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Share } from '../../checkpoints/wire/share.ts'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate } from '../models/estate.ts'
import { plansOf, sharesOf } from '../models/office-kept.ts'
import { openAndOver } from '../models/shares.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { reportWords } from '../words/report.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { shareWords } from '../words/share.ts'
import type { ShareWords } from '../words/share.zh-Hant.ts'
import { AddButton } from './add-button.tsx'
import { type Pane, Panes } from './panes.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareRow } from './share-row.tsx'
import { ShareTakingBack } from './share-taking-back.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** All that the screens of links are written with. */
export type SharesWords = { readonly words: OfficeWords; readonly own: ShareWords; readonly report: ReportWords }

/** The links that open a report without an account: made, watched, taken back. */
export function SharesScreen() {
  const words = officeWords.value
  const { value: own } = shareWords
  const { value: report } = reportWords
  const current = estate.value
  return words && own && report && current ? (
    <Shares key={current.id} texts={{ words, own, report }} estate={current} />
  ) : null
}

type Props = { readonly texts: SharesWords; readonly estate: Estate }

function Shares({ texts, estate: { id, names, zone } }: Props) {
  const { words, own } = texts
  useScreen(own.title)
  const { open } = useLocation().query
  const shown = sharesOf(id)
  const answer = useRefreshed(shown)
  const catalogue = useRefreshed(catalogueOf(id))
  const plans = useRefreshed(plansOf(id))?.plans
  const asked = useSignal<Share | undefined>(undefined)
  const takenBack = useSignal<Share | undefined>(undefined)
  const refresh = () => void shown.refresh()
  const known = { places: catalogue?.places, plans }
  const pane: Pane | undefined =
    open === 'new'
      ? {
          ...{ id: 'new', title: own.add, closeHref: '/reports/shares', closeLabel: words.back(own.title) },
          children: <ShareForm {...{ texts, known, zone }} estate={id} onChanged={refresh} />,
        }
      : undefined
  const { open: inUse, over } = openAndOver(answer?.shares ?? [])

  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={own.title}
          over={nameIn(names, language.value)}
          back={{ href: '/reports', label: own.toReports }}
        >
          <AddButton words={words} href="/reports/shares?open=new" label={own.add} />
        </TopBar>
      }
    >
      <p class="soft">{own.lead}</p>
      <Waiting words={words} shown={shown} zone={zone} />
      {answer && (
        <Panes
          open={pane}
          list={
            <>
              {takenBack.value && <Notice tone="success">{own.takenBackNow(takenBack.value.label)}</Notice>}
              {answer.shares.length === 0 && <Empty title={own.none}>{own.noneText}</Empty>}
              {[[own.open, inUse] as const, [own.over, over] as const].map(
                ([title, shares]) =>
                  shares.length > 0 && (
                    <Card key={title} title={title} flush>
                      <List label={title}>
                        {shares.map((share) => (
                          <ShareRow
                            key={share.id}
                            {...{ texts, share, known, zone }}
                            now={answer.now}
                            onTakeBack={() => {
                              takenBack.value = undefined
                              asked.value = share
                            }}
                          />
                        ))}
                      </List>
                    </Card>
                  ),
              )}
            </>
          }
        />
      )}
      {asked.value && (
        <ShareTakingBack
          {...{ words, own }}
          estate={id}
          share={asked.value}
          onClose={() => {
            asked.value = undefined
          }}
          onDone={() => {
            takenBack.value = asked.value
            asked.value = undefined
            refresh()
          }}
        />
      )}
    </Page>
  )
}
