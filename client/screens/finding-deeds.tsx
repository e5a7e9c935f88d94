import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { isOpenFinding } from '../../checkpoints/finding.ts'
import { awaited, type DeskDeed } from '../../checkpoints/finding-next.ts'
import type { FindingRules } from '../../checkpoints/finding-rules.ts'
import type { FindingDetail, FindingReceipt, ListedFinding } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { actor } from '../models/actor.ts'
import { deedsOf } from '../models/finding-deeds.ts'
import type { Polled } from '../models/polled.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import './finding.css'
import { FindingDeedSheet } from './finding-deed-sheet.tsx'
import { FindingVerify } from './finding-verify.tsx'
import { deedName } from './finding-words.ts'

type Props = {
  readonly words: FindingWords
  readonly office: OfficeWords
  readonly estate: Estate
  readonly shown: Polled<FindingDetail>
  readonly detail: FindingDetail
  readonly rules: FindingRules | undefined
  readonly onChanged: () => void
}

/** What the reader is to do next, as one button; the rest behind it; and why, where it is somebody else’s. */
export function FindingDeeds({ detail, ...props }: Props) {
  const { words } = props
  const { finding } = detail
  const open = useSignal<DeskDeed | undefined>(undefined)
  const conflicting = useSignal(false)
  const { primary, others, refused } = deedsOf(finding, actor.value)
  const start = (kind: DeskDeed) => {
    conflicting.value = false
    open.value = kind
  }
  const waiting = awaited(finding)
  const next = useRef<HTMLDivElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    if (!isDone.current) return
    isDone.current = false
    // The button of what has been done is gone, and the focus with it: it goes on where it says what comes next.
    if (document.activeElement === document.body) next.current?.focus({ preventScroll: true })
  }, [finding.version])
  function done(receipt: FindingReceipt): void {
    isDone.current = true
    open.value = undefined
    conflicting.value = receipt.standing === 'conflicting'
    props.onChanged()
  }
  return (
    <>
      {conflicting.value && <Notice tone="warn">{words.form.conflicting}</Notice>}
      <div ref={next} class="finding-next" tabIndex={-1}>
        {primary === 'verify' && <FindingVerify words={words} finding={finding} />}
        {primary && primary !== 'verify' && (
          <Button kind="primary" wide onClick={() => start(primary)}>
            {deedName(words, primary, finding)}
          </Button>
        )}
        {!primary && <p>{isOpenFinding(finding) || waiting ? words.detail.waitsFor : words.detail.nothingToDo}</p>}
        {refused.map(({ kind, why }) => (
          <p key={kind} class="small">
            {words.detail.because(deedName(words, kind, finding), words.refusals[why] ?? '')}
          </p>
        ))}
        <More words={words} finding={finding} kinds={others.filter((kind) => kind !== 'verify')} onChosen={start} />
      </div>
      {open.value && (
        <FindingDeedSheet
          {...props}
          kind={open.value}
          onClose={() => {
            open.value = undefined
          }}
          onDone={done}
        />
      )}
    </>
  )
}

type MoreProps = {
  readonly words: FindingWords
  readonly finding: ListedFinding
  readonly kinds: readonly DeskDeed[]
  readonly onChosen: (kind: DeskDeed) => void
}

function More({ words, finding, kinds, onChosen }: MoreProps) {
  if (kinds.length === 0) return null
  return (
    <details class="finding-more">
      <summary>{words.detail.otherDeeds}</summary>
      <div class="row">
        {kinds.map((kind) => (
          <Button key={kind} onClick={() => onChosen(kind)}>
            {deedName(words, kind, finding)}
          </Button>
        ))}
      </div>
    </details>
  )
}
