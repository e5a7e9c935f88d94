/** Whether this phone can be trusted to keep what is filed on it: looked at before anything is lost. */
import { signal } from '@preact/signals'
import { isAppleTab, roomLeft } from '../device/storage.ts'
import { database } from '../local/database.ts'

/**
 * - none: the browser keeps nothing, as in a private window; no form can be filed
 * - nearly-full: there is room for so many photos
 * - may-go: it clears what it keeps unless the app is installed
 */
export type StorageTrouble =
  | { readonly kind: 'none' }
  | { readonly kind: 'nearly-full'; readonly photos: number }
  | { readonly kind: 'may-go' }

export const storageTrouble = signal<StorageTrouble | undefined>(undefined)

/** A shrunk photo, generously (field-notes: 270 KB). */
const PHOTO_BYTES = 400_000
/** A round of many defects. */
const FEW_PHOTOS = 60

/** Call when the phone is looked at, and after anything was filed. */
export async function lookAtStorage(): Promise<void> {
  storageTrouble.value = await troubleNow()
}

async function troubleNow(): Promise<StorageTrouble | undefined> {
  try {
    await database()
  } catch {
    return { kind: 'none' }
  }
  const left = await roomLeft()
  const photos = left === undefined ? FEW_PHOTOS : Math.floor(left / PHOTO_BYTES)
  if (photos < FEW_PHOTOS) return { kind: 'nearly-full', photos }
  return isAppleTab() ? { kind: 'may-go' } : undefined
}
