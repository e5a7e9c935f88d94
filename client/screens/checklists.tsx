import { askedNow } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Card } from '../components/card.tsx'
import { KindIcon } from '../components/kind-icon.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate } from '../models/estate.ts'
import { checklistsOf } from '../models/office-kept.ts'
import { checklistsWords } from '../words/checklists.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { dayOf, decimal } from '../words/writing.ts'
import { kindName } from './kind-choices.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** What each kind of spot is checked for now, and whose wording it is. */
export function ChecklistsScreen() {
  const words = officeWords.value
  const { value: own } = checklistsWords
  const current = estate.value
  return words && own && current ? <Checklists key={current.id} words={words} own={own} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly own: ChecklistsWords; readonly estate: Estate }

function Checklists({ words, own, estate: { id, names, zone } }: Props) {
  useScreen(own.title)
  const shown = checklistsOf(id)
  const checklists = useRefreshed(shown)?.checklists
  return (
    <Page width="wide" top={<TopBar title={own.title} over={nameIn(names, language.value)} />}>
      <p class="soft">{own.lead}</p>
      <Waiting words={words} shown={shown} zone={zone} />
      {checklists && (
        <Card flush>
          <List label={own.title}>
            {checklists.map(({ kind, versions }) => {
              const newest = askedNow(versions)
              return (
                <ListRow
                  key={kind}
                  href={`/checklists/${kind}`}
                  lead={<KindIcon kind={kind} />}
                  title={kindName(kind)}
                  detail={
                    newest && (
                      <>
                        {own.version(decimal(newest.version))} · {own.items(decimal(newest.items))} ·{' '}
                        {newest.publishedBy === null
                          ? own.takenOver(dayOf(newest.publishedAt, zone))
                          : own.published(dayOf(newest.publishedAt, zone), newest.publishedBy)}
                      </>
                    )
                  }
                  aside={newest && own[newest.origin]}
                />
              )
            })}
          </List>
        </Card>
      )}
    </Page>
  )
}
