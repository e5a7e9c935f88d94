import { useSignal } from '@preact/signals'
import { type Answer, SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import type { Sha256 } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Card } from '../components/card.tsx'
import { Icon } from '../components/icon.tsx'
import { PhotoThumbs } from '../components/photo-thumbs.tsx'
import { Sheet } from '../components/sheet.tsx'
import { type Answered, answered } from '../models/visit-file.ts'
import { photoUrl } from '../server.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import './visit-answers.css'
import type { VisitProps } from './visit-summary.tsx'

/** What somebody has to see to, before everything that is in order. */
export function VisitDefects({ words, file }: VisitProps) {
  const defects = answered(file).filter(({ answer }) => answer?.result === 'defect')
  if (defects.length === 0) return null
  return (
    <Card title={words.visit.defects} aside={<strong>{decimal(defects.length)}</strong>}>
      <Answers words={words} answers={defects} />
    </Card>
  )
}

/** Everything else that was asked, in the order of the checklist. */
export function VisitAnswers({ words, file }: VisitProps) {
  const others = answered(file).filter(({ answer }) => answer?.result !== 'defect')
  return (
    <Card title={words.visit.answers}>
      {!file.checklist && <p class="soft">{words.visit.noChecklist}</p>}
      {others.length > 0 && <Answers words={words} answers={others} />}
    </Card>
  )
}

type DefectAnswer = Extract<Answer, { result: 'defect' }>
type AnswersProps = { readonly words: BoardWords; readonly answers: readonly Answered[] }

function Answers({ words, answers }: AnswersProps) {
  return (
    <dl class="answers">
      {answers.map((one) => (
        <div key={one.id} class="answer" data-result={one.answer?.result}>
          <dt>
            <span class="answer-question">{wordsOf(one)}</span>
            {one.item?.clause && <span class="answer-clause">{words.visit.clause(one.item.clause)}</span>}
          </dt>
          <dd>
            <Result words={words} {...one} />
          </dd>
          {one.answer?.result === 'defect' && one.answer.signature !== undefined && (
            <dd class="answer-photos">
              <Photos words={words} photos={[one.answer.signature]} about={words.visit.result.signature} />
            </dd>
          )}
          {one.answer && one.answer.photos.length > 0 && (
            <dd class="answer-photos">
              <Photos words={words} photos={one.answer.photos} about={wordsOf(one)} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

function Result({ words, item, answer }: Answered & { readonly words: BoardWords }) {
  const { visit: own } = words
  if (!answer) return <span class="soft">{item?.type === 'text' ? own.noText : own.noAnswer}</span>
  switch (answer.result) {
    case 'text':
      return <span class="answer-note">{answer.text || own.noText}</span>
    case 'reading':
      return (
        <>
          <strong>
            {decimal(answer.value, item?.type === 'reading' ? item.decimals : 0)}{' '}
            {item?.type === 'reading' && item.unit}
          </strong>
          {answer.remark && <p class="answer-note">{own.remark[answer.remark]}</p>}
          {answer.valve && <p class="answer-note">{own.valve[answer.valve]}</p>}
        </>
      )
    case 'defect':
      return <Defect words={words} answer={answer} />
    case 'number':
      return (
        <strong>
          {decimal(answer.value, item?.type === 'number' ? item.decimals : 0)} {item?.type === 'number' && item.unit}
        </strong>
      )
    case 'choice':
      return <strong>{answer.chosen.map((id) => optionWords(item, id)).join(' · ')}</strong>
    case 'photo':
    case 'signature':
      return <span class="soft">{own.result[answer.result]}</span>
    default:
      return (
        <span class="answer-result">
          {answer.result === 'ok' && <Icon name="tick" />}
          {own.result[answer.result]}
        </span>
      )
  }
}

function Defect({ words: { visit: own }, answer }: { readonly words: BoardWords; readonly answer: DefectAnswer }) {
  const { note, severity, settled } = answer
  const worth = [
    severity && SEVERITY_NAMES[severity][language.value],
    settled === undefined ? undefined : own.settled(settled),
  ]
  return (
    <>
      {worth.some(Boolean) && <strong>{worth.filter(Boolean).join(' · ')}</strong>}
      {note && <p class="answer-note">{note}</p>}
    </>
  )
}

function wordsOf({ id, item }: Answered): string {
  return item ? nameIn(item.words, language.value) : id
}

function optionWords(item: Answered['item'], id: string): string {
  const option = item?.type === 'choice' ? item.options.find((one) => one.id === id) : undefined
  return option ? nameIn(option.words, language.value) : id
}

type PhotosProps = { readonly words: BoardWords; readonly photos: readonly Sha256[]; readonly about: string }

function Photos({ words: { visit: own }, photos, about }: PhotosProps) {
  const open = useSignal<string | undefined>(undefined)
  const thumbs = photos.map((sha256, i) => ({ id: sha256, url: photoUrl(sha256), name: own.photo(decimal(i + 1)) }))
  const shown = thumbs.find(({ id }) => id === open.value)
  return (
    <>
      <PhotoThumbs
        photos={thumbs}
        onOpen={(id) => {
          open.value = id
        }}
      />
      {shown && (
        <Sheet
          title={`${about} · ${shown.name}`}
          closeLabel={own.close}
          onClose={() => {
            open.value = undefined
          }}
        >
          <img class="photo-large" src={shown.url} alt={shown.name} />
          <p>
            <a href={shown.url} target="_blank" rel="noreferrer">
              {own.original}
            </a>
          </p>
        </Sheet>
      )}
    </>
  )
}
