import { SEVERITY_NAMES, type Severity } from '../../checkpoints/answer.ts'
import type { FindingState } from '../../checkpoints/finding.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import './finding-signs.css'
import { dueSaid, STATE_MARKS, stateOf } from './finding-words.ts'

// biome-ignore format: hand-aligned table
const SIGNS: Readonly<Record<Severity, IconName>> = {
  minor:     'down',
  normal:    'info',
  major:     'warn',
  emergency: 'error',
}

/** How bad it is: a shape of its own, and the word. */
export function SeveritySign({ severity }: { readonly severity: Severity }) {
  return (
    <span class="severity-sign" data-severity={severity}>
      <Icon name={SIGNS[severity]} />
      {SEVERITY_NAMES[severity][language.value]}
    </span>
  )
}

export function StateSign({ state }: { readonly state: FindingState }) {
  return (
    <span class="state-sign">
      <Mark state={STATE_MARKS[state]} />
      {stateOf(state)}
    </span>
  )
}

type DueProps = { readonly words: FindingWords; readonly finding: ListedFinding; readonly today: CivilDate }

export function DueSign({ words, finding, today }: DueProps) {
  const said = dueSaid(words, finding, today)
  if (!said) return null
  return (
    <span class="due-sign" data-tone={said.tone}>
      {said.tone === 'overdue' && <Mark state="late" />}
      {said.text}
    </span>
  )
}

/** What is out of the ordinary about one, besides its day. */
export function Flags({ words, finding }: Pick<DueProps, 'words' | 'finding'>) {
  const flags = [
    finding.alarmedAt !== null && words.alarm,
    finding.extension && words.extensionAsked,
    finding.conflicts.length > 0 && words.conflicts(String(finding.conflicts.length)),
  ].filter((flag) => typeof flag === 'string')
  return (
    <>
      {flags.map((flag) => (
        <span key={flag} class="finding-flag">
          {flag}
        </span>
      ))}
    </>
  )
}
