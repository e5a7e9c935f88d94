import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { mayCall } from '../../checkpoints/people.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { ListedTagKey } from '../../checkpoints/wire/tag-key.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { estate, roles } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import { getTagKeys } from '../server.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { tagKeyWords } from '../words/tag-keys.ts'
import type { TagKeyWords } from '../words/tag-keys.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import { type KeyDeed, TagKeyDeed } from './tag-key-deed.tsx'
import { UnderLabels } from './under-labels.tsx'
import { useRefreshed } from './use-refreshed.ts'

/** The keys that sign labels: a new one, the labels of an old one reissued, one revoked. */
export function TagKeysScreen() {
  const words = tagKeyWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? <Keys key={current.id} words={words} office={office} estate={current} /> : null
}

type Props = { readonly words: TagKeyWords; readonly office: OfficeWords; readonly estate: Estate }

function Keys({ words, office, estate }: Props) {
  const { id, zone } = estate
  const shown = useMemo(() => polled(() => getTagKeys(id)), [id])
  const keys = useRefreshed(shown)?.keys
  const deed = useSignal<KeyDeed | undefined>(undefined)
  const said = useSignal<string | undefined>(undefined)
  const mayTurn = mayCall('POST /api/estates/:estate/tag-keys', roles.value)
  const ask = mayTurn
    ? (chosen: KeyDeed) => {
        deed.value = chosen
      }
    : undefined
  return (
    <UnderLabels
      {...{ words, office, estate, shown }}
      mayChange={mayTurn}
      said={
        said.value && (
          <Notice
            tone="success"
            title={said.value}
            actions={
              mayTurn && (
                <>
                  <Button href="/labels">{words.toLabels}</Button>
                  <Button href="/labels/hanging">{words.toHang}</Button>
                </>
              )
            }
          />
        )
      }
    >
      {keys && ask && (
        <div class="row">
          <Button onClick={() => ask({ kind: 'rotate' })}>{words.rotate}</Button>
        </div>
      )}
      {keys?.map((key) => (
        <Key key={key.generation} words={words} zone={zone} tagKey={key} ask={ask} />
      ))}
      <p class="soft small">
        {words.publicText} <a href="/.well-known/jwks.json">{words.public}</a>
      </p>
      {deed.value && (
        <TagKeyDeed
          words={words}
          office={office}
          estate={id}
          deed={deed.value}
          onClose={() => {
            deed.value = undefined
          }}
          onDone={(text) => {
            deed.value = undefined
            said.value = text
            void shown.refresh()
          }}
        />
      )}
    </UnderLabels>
  )
}

type KeyProps = {
  readonly words: TagKeyWords
  readonly zone: string
  readonly tagKey: ListedTagKey
  /** Undefined for who only reads. */
  readonly ask: ((deed: KeyDeed) => void) | undefined
}

function Key({ words, zone, tagKey, ask }: KeyProps) {
  const { generation, state, labels, createdAt, createdBy, revoked, thumbprint } = tagKey
  const at = (instant: number) => dayAndTime(instant, zone)
  return (
    <Card title={words.key(decimal(generation))} aside={<strong>{words.states[state]}</strong>}>
      <p>{words.labels(decimal(labels))}</p>
      <p class="soft small">{words.created(at(createdAt), createdBy)}</p>
      {revoked && <p>{words.revokedBy(at(revoked.at), revoked.by, revoked.reason)}</p>}
      <Facts facts={[[words.thumbprint, <code key="thumbprint">{thumbprint}</code>]]} />
      {ask && (
        <div class="row">
          {state !== 'signing' && labels > 0 && (
            <Button onClick={() => ask({ kind: 'reissue', key: tagKey })}>{words.reissue}</Button>
          )}
          {state !== 'revoked' && (
            <Button kind="quiet" onClick={() => ask({ kind: 'revoke', key: tagKey })}>
              {words.revoke}
            </Button>
          )}
        </div>
      )}
    </Card>
  )
}
