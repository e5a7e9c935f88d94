import { type Signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Sha256 } from '../../checkpoints/ids.ts'
import { keptPhoto } from '../local/photos.ts'
import { online } from '../models/session.ts'
import { photoUrl } from '../server.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './phone-finding.css'

type Props = { readonly words: PhoneFindingWords; readonly photos: readonly Sha256[] }

/** Off the phone where they still are, else from the server; and how many want a signal. A press makes one large. */
export function FindingPhotos({ words: { finding: words }, photos }: Props) {
  const here = useKept(photos)
  const large = useSignal<Sha256 | undefined>(undefined)
  const unreached = useUnreached()
  const shown = photos.flatMap((sha256, i) => {
    const url = here.get(sha256) ?? (online.value && !unreached.value.has(sha256) ? photoUrl(sha256) : undefined)
    return url ? [{ sha256, url, name: words.photo(decimal(i + 1)) }] : []
  })
  const lacking = photos.length - shown.length
  if (photos.length === 0) return <p class="soft">{words.noPhoto}</p>
  return (
    <>
      <ul class="phone-photos">
        {shown.map(({ sha256, url, name }) => (
          <li key={sha256}>
            <button
              type="button"
              aria-pressed={large.value === sha256}
              onClick={() => {
                large.value = large.value === sha256 ? undefined : sha256
              }}
            >
              <img
                src={url}
                alt={name}
                onError={() => {
                  unreached.value = new Set(unreached.value).add(sha256)
                }}
              />
            </button>
          </li>
        ))}
      </ul>
      {lacking > 0 && <p class="soft">{words.photosOffline(decimal(lacking))}</p>}
    </>
  )
}

/** Those that did not come: the signal may be gone before anybody has noticed. They are tried again once it is back. */
function useUnreached(): Signal<ReadonlySet<Sha256>> {
  const unreached = useSignal<ReadonlySet<Sha256>>(new Set())
  const reached = online.value
  useEffect(
    () => () => {
      unreached.value = new Set()
    },
    [reached, unreached],
  )
  return unreached
}

/** Addresses of those that are on the phone. */
function useKept(photos: readonly Sha256[]): ReadonlyMap<Sha256, string> {
  const urls = useSignal<ReadonlyMap<Sha256, string>>(new Map())
  const wanted = photos.join(' ')
  useEffect(() => {
    let left = false
    const made: string[] = []
    const hashes = wanted.split(' ').filter(Boolean)
    void Promise.all(hashes.map((sha256) => keptPhoto(sha256).catch(() => undefined))).then((kept) => {
      if (left) return
      const found = kept.flatMap((photo) => {
        if (!photo) return []
        const url = URL.createObjectURL(new Blob([photo.bytes], { type: 'image/jpeg' }))
        made.push(url)
        return [[photo.sha256, url] as const]
      })
      urls.value = new Map(found)
    })
    return () => {
      left = true
      for (const url of made) URL.revokeObjectURL(url)
    }
  }, [wanted, urls])
  return urls.value
}
