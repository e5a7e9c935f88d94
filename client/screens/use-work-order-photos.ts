import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Sha256 } from '../../checkpoints/ids.ts'
import { getWorkOrderPhoto } from '../server-public.ts'

export type PhotoShown = { readonly sha256: Sha256; readonly url: string | 'loading' | 'failed' }

/**
 * The photos of a work order, fetched rather than linked to: an address would have to hold the token. One after the other, as a
 * contractor may stand in a basement; let go of when the page is left.
 */
export function useWorkOrderPhotos(token: string, photos: readonly Sha256[]): readonly PhotoShown[] {
  const urls = useSignal<ReadonlyMap<Sha256, string>>(new Map())
  const wanted = photos.join(' ')
  useEffect(() => {
    let left = false
    const made: string[] = []
    void (async () => {
      for (const sha256 of wanted.split(' ').filter((one) => one !== '')) {
        if (left) return
        const reply = await getWorkOrderPhoto(token, sha256)
        if (left) return
        const url = reply.ok ? URL.createObjectURL(reply.value) : 'failed'
        if (reply.ok) made.push(url)
        urls.value = new Map(urls.peek()).set(sha256, url)
      }
    })()
    return () => {
      left = true
      for (const url of made) URL.revokeObjectURL(url)
      urls.value = new Map()
    }
  }, [token, wanted, urls])
  return photos.map((sha256) => ({ sha256, url: urls.value.get(sha256) ?? 'loading' }))
}
