import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { ResidentReport } from '../../checkpoints/wire/resident-report.ts'
import { getResidentReport } from '../server.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'

type Props = { readonly words: FindingWords; readonly estate: Uuid; readonly reports: readonly Uuid[] }

/** How to reach whoever reported it: all of them, where others were merged into it. The server tells those who answer residents. */
export function ResidentsToCall({ words, estate, reports }: Props) {
  const shown = useSignal<readonly ResidentReport[]>([])
  const asked = reports.join(' ')
  useEffect(() => {
    let left = false
    void Promise.all(reports.map((report) => getResidentReport(estate, report))).then((replies) => {
      if (!left) shown.value = replies.flatMap((reply) => (reply.ok ? [reply.value] : []))
    })
    return () => {
      left = true
    }
  }, [estate, asked])
  const reachable = shown.value.flatMap(({ id, contact }) => (contact === null ? [] : [{ id, contact }]))
  if (reachable.length === 0) return null
  return (
    <div>
      <p>{words.form.toCall}</p>
      <ul>
        {reachable.map(({ id, contact }) => (
          <li key={id}>
            <strong class="as-written">{contact}</strong>
          </li>
        ))}
      </ul>
    </div>
  )
}
