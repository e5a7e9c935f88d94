import { type Camera, type OpenedCamera, openCamera } from './camera.ts'
import type { CameraFault } from './camera-stream.ts'

/**
 * Lends the camera out. Given back it stays open a little, dark, for the photo or the scan that follows: iOS would ask for
 * permission again.
 */
export async function borrowCamera(onLost: (fault: CameraFault) => void): Promise<OpenedCamera> {
  clearTimeout(closing)
  const opened = await openCamera(onLost)
  clearTimeout(closing)
  if (opened.ok) borrowed = opened.camera
  return opened
}

export function giveBackCamera(): void {
  const camera = borrowed
  if (!camera) return
  if (camera.hasTorch()) void camera.setTorch(false)
  clearTimeout(closing)
  closing = setTimeout(close, LINGER_MS)
}

const LINGER_MS = 30_000

let borrowed: Camera | undefined
let closing: ReturnType<typeof setTimeout> | undefined

function close(): void {
  borrowed?.close()
  borrowed = undefined
}
