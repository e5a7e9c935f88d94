import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Sha256 } from '../../checkpoints/ids.ts'
import { keptPhoto } from '../local/photos.ts'

/** Addresses under which the page can show photos that are on the phone; let go of when the screen is left. */
export function usePhotoUrls(photos: readonly Sha256[]): ReadonlyMap<Sha256, string> {
  const urls = useSignal<ReadonlyMap<Sha256, string>>(new Map())
  const wanted = photos.join(' ')

  useEffect(() => {
    let left = false
    for (const sha256 of wanted.split(' ')) {
      if (sha256 && !urls.value.has(sha256)) void addUrl(sha256)
    }
    async function addUrl(sha256: Sha256): Promise<void> {
      const photo = await whenKept(sha256)
      if (!photo || left || urls.value.has(sha256)) return
      const url = URL.createObjectURL(new Blob([photo.bytes], { type: 'image/jpeg' }))
      urls.value = new Map(urls.value).set(sha256, url)
    }
    return () => {
      left = true
    }
  }, [wanted, urls])

  useEffect(
    () => () => {
      for (const url of urls.peek().values()) URL.revokeObjectURL(url)
    },
    [urls],
  )
  return urls.value
}

/** A photo just taken is on its way to the disk. */
async function whenKept(sha256: Sha256) {
  for (let wait = 10; wait < 2_000; wait *= 2) {
    const photo = await keptPhoto(sha256)
    if (photo) return photo
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
  return undefined
}
