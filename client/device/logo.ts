/** A picture an admin chose for the estate's logo, as the server takes it: a small PNG, whatever it was before. */

/** What prints well on a sign without weighing down a sheet of labels. */
const LONG_EDGE = 600

/** @returns undefined if this browser reads no picture in it */
export async function logoPng(file: Blob): Promise<ArrayBuffer | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return undefined
  const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height))
  const size = {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  }
  const canvas = Object.assign(document.createElement('canvas'), size)
  const context = canvas.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, size.width, size.height)
  picture.close()
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return png?.arrayBuffer()
}
