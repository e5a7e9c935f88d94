import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { Estate, StaffMember } from '../../checkpoints/wire/session.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate, roles } from '../models/estate.ts'
import { staffOf } from '../models/office-kept.ts'
import { me } from '../models/session.ts'
import { inOrderOfRoles } from '../models/staff.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { AddButton } from './add-button.tsx'
import { type Pane, Panes, rowId } from './panes.tsx'
import { StaffForm } from './staff-form.tsx'
import { StaffPane } from './staff-pane.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Who works on the estate and in which roles; admins add people, change their roles, let them back in. */
export function StaffScreen() {
  const words = officeWords.value
  const current = estate.value
  return words && current ? <Staff key={current.id} words={words} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly estate: Estate }

function Staff({ words, estate: { id, names, zone } }: Props) {
  const { staff: own } = words
  useScreen(own.title)
  const { query, route } = useLocation()
  const shown = staffOf(id)
  const staff = useRefreshed(shown)?.staff
  const removed = useSignal<string | undefined>(undefined)
  const mayChange = mayCall('POST /api/estates/:estate/staff', roles.value)
  const refresh = () => void shown.refresh()

  function paneOf(staff: readonly StaffMember[]): Pane | undefined {
    const { open } = query
    if (open === undefined) return undefined
    const frame = { id: open, closeHref: '/staff', closeLabel: words.back(own.title) }
    if (open === 'new' && mayChange)
      return { ...frame, title: own.add, children: <StaffForm words={words} estate={id} onChanged={refresh} /> }
    const member = staff.find(({ person }) => person.id === open)
    if (!member) return { ...frame, title: own.title, children: <p>{words.gone}</p> }
    const onRemoved = () => {
      removed.value = member.person.name
      route('/staff', true)
      refresh()
    }
    const pane = { words, estate: id, member, mayChange, onChanged: refresh, onRemoved }
    return { ...frame, title: member.person.name, children: <StaffPane key={open} {...pane} /> }
  }

  return (
    <Page
      width="wide"
      top={
        <TopBar title={own.title} over={nameIn(names, language.value)}>
          {mayChange && <AddButton words={words} href="/staff?open=new" label={own.add} />}
        </TopBar>
      }
    >
      <Waiting words={words} shown={shown} zone={zone} />
      {staff && (
        <Panes
          open={paneOf(staff)}
          list={
            <>
              {removed.value && <Notice tone="success">{own.removed(removed.value)}</Notice>}
              <Card flush>
                <List label={own.title}>
                  {inOrderOfRoles(staff).map((member) => (
                    <Row key={member.person.id} words={words} member={member} open={query.open} />
                  ))}
                </List>
              </Card>
            </>
          }
        />
      )}
    </Page>
  )
}

type RowProps = {
  readonly words: OfficeWords
  readonly member: StaffMember
  readonly open: string | undefined
}

function Row({ words, member: { person, roles, ready }, open }: RowProps) {
  return (
    <ListRow
      id={rowId(person.id)}
      href={`/staff?open=${person.id}`}
      current={open === person.id}
      title={person.name}
      detail={
        <>
          {roles.map((role) => words.role[role]).join(' · ')}
          <br />
          {person.username}
          {!ready && (
            <>
              {' · '}
              <strong>{words.staff.notReady}</strong>
            </>
          )}
        </>
      }
      aside={person.id === me.value?.person.id && words.staff.you}
    />
  )
}
