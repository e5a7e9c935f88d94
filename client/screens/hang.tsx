import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { Hanging } from '../../checkpoints/wire/hanging.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate, roles } from '../models/estate.ts'
import { hangingKnown, hangingOf, type ToHang, toHang } from '../models/hanging.ts'
import { forgetWords, myLabelWords } from '../models/label-words.ts'
import { pack, packsRead } from '../models/pack.ts'
import { spotNames } from '../models/spots.ts'
import { hangingWords } from '../words/hanging.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { language } from '../words/language.ts'
import { problemText } from '../words/problems.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { AssistantsEmergency } from './emergency-button.tsx'
import { useHanging } from './use-hanging.ts'
import { useScreen } from './use-screen.ts'

/** The walk "hang the new labels": which, in walking order, with and without a signal. */
export function HangScreen() {
  const words = hangingWords.value
  const current = estate.value
  useHanging(current?.id)
  return words && current ? <Hang words={words} /> : null
}

function Hang({ words: all }: { readonly words: HangingWords }) {
  const { walk: words } = all
  useScreen(words.title)
  const known = pack.value
  const hanging = hangingKnown.value.get(known?.estate.id ?? '')
  const mayClaim = mayCall('POST /api/estates/:estate/blanks/:checkpoint/claim', roles.value)
  const mayRead = mayCall('GET /api/estates/:estate/labels.pdf', roles.value)
  return (
    <Page
      top={
        <TopBar
          title={words.title}
          over={estate.value && nameIn(estate.value.names, language.value)}
          back={{ href: '/', label: words.home }}
        >
          <AssistantsEmergency />
        </TopBar>
      }
    >
      <JustHung words={words} />
      <Refused words={words} />
      {known && hanging ? (
        <Rows words={words} pack={known} hanging={hanging} />
      ) : packsRead.value && hangingOf(known?.estate.id ?? '').failure.value ? (
        <NoList words={words} />
      ) : (
        <Skeleton label={words.title} />
      )}
      {mayClaim && (
        <Card>
          <p class="soft">{words.blankText}</p>
          <Button wide icon="label" href="/hang/blank">
            {words.blank}
          </Button>
        </Card>
      )}
      {mayRead && (
        <Button wide kind="quiet" href="/labels/hanging">
          {words.desk}
        </Button>
      )}
    </Page>
  )
}

type Props = { readonly words: HangingWords['walk'] }

/** The label one has just come back from. */
function JustHung({ words }: Props) {
  const { query } = useLocation()
  const names = pack.value && query.hung && spotNames(pack.value, query.hung, language.value)
  return names ? <Notice tone="success">{words.kept(names.name)}</Notice> : null
}

/** What the server would not take, until somebody has read it. */
function Refused({ words }: Props) {
  return (
    <>
      {myLabelWords.value.map(
        (word) =>
          word.state === 'refused' && (
            <Notice
              key={word.id}
              tone="warn"
              title={words.refused(nameIn(word.names, language.value))}
              actions={<Button onClick={() => void forgetWords([word.id])}>{words.forget}</Button>}
            >
              {problemText(word.problem)}
            </Notice>
          ),
      )}
    </>
  )
}

function NoList({ words }: Props) {
  return (
    <Empty
      title={words.noList}
      action={
        <Button kind="primary" onClick={() => void hangingOf(estate.value?.id ?? '').refresh()}>
          {words.tryAgain}
        </Button>
      }
    >
      {words.noListText}
    </Empty>
  )
}

type RowsProps = Props & { readonly pack: Pack; readonly hanging: Hanging }

function Rows({ words, pack, hanging }: RowsProps) {
  const rows = toHang(pack, hanging, myLabelWords.value)
  const left = rows.filter(({ said }) => !isHung(said)).length
  return (
    <>
      {rows.length === 0 ? (
        <Empty title={words.nothing}>{words.nothingText}</Empty>
      ) : (
        <>
          <p class="lead" role="status">
            {left === 0 ? words.allDone : words.toHang(decimal(left))}
          </p>
          <Card flush>
            <List label={words.list}>
              {rows.map((row) => (
                <Row key={row.spot.id} words={words} pack={pack} row={row} />
              ))}
            </List>
          </Card>
        </>
      )}
      <p class="soft small">{words.asOf(dayAndTime(hanging.now, pack.estate.zone))}</p>
    </>
  )
}

function Row({ words, pack, row }: Props & { readonly pack: Pack; readonly row: ToHang }) {
  const { spot, why, revision, isPrinted, said } = row
  const names = spotNames(pack, spot.id, language.value)
  const hung = isHung(said)
  const state = !hung ? 'pending' : said?.state === 'saved' ? 'awaiting' : 'done'
  const about = [words.why[why], words.version(decimal(revision)), ...(isPrinted ? [] : [words.unprinted])]
  return (
    <ListRow
      href={`/hang/${spot.id}`}
      mark={state}
      title={names?.name ?? spot.code}
      detail={
        <>
          {names?.place} · {spot.code}
          <br />
          {hung ? (said?.state === 'saved' ? words.waiting : words.hung) : about.join(' · ')}
        </>
      }
    />
  )
}

function isHung(said: ToHang['said']): boolean {
  return said !== undefined && said.state !== 'refused'
}
