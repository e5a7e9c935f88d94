/** Taking photos: believed by their bytes, never by their name or type header (ASVS 5.2.2). */
import { mayDo, type Person } from '../../checkpoints/people.ts'
import { PHOTO_MAX_PIXELS, type PHOTO_TYPES, type PhotoKept } from '../../checkpoints/wire/visit.ts'
import { type Context, sha256Of } from '../context.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** Durable once it resolves. `first` is false if these bytes were here already. */
export async function keepPhoto(
  context: Context,
  person: Person,
  sha256: string,
  bytes: Uint8Array,
): Promise<Outcome<{ readonly photo: PhotoKept; readonly first: boolean }>> {
  if (sha256Of(bytes) !== sha256) return refused('photo-hash-mismatch')
  const image = readImageHeader(bytes)
  if (!image) return refused('photo-not-an-image')
  if (image.width * image.height > PHOTO_MAX_PIXELS) return refused('photo-too-large')
  const photo: PhotoKept = { sha256, bytes: bytes.length, ...image }
  await context.photoFiles.keep(sha256, bytes)
  const first = await context.database.write((stores) => stores.photos.keep(photo, person.id, context.now()))
  return done({ photo, first })
}

export type StrangersPhoto = { readonly photo: PhotoKept; readonly bytes: Uint8Array }

/** A photo that came within the body of a stranger's report, in base64; undefined: none did. Whoever takes it keeps it. */
export function readStrangersPhoto(base64: string | undefined): Outcome<StrangersPhoto | undefined> {
  if (base64 === undefined) return done(undefined)
  const bytes = Buffer.from(base64, 'base64')
  const image = readImageHeader(bytes)
  if (image?.type !== 'image/jpeg') return refused('body-invalid', { where: ['photo'] })
  if (image.width * image.height > PHOTO_MAX_PIXELS) return refused('photo-too-large')
  return done({ photo: { sha256: sha256Of(bytes), bytes: bytes.length, ...image }, bytes })
}

type ImageHeader = { readonly type: (typeof PHOTO_TYPES)[number]; readonly width: number; readonly height: number }

/** Type and size out of the magic bytes and the first headers; undefined if it is none of the three. */
function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const found = readPng(view) ?? readWebp(view) ?? readJpeg(view)
    return found && found.width > 0 && found.height > 0 ? found : undefined
  } catch (error) {
    // A truncated header reads past the end.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** PNG (ISO/IEC 15948) §5.2, §11.2.2: IHDR comes first. */
function readPng(view: DataView): ImageHeader | undefined {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined
  if (view.getUint32(12) !== 0x49484452) return undefined
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** WebP (RFC 9649) §2.4–2.7: lossy, lossless and extended. */
function readWebp(view: DataView): ImageHeader | undefined {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined
  const type = 'image/webp' as const
  switch (view.getUint32(12)) {
    case 0x56503820:
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 0x5650384c: {
      const bits = view.getUint32(21, true)
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 0x56503858: {
      const at = (offset: number) => (view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)) + 1
      return { type, width: at(24), height: at(27) }
    }
    default:
      return undefined
  }
}

/** JPEG (ITU-T T.81) §B.2.2: the first frame header among the marker segments. */
function readJpeg(view: DataView): ImageHeader | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  for (let offset = 2; ; ) {
    const marker = view.getUint16(offset)
    if (marker >> 8 !== 0xff) return undefined
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { type: 'image/jpeg', width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) }
    offset += 2 + view.getUint16(offset + 2)
  }
}

/** The bytes of a photo, for its author, for the desk of any estate whose visit names it, and for all staff whose finding does. */
export async function readPhoto(
  context: Context,
  reader: Person,
  sha256: string,
): Promise<Outcome<Pick<PhotoKept, 'type' | 'sha256'> & { readonly bytes: Uint8Array<ArrayBuffer> }>> {
  const { read } = context.database
  const photo = await read.photos.bySha256(sha256)
  if (!photo) return refused('not-found')
  let allowed = (await read.photos.missing([sha256], reader.id)).length === 0
  const naming = allowed ? [] : [await read.photos.estatesOf(sha256), await read.hanging.estatesOfPhoto(sha256)]
  for (const estate of naming.flat()) {
    allowed ||= mayDo('read a visit', await read.people.rolesOn(reader.id, estate))
  }
  // Whoever verifies compares with the photos of before, whatever his role.
  for (const estate of allowed ? [] : await read.findings.estatesOfPhoto(sha256)) {
    allowed ||= (await read.people.rolesOn(reader.id, estate)).length > 0
  }
  if (!allowed) return refused('not-found')
  const bytes = new Uint8Array(await context.photoFiles.read(sha256))
  return done({ type: photo.type, sha256, bytes })
}
